package dev.pathwarden.policies.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.text.Ascii;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyFormatsTest {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SplittableRandom random = new SplittableRandom(20261129);

    private static Stream<KeyFormat> formats() {
        return KeyFormats.ALL.stream();
    }

    /** Random characters that the format takes for a key. */
    private String body(KeyFormat format, int length) {
        while (true) {
            StringBuilder body = new StringBuilder();
            while (body.length() < length) {
                char c = (char) (33 + random.nextInt(94));
                if (format.alphabet().holds(c) && (Ascii.alphanumeric(c) || random.nextInt(4) == 0)) {
                    body.append(c);
                }
            }
            if (format.likeness().holds(body, 0, Math.min(length, KeyFormat.LOOKED_AT))) {
                return body.toString();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void labels_ofAKey_areThoseOfItsFormat_howeverItIsWrittenDown(KeyFormat format) {
        for (int i = 0; i < 200; i++) {
            int length = format.least() + random.nextInt(Math.min(format.most() - format.least(), 32) + 1);
            String key = format.prefix() + body(format, length);

            assertThat(format.end(key, 0)).as(key).isEqualTo(key.length());
            assertThat(Detectors.labels("use " + key + " now")).as(key).contains(format.label());
            assertThat(Detectors.labels("\"" + key + "\"")).as(key).contains(format.label());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void end_ofLessThanAKey_isNone(KeyFormat format) {
        String body = body(format, format.least());

        assertThat(format.end(format.prefix() + body.substring(1) + " ", 0)).isEqualTo(-1);
        assertThat(format.end(format.prefix() + "x".repeat(format.least()), 0)).isEqualTo(-1);
        assertThat(format.end(format.prefix(), 0)).isEqualTo(-1);
        if (format.least() == format.most()) {
            assertThat(format.end(format.prefix() + body + "Z", 0)).isEqualTo(-1);
        }
    }

    @Test
    void formats_areManyAndEachIsReached() {
        Set<String> prefixes = new HashSet<>();
        for (KeyFormat format : KeyFormats.ALL) {
            assertThat(prefixes.add(format.prefix())).as(format.prefix()).isTrue();
            assertThat(format.prefix().length()).isGreaterThanOrEqualTo(2);
            assertThat(format.least()).isLessThanOrEqualTo(format.most()).isLessThanOrEqualTo(KeyFormat.LOOKED_AT);
            assertThat(format.source()).isNotBlank();
        }
        assertThat(KeyFormats.ALL).hasSizeGreaterThan(60);
    }

    @Test
    void crc32_ofAKeyWithoutDigits_tellsItFromAWord() {
        String words = "abcdefghijklmnopqrstuvwxyzABCD";
        CRC32 crc = new CRC32();
        crc.update(words.getBytes());
        StringBuilder checksum = new StringBuilder();
        for (long rest = crc.getValue(); checksum.length() < 6; rest /= 62) {
            checksum.insert(0, BASE62.charAt((int) (rest % 62)));
        }

        assertThat(Likeness.CRC32.holds(words + checksum, 0, 36)).isTrue();
        assertThat(Likeness.CRC32.holds(words + "abcdef", 0, 36)).isFalse();
        assertThat(Likeness.CRC32.holds(words + "ab12ef", 0, 36)).isTrue();
    }
}
