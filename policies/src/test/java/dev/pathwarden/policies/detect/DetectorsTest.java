package dev.pathwarden.policies.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Ann,ann.lee@example.com,Berlin | pii.email",
        "mailto:ann@example.org | pii.email",
        "{\"mail\":\"x.y+z@mail.example.co.uk\"} | pii.email",
        "write to <jo@corp.example>. | pii.email",
        "4111111111111111 | pii.payment-card",
        "card: 4111 1111 1111 1111, | pii.payment-card",
        "5500-0000-0000-0004 | pii.payment-card",
        "3782 822463 10005 | pii.payment-card",
        "30569309025904 | pii.payment-card",
        "6011111111111117 | pii.payment-card",
        "3530111333300000 | pii.payment-card",
        "ssn 123-45-6789 | pii.us-ssn",
        "SSN: 123 45 6789 | pii.us-ssn",
        "DE89370400440532013000 | pii.iban",
        "GB82 WEST 1234 5698 7654 32 | pii.iban",
        "IBAN:FR1420041010050500013M02606. | pii.iban",
        "+49 30 901820 33 | pii.phone",
        "call +14155552671 | pii.phone",
        "(415) 555-2671 | pii.phone",
        "415-555-2671 | pii.phone",
        "AKIAIOSFODNN7EXAMPLE | secret.aws-key",
        "key=\"ASIAY34FZKBOKMUTVV7A\" | secret.aws-key",
        "-----BEGIN RSA PRIVATE KEY----- | secret.private-key",
        "-----BEGIN PRIVATE KEY----- | secret.private-key",
        "-----BEGIN OPENSSH PRIVATE KEY----- | secret.private-key",
        "OPENAI_API_KEY=sk-abcDEF1234567890abcd | secret.api-key",
        "sk-proj-a1B2c3D4e5F6g7H8i9J0k1L2m3 | secret.api-key",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a | secret.api-key",
        "xoxb-123456789012-abcdefGHIJ | secret.api-key",
        "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY | secret.api-key",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U | secret.api-key",
        "sk-svcacct-a1B2c3D4e5F6g7H8i9J0k1L2m3 | secret.api-key",
        "GH=ghp_abcdefghijklmnopqrstuvwxyzABCD1fQpm7; | secret.api-key",
        "hf_abcdefghijklmnopqrstuvwxyzABCDEFGH | secret.api-key",
        "https://hooks.slack.com/services/T0ABCDEFG/B0ABCDEFG/a1B2c3D4e5F6g7H8i9J0k1L2 | secret.webhook",
        "bot 123456789:AAE4b7Kq_x9-Zt1mLw3Yv5Rs8Nd2Pc6Hf0J | secret.api-key",
        "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5 | secret.api-key",
        "A1b2C3d4E5f6G7.atlasv1.a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6a7B8c9D0 | secret.api-key",
        "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzzKEY | secret.api-key",
        "datadog: 0123456789abcdef0123456789abcdef | secret.api-key",
        "heroku 01234567-89ab-cdef-0123-456789abcdef | secret.api-key",
        "AGE-SECRET-KEY-1QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE | secret.private-key",
        "-----BEGIN PGP PRIVATE KEY BLOCK----- | secret.private-key",
        "Authorization: Bearer a1B2c3D4e5F6g7H8i9J0k1L2 | secret.api-key",
        "Authorization: Basic YW5uOmh1bnRlcjIh | secret.password",
        "postgres://ann:hunter2@db.internal/orders | secret.password",
        "https://ann:h7x9q2w4@host/x | secret.password",
        "password = \"hunter2!x\" | secret.password",
        "DB_PASSWORD=hX7-ab3-9q | secret.password",
        "{\"client_secret\":\"a1B2c3D4e5F6g7H8\"} | secret.api-key",
        "apiKey: 'a1B2c3D4e5F6g7H8' | secret.api-key",
        "first\\nann@example.com | pii.email",
        "first\\n4111111111111111 | pii.payment-card",
        "ssn=123456789 | pii.us-ssn",
        "{\"socialSecurityNumber\":\"123456789\"} | pii.us-ssn",
        "dob: 1985-03-12 | pii.birth-date",
        "{\"dateOfBirth\":\"1985-03-12T00:00:00Z\"} | pii.birth-date",
        "{\"birth_date\": 19850312} | pii.birth-date",
        "Ann was born on March 12, 1985 in Ulm | pii.birth-date",
        "born 12th of March, 1985 | pii.birth-date",
        "born 3/12/85 | pii.birth-date",
        "{\"birthday\":\"1985-03-12\"} | pii.birth-date",
        "geb. 12.3.1985 | pii.birth-date",
        "Geburtsdatum: 12. M\u00e4r 1985 | pii.birth-date",
        "n\u00e9e le 12/03/1985 | pii.birth-date",
        "Fecha de nacimiento: 12 de marzo de 1985 | pii.birth-date",
        "nata il 12-03-1985 | pii.birth-date",
        "data urodzenia 1985.03.12 | pii.birth-date",
        "f\u00f6delsedatum 1985-03-12 | pii.birth-date",
        "\u51fa\u751f 1985-03-12 | pii.birth-date",
        "Dear Mrs Ada Lovelace, | possible.name",
        "Herr M\u00fcller kommt | possible.name",
        "{\"last_name\":\"Lovelace\"} | possible.name",
        "firstName=Ada | possible.name",
        "My name is Ada. | possible.name",
    })
    void labels_ofASensitiveValue_nameItsKind(String text, String label) {
        assertThat(Detectors.labels(text)).containsExactly(label);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "2024-05-15T10:11:12.123456789Z", "1700000000000000000", "1700000000000", "1732310000000000", "4.11.1111.1111", "version 1.2.3-4567",
        "41111111-1111-4111-8111-111111111111", "d41d8cd98f00b204e9800998ecf8427e", "4111111111111112", "0.4111111111111111", "4444444444444444",
        "x4111111111111111", "4111111111111111a", "4006381333931", "000-12-3456", "666-12-3456", "900-12-3456", "123-00-4567", "123-45-0000",
        "123456789", "123 45 6789", "1-123-45-6789-2", "DE89370400440532013001", "US133000000121212121212", "DEADBEEF0123456789ABCDEF",
        "+0200", "2024-01-01T00:00:00+01:00", "+12", "a+49123456789", "192.168.100.200", "123-456-7890", "415.555.2671", "git@github.com:owner/name.git",
        "https://user:secret@host.example.com/x", "logo@2x.png", "left-pad@1.3.0", "java.lang.Object@1b6d3586", "@Override public", "a @ b.com",
        "AKIA", "AKIAIOSFODNN7EXAMPLEX", "task-runner-configuration-files-2024", "sk-loading-indicator-container", "sk-", "ghp_short1",
        "-----BEGIN PUBLIC KEY-----", "-----BEGIN ENCRYPTED PRIVATE KEY-----", "eyJhbGciOiJIUzI1NiJ9", "127.0.0.1:8080", "$1,234,567.89", "",
        "llvm-toolchain (1:14~++20210926041028)", "Decimal('+35236450.6')", "h = h * 69069 + 907133923", "password: string", "String password = request.getParameter(\"password\")", "password=${DB_PASSWORD}", "password = \"your-password-1\"", "if (password == \"abc12345\")", "passwordField = \"abc12345\"",
        "next_page_token=a1B2c3D4e5F6g7H8", "apiKey = config.getApiKey1234567()", "basic authentication", "Basic YW5uaHVudGVy", "bearer of good news and of bad ones", "the bearer token-based-authentication-scheme",
        "postgres://ann:password@host/db", "postgres://ann:${PASSWORD}@host/db", "http://host:8080/a@b", "std::string a@b", "sha1 0123456789abcdef0123456789abcdef01234567", "key-value-store-of-the-application-x",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "SKU 0123456789", "secret_management_of_the_whole_application_tier", "be12", "task.atlasv1.x", "MTIzNDU2Nzg5MDEyMzQ1Njc4", "a.eyJhbGci.b",
        "serialVersionUID = 19060418L", "1985-03-12", "Birthday Party\n timestamp: 2024-06-20", "shipped on March 12, 1985", "reborn 1985-03-12", "airborne on 12.3.1985", "born 1985-13-41", "born in 1985", "dob: 2085-03-12", "date of birth: 1985-03-12-1", "born 12.3.1985.7",
        "nhs 9434765918", "social media post 123456789", "ssn 1234567890", "pesel 44051401358", "Dear Sir or Madam", "last_name: string", "Mr. and Mrs", "Mr_Smith", "file name is Test", "display_name=Ada",
    })
    void labels_ofOrdinaryText_areNone(String text) {
        assertThat(Detectors.labels(text)).isEmpty();
    }

    @Test
    void labels_ofManyKindsInOneText_areAll() {
        String csv = "name,mail,card,ssn\nAnn,ann@example.com,4111 1111 1111 1111,123-45-6789\n";

        assertThat(Detectors.labels(csv)).containsExactly("pii.email", "pii.payment-card", "pii.us-ssn");
    }

    @Test
    void labels_ofIdsAndTimestampsAndHashes_areNoneInAHundredThousand() {
        SplittableRandom random = new SplittableRandom(20261122);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append(new UUID(random.nextLong(), random.nextLong())).append(' ')
                    .append(1_700_000_000_000L + random.nextInt(2_000_000_000)).append(',')
                    .append(Long.toHexString(random.nextLong())).append(Long.toHexString(random.nextLong())).append('\n');
            if (text.length() > 900_000) {
                assertThat(Detectors.labels(text)).isEmpty();
                text.setLength(0);
            }
        }
    }

    @Test
    void labels_ofNumbersAtRandom_areRareWithoutAWordNearby() {
        SplittableRandom random = new SplittableRandom(20261129);
        for (int digits = 6; digits <= 18; digits++) {
            long most = (long) Math.pow(10, digits);
            int found = 0;
            for (int i = 0; i < 100_000; i++) {
                String number = Long.toString(most + random.nextLong(most)).substring(1);
                found += Detectors.labels("id " + number + ';').isEmpty() ? 0 : 1;
            }
            // Of payment cards the last digit is a check; every other bare number needs a word, or has a date in it besides the check.
            assertThat(found).as("%d digits", digits).isLessThan(digits >= 14 && digits <= 16 ? 4_000 : 20);
        }
    }

    @Test
    void values_ofAnythingThatCanBeginOne_standInTheText() {
        String[] pieces = {"+", "(", "@", "-", ".", ":", "=", "/", "%", "\\", "&#", ";", " ", "\"", "0", "1", "19", "85", "415", "1985", "A", "DE", "sk-", "eyJ", ".eyJ", "ghp_", "SG.", "password", "born ", "March", "Mr", "bearer ", "basic ",
            "bsn", "-----BEGIN ", "PRIVATE KEY-----", "://", ".atlasv1.", "AA", "MTIz", "\u00e9", "\n"};
        SplittableRandom random = new SplittableRandom(20261129);
        for (int round = 0; round < 300_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(7); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            Detectors.values(text, (detector, from, to) -> {
                if (from < 0 || from >= to || to > text.length()) {
                    throw new AssertionError(detector.what() + " from " + from + " to " + to + " in '" + text + "'");
                }
            });
        }
    }

    @Test
    void labels_ofAPossibleName_areNotThoseOfPersonalData() {
        SortedSet<String> labels = Detectors.labels("Dear Mrs Ada Lovelace, thank you for your letter.");

        assertThat(labels).containsExactly("possible.name").noneMatch(label -> label.startsWith("pii.") || label.startsWith("secret."));
    }

    @Test
    void labels_ofCleanText_makeNothing() {
        String text = ("At 10:30 the order 4711 (2 of 17) went to 192.168.1.20, see https://example.com/a/b?id=17 and Build-2024-05-15. {\"count\": 12, \"rate\": 0.5, \"ID\": \"A-12\"} "
                + "private static final int MAX_VALUE = 1_000; // DE12 and 1234 5678 9012\n").repeat(40);
        Set<String> labels = new TreeSet<>();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 200; i++) {
            Detectors.addLabels(text, labels);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            Detectors.addLabels(text, labels);
        }
        long made = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(labels).isEmpty();
        // What collects the labels, and nothing that grows with the text.
        assertThat(made / 100).isLessThan(100);
    }

    @Test
    void labels_ofTextBeyondTheLimit_lookAtBothEndsAndSaySo() {
        StringBuilder text = new StringBuilder("ann@example.com ");
        text.append("x ".repeat(Detectors.LIMIT));
        text.append("123-45-6789");

        assertThat(Detectors.labels(text)).containsExactly(Detectors.SAMPLED, "pii.email", "pii.us-ssn");
    }

    /** Counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long looks;

        private Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            looks += end - start;
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            looks += text.length();
            return text;
        }
    }

    private static Stream<String> costly() {
        Stream<String> keys = KeyFormats.ALL.stream().flatMap(format -> Stream.of(format.prefix(), format.prefix() + "aB3-"));
        return Stream.concat(keys, Stream.of("@", "a@", "a.", "a..", "@a.bc", "://a@b.cc:", "4111 ", "4111-", "1-", "1 ", "12.", "+1 ", "+1-", "(415) ", "eyJ", "eyJ.", "eyJ-", ".eyJ", "eyJhbGciOiJIUzI1NiJ9.", "eyJa.eyJb.", "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----", "-", "DE89 ", "DE89", "GB82 WEST 1234 5698 7654 ", "AB 12 34 56 ", "A", "A1", "AA00", "born 1985-", "born 12 March ", "birth ", "1985-03-12 ", "March 12, ", "Mr ", "Mr A", "Mr Aa ", "first_name:",
                "password=", "password:", "password=\"", "apikey=a1", "://", "://a:", "://:", "a://b:c", "bearer ", "Bearer a1.", "basic ", "basic aaaa", "MTIz", "MTIz.", ".atlasv1.", "aaaaaaaaaaaaaa.atlasv1.", "123456789:AA", "12345678:",
                "0123456789abcdef", "twilio 0123456789abcdef0123456789abcde ", "ssn 123", "bsn 123456789 ", "%41", "%", "\\u0041", "\\", "&#64;", "&", "QUJD", "QUJD ", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\n", "4142", "=", ":", "\u00e9"));
    }

    @ParameterizedTest
    @MethodSource("costly")
    void labels_ofTextMadeToCostTime_lookAtEveryCharacterAConstantNumberOfTimes(String piece) {
        Counted once = new Counted(piece.repeat((1 << 16) / piece.length()));
        Counted many = new Counted(piece.repeat((1 << 20) / piece.length()));
        Detectors.labels(once);
        Detectors.labels(many);

        assertThat(many.looks).as("looks at each character").isLessThan(400L * many.length());
        assertThat(many.looks).as("sixteen times as long").isLessThan(once.looks * 17);
    }

    @ParameterizedTest
    @MethodSource("costly")
    void values_ofTextMadeToCostTime_lookAtEveryCharacterAConstantNumberOfTimes(String piece) {
        Counted once = new Counted(piece.repeat((1 << 14) / piece.length()));
        Counted many = new Counted(piece.repeat((1 << 18) / piece.length()));
        Detectors.values(once, (detector, from, to) -> { });
        Detectors.values(many, (detector, from, to) -> { });

        assertThat(many.looks).isLessThan(400L * many.length()).isLessThan(once.looks * 17);
    }
}
