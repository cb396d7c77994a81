package dev.pathwarden.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EscapedTest {

    private static final int TEXTS = 20_000;
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-f]{4}|[nrt])");
    /** Controls, directions of writing, what has no width, halves of characters, breaks, and what is harmless beside them. */
    private static final int[] SIGNS = {'a', ' ', '"', '<', 0xE9, 0x4E2D, 0x1F600, 0xFE0F, '\n', '\r', '\t', 0, 7, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x061C, 0x200B, 0x200D, 0x200E, 0x202A, 0x202E, 0x2028, 0x2029, 0x2060, 0x2066, 0x2069, 0xFEFF,
        0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x034F, 0x115F, 0x3164, 0xFFA0, 0xE000, 0xE0041, 0xE0100, 0x10FFFF};

    @Test
    void text_ofEveryCharacter_isItself_orAnEscapeOfIt() {
        // Above the planes that are in use one sign is as good as another.
        for (int point = 0; point <= Character.MAX_CODE_POINT; point += point < 0x30000 || point >= 0xE0000 && point < 0xE0FFF ? 1 : 251) {
            String raw = Character.toString(point);
            String safe = Escaped.text(raw);
            boolean told = Escaped.isHarmful(point) ? safe.charAt(0) == '\\' && unescaped(safe).equals(raw) : safe.equals(raw);
            if (!told) {
                assertThat(safe).as("U+%04X", point).isEqualTo(raw);
            }
        }
    }

    @Test
    void text_ofAnything_isOneLine_hidesNothing_andTellsAllOfIt() {
        long seed = Long.getLong("pathwarden.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            String raw = text(random);
            String safe = Escaped.text(raw);
            String line = Escaped.line(raw);

            assertThat(isSafe(safe)).as("-Dpathwarden.seed=%d: %s", seed, safe).isTrue();
            assertThat(isSafe(line)).as("-Dpathwarden.seed=%d: %s", seed, line).isTrue();
            assertThat(line).as("-Dpathwarden.seed=%d", seed).doesNotContain("\\n", "\\r", "\\t");
            assertThat(Escaped.text(safe)).as("-Dpathwarden.seed=%d", seed).isEqualTo(safe);
            assertThat(unescaped(safe)).as("-Dpathwarden.seed=%d", seed).isEqualTo(raw);
            assertThat(unescaped(line)).as("-Dpathwarden.seed=%d", seed).isEqualTo(raw.replace('\n', ' ').replace('\r', ' ').replace('\t', ' '));
        }
    }

    @Test
    void text_thatIsHarmless_isNotCopied() {
        String harmless = "Zürich \"中\" \uD83D\uDE00\uFE0F <b>";

        assertThat(Escaped.text(harmless)).isSameAs(harmless);
    }

    private static boolean isSafe(String text) {
        return text.codePoints().noneMatch(point -> Escaped.isHarmful(point) || switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        });
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int point = random.nextInt(4) == 0 ? random.nextInt(0x3000) : SIGNS[random.nextInt(SIGNS.length)];
            // Halves of characters may meet, and are one character then.
            text.appendCodePoint(point == '\\' ? '/' : point);
        }
        return text.toString();
    }

    private static String unescaped(String safe) {
        return ESCAPE.matcher(safe).replaceAll(found -> Matcher.quoteReplacement(switch (found.group(1).charAt(0)) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            default -> String.valueOf((char) Integer.parseInt(found.group(1).substring(1), 16));
        }));
    }
}
