package dev.pathwarden.policies.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.detect.Detectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentInspectorTest {

    private static final String CUSTOMERS = "id,name,mail,card,ssn\n" + "17,Ann Lee,ann@example.com,4111111111111111,123-45-6789\n".repeat(20);

    private final Random random = new Random(20261122);

    private static Findings inspect(byte[] bytes) {
        return ContentInspector.inspect(bytes, 0, bytes.length);
    }

    private byte[] encrypt(byte[] plain) {
        try {
            byte[] key = new byte[32];
            byte[] nonce = new byte[12];
            random.nextBytes(key);
            random.nextBytes(nonce);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            byte[] sealed = cipher.doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
            return all;
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @Nested
    class Encrypted {

        @ParameterizedTest
        @ValueSource(ints = {40, 100, 500, 5_000, 100_000, 1_000_000})
        void inspect_ofAesGcmOutput_isEncryptedWithoutLabels(int size) {
            Findings findings = inspect(encrypt(utf8(CUSTOMERS.repeat(size / CUSTOMERS.length() + 1).substring(0, size))));

            assertThat(findings.encrypted()).isTrue();
            assertThat(findings.labels()).isEmpty();
        }

        @Test
        void inspect_ofArmouredCiphertext_isEncrypted() {
            byte[] sealed = encrypt(utf8(CUSTOMERS));
            String mime = Base64.getMimeEncoder().encodeToString(sealed);

            assertThat(inspect(utf8(Base64.getEncoder().encodeToString(sealed))).encrypted()).isTrue();
            assertThat(inspect(utf8(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))).encrypted()).isTrue();
            assertThat(inspect(utf8(mime)).encrypted()).isTrue();
            assertThat(inspect(utf8(HexFormat.of().formatHex(sealed))).encrypted()).isTrue();
            assertThat(inspect(utf8("-----BEGIN PGP MESSAGE-----\nVersion: X\n\n" + mime.replace("\r", "") + "\n=abcd\n-----END PGP MESSAGE-----\n")).encrypted()).isTrue();
        }

        @Test
        void inspect_ofOpensslAndAge_isEncrypted() {
            byte[] sealed = encrypt(utf8(CUSTOMERS));

            assertThat(inspect(join(utf8("Salted__"), sealed)).encrypted()).isTrue();
            assertThat(inspect(join(utf8("age-encryption.org/v1\n-> X25519 8hxAbc\nq83v\n--- Zm9vYmFy\n"), sealed)).encrypted()).isTrue();
        }

        @Test
        void inspect_ofManyCiphertexts_rarelyMissesOne() {
            int missed = 0;
            for (int i = 0; i < 20_000; i++) {
                byte[] bytes = new byte[64 + i % 1_000];
                random.nextBytes(bytes);
                missed += Boolean.TRUE.equals(inspect(bytes).encrypted()) ? 0 : 1;
            }
            assertThat(missed).isLessThan(5);
        }
    }

    @Nested
    class Plain {

        @Test
        void inspect_ofCsvInAFileCalledEnc_isPlaintextBecauseNoNameIsAsked() {
            Findings findings = inspect(utf8(CUSTOMERS));

            assertThat(findings.encrypted()).isFalse();
            assertThat(findings.labels()).containsExactly("pii.email", "pii.payment-card", "pii.us-ssn");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"customers\":[{\"mail\":\"ann@example.com\"}]}", "a,b@example.com", "Grüße an Jürgen in Köln", "Привет, мир и люди",
            "The quick brown fox jumps over the lazy dog", "d41d8cd98f00b204e9800998ecf8427e  file.txt"})
        void inspect_ofText_isPlaintext(String text) {
            assertThat(inspect(utf8(text)).encrypted()).isFalse();
        }

        @Test
        void inspect_ofUtf16_readsIt() {
            for (var charset : new java.nio.charset.Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE}) {
                Findings findings = inspect(CUSTOMERS.getBytes(charset));

                assertThat(findings.labels()).contains("pii.email", "pii.us-ssn");
                assertThat(findings.encrypted()).isFalse();
            }
        }

        @Test
        void inspect_ofCompressedBytes_isNotEncryption() throws IOException {
            byte[] noise = new byte[40_000];
            random.nextBytes(noise);
            byte[] text = utf8(CUSTOMERS + Base64.getEncoder().encodeToString(noise));
            ByteArrayOutputStream gzip = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
                out.write(text);
            }
            ByteArrayOutputStream zlib = new ByteArrayOutputStream();
            try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
                out.write(text);
            }

            assertThat(inspect(gzip.toByteArray()).encrypted()).isFalse();
            assertThat(inspect(zlib.toByteArray()).encrypted()).isFalse();
            assertThat(inspect(Arrays.copyOfRange(zlib.toByteArray(), 2, zlib.size())).encrypted()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"504b0304", "28b52ffd", "fd377a585a00", "377abcaf271c", "89504e470d0a1a0a", "ffd8ff", "255044462d", "425a6839314159265359"})
        void inspect_ofAKnownFormat_isNotEncryption(String magic) {
            byte[] body = new byte[10_000];
            random.nextBytes(body);

            assertThat(inspect(join(HexFormat.of().parseHex(magic), body)).encrypted()).isFalse();
        }

        @Test
        void inspect_ofCiphertextWithAReadableStretch_isNotEncrypted() {
            byte[] sealed = encrypt(new byte[200_000]);
            byte[] readable = utf8("Ann Lee lives at 12 Elm Street in Berlin");
            System.arraycopy(readable, 0, sealed, 77_777, readable.length);

            assertThat(inspect(sealed).encrypted()).isFalse();
        }

        @Test
        void inspect_ofCiphertextBehindAReadableHeader_isNotEncryptedAndLabelsTheHeader() {
            Findings findings = inspect(join(utf8(CUSTOMERS), encrypt(new byte[100_000])));

            assertThat(findings.encrypted()).isFalse();
            assertThat(findings.labels()).contains("pii.us-ssn");
        }

        @Test
        void inspect_ofCountersAndZeros_isNotEncrypted() {
            byte[] counter = new byte[4096];
            for (int i = 0; i < counter.length; i++) {
                counter[i] = (byte) i;
            }

            assertThat(inspect(counter).encrypted()).isFalse();
            assertThat(inspect(new byte[4096]).encrypted()).isFalse();
        }

        @Test
        void inspect_ofArmouredPlaintext_isNotEncrypted() {
            assertThat(inspect(Base64.getEncoder().encode(utf8(CUSTOMERS))).encrypted()).isFalse();
        }
    }

    @Test
    void inspect_ofTooFewBytes_doesNotTell() {
        for (int size = 0; size < 32; size++) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            assertThat(inspect(bytes).encrypted()).isNotEqualTo(Boolean.TRUE);
        }
        assertThat(inspect(encrypt(utf8("hi"))).encrypted()).isNull();
    }

    @Test
    void inspect_ofFewBytesWithAPersonalValue_isPlaintext() {
        assertThat(inspect(utf8("ab@c.de"))).isEqualTo(new Findings(java.util.Set.of("pii.email"), false));
    }

    @Test
    void inspect_ofRandomBytes_findsNoLabels() {
        byte[] bytes = new byte[1 << 20];
        for (int i = 0; i < 20; i++) {
            random.nextBytes(bytes);
            bytes[0] = 0x1f;
            bytes[1] = (byte) 0x8b;
            bytes[2] = 8;
            assertThat(inspect(bytes).labels()).isEmpty();
        }
    }

    @Test
    void inspect_ofMoreThanTheLimit_isMarkedAsSampled() {
        byte[] bytes = new byte[ContentInspector.LIMIT + 1];

        assertThat(inspect(bytes).labels()).containsExactly(Detectors.SAMPLED);
    }

    @Nested
    class Streams {

        @Test
        void next_ofAValueSplitOverWrites_findsIt() {
            StreamInspector stream = new StreamInspector();
            Findings last = Findings.NONE;
            for (byte b : utf8("x\nann@example.com\n")) {
                last = stream.next(new byte[] {b}, 0, 1);
            }

            assertThat(last.labels()).containsExactly("pii.email");
            assertThat(last.encrypted()).isFalse();
        }

        @Test
        void takeBack_ofTheSecondHalfOfAValue_findsItWhenItIsWrittenAgain() {
            StreamInspector stream = new StreamInspector();
            stream.next(utf8("x\nann@exam"), 0, 10);
            Findings refused = stream.next(utf8("ple.com\n"), 0, 8);
            stream.takeBack();

            assertThat(refused.labels()).containsExactly("pii.email");
            assertThat(stream.next(utf8("y"), 0, 1).labels()).isEmpty();
            stream.takeBack();
            assertThat(stream.next(utf8("ple.com\n"), 0, 8)).isEqualTo(refused);
        }

        @Test
        void next_ofCiphertextInPieces_staysEncryptedToTheLastFewBytes() {
            byte[] sealed = encrypt(utf8(CUSTOMERS));
            StreamInspector stream = new StreamInspector();
            stream.next(sealed, 0, 512);
            Findings last = stream.next(sealed, 512, sealed.length - 512 - 16);

            assertThat(last.encrypted()).isTrue();
            assertThat(stream.next(sealed, sealed.length - 16, 16).encrypted()).isTrue();
        }

        @Test
        void next_ofPlaintextAfterCiphertext_isNotEncryptedAnyMore() {
            byte[] sealed = encrypt(utf8(CUSTOMERS));
            StreamInspector stream = new StreamInspector();
            stream.next(sealed, 0, sealed.length);

            assertThat(stream.next(utf8(CUSTOMERS), 0, CUSTOMERS.length()).encrypted()).isFalse();
            assertThat(stream.next(sealed, 0, sealed.length).encrypted()).isFalse();
        }
    }
}
