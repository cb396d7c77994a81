package dev.pathwarden.policies.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private static Addresses in(String argument, String text) {
        return Addresses.in(Map.of(argument, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://169.254.169.254/latest/meta-data/", "fetch http://169.254.169.254 now", "169.254.169.254", "http://2852039166/", "2852039166",
        "0xA9FEA9FE", "http://0xA9FEA9FE/", "http://0xa9.0xfe.0xa9.0xfe/", "http://0251.0376.0251.0376/", "http://025177524776/", "http://169.254.43518/",
        "http://169.16689662/", "http://[::ffff:a9fe:a9fe]/", "http://[::ffff:169.254.169.254]:80/", "::ffff:169.254.169.254", "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:a9fe:a9fe::]/", "http://[fd00:ec2::254]/latest", "http://user@169.254.169.254:80/", "http://169.254.169.254./", "http://metadata.google.internal/computeMetadata/v1/",
        "metadata.google.internal", "METADATA.Google.Internal.", "http://169.254.169.254.nip.io/", "http://a9fea9fe.nip.io/", "http://www-169-254-169-254.sslip.io/",
        "http://%31%36%39.254.169.254/", "http://１６９.２５４.１６９.２５４/", "http://169。254。169。254/", "curl -s 169.254.169.254/latest", "{\"url\":\"http:\\/\\/169.254.169.254\\/\"}",
        "http://100.100.100.200/", "gopher://169.254.169.254:80/_GET", "http://instance-data/latest/", "//169.254.169.254/x",
    })
    void metadata_inAnySpelling_isFound(String text) {
        assertThat(in("request", text).metadata()).as(text).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://example.com/169.254", "1700000000", "2852039165", "version 1.2.3", "169.254.169.25", "http://10.0.0.1/", "the metadata of the file",
        "0xA9FEA9FF", "12:30", "2024-05-15 10:00", "a::b says", "", "127.0.0.1", "metadata", "999.999.999.999", "169.254.169.254.example.com",
    })
    void metadata_ofAnythingElse_isNotClaimed(String text) {
        assertThat(in("request", text).metadata()).as(text).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "text, http://Example.COM:8080/path, example.com", "text, https://user:pw@host.example/x, host.example", "text, see 10.1.2.3 and more, 10.1.2.3",
        "text, http://2130706433/, 127.0.0.1", "host, Db.Internal, db.internal", "proxy_url, gateway, gateway", "text, 'http://[2001:DB8:0:0:0:0:0:1]/', 2001:db8::1",
        "host, 0x7f.1, 127.0.0.1", "text, ::1, ::1",
    })
    void hosts_inAnySpelling_areGivenInPlainForm(String argument, String text, String host) {
        assertThat(in(argument, text).hosts()).containsExactly(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.csv", "1700000000", "call me at 10:30", "v1.2.3", "SELECT a.b FROM c", "4711"})
    void hosts_ofOrdinaryText_areNone(String text) {
        assertThat(in("text", text).hosts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"address, 12 Elm Street 10001", "url, /api/metadata", "site, our main server room", "target, 'metadata, please'"})
    void hosts_ofWordsAndNumbersInAHostsArgument_areNone(String argument, String text) {
        assertThat(in(argument, text).hosts()).isEmpty();
        assertThat(in(argument, text).metadata()).isFalse();
    }

    @Test
    void metadata_asTheHostItself_isFoundThoughItHasNoDot() {
        assertThat(in("host", "metadata").metadata()).isTrue();
        assertThat(in("url", "https://example.com/metadata").metadata()).isFalse();
    }

    @Test
    void hosts_inNestedArguments_areAllFound() {
        Addresses found = Addresses.in(Map.of("requests", List.of(Map.of("url", "http://a.example/"), Map.of("url", "http://b.example/"))));

        assertThat(found.hosts()).containsExactly("a.example", "b.example");
    }

    @ParameterizedTest
    @CsvSource({"169.254.169.254, true, true", "10.2.3.4, true, false", "172.31.0.1, true, false", "172.32.0.1, false, false", "192.168.1.1, true, false",
        "127.0.0.1, true, false", "8.8.8.8, false, false", "::1, true, false", "fe80::1, true, false", "fc00::1, true, false", "2001:db8::1, false, false",
        "fd00:ec2::254, true, true", "100.64.0.1, true, false", "100.100.100.200, true, true", "0.0.0.0, true, false"})
    void networkAddress_ofResolvedBytes_saysWhatKindOfPlaceItIs(String address, boolean isPrivate, boolean metadata) throws UnknownHostException {
        byte[] bytes = InetAddress.getByName(address).getAddress();

        assertThat(NetworkAddress.isPrivate(bytes)).isEqualTo(isPrivate);
        assertThat(NetworkAddress.isMetadata(bytes)).isEqualTo(metadata);
    }

    @Test
    void networkAddress_ofMappedBytes_countsAsTheAddressInside() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, (byte) 169, (byte) 254, (byte) 169, (byte) 254};

        assertThat(NetworkAddress.isMetadata(mapped)).isTrue();
        assertThat(NetworkAddress.isPrivate(mapped)).isTrue();
    }
}
