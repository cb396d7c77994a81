package dev.pathwarden.model.step;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one JSON text of a recorded value ({@link Values}), the same in every JVM, so that it can be hashed.
 *
 * <p>RFC 8785: no white space, keys ordered by their UTF-16 units, strings with the fewest escapes, numbers with the fewest digits that tell them apart. It differs
 * in two things that RFC leaves out: whole numbers have all their digits, also above 2<sup>53</sup>, and an unpaired surrogate is written as its escape.
 * Numbers that JSON does not have (infinite, not a number) become text.
 */
public final class CanonicalJson {

    private static final int MOST_DIGITS = 17;
    private static final int PLAIN_BELOW = 21;
    private static final int PLAIN_ABOVE = -6;

    private CanonicalJson() {
    }

    /** The text of a recorded value. */
    public static String of(Object value) {
        StringBuilder text = new StringBuilder(256);
        write(Values.copyOf(value), text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value == null || value instanceof Boolean || value instanceof Long) {
            out.append(value);
        } else if (value instanceof Double number) {
            write(number.doubleValue(), out);
        } else if (value instanceof String text) {
            write(text, out);
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
                out.append(i == 0 ? "" : ",");
                write(list.get(i), out);
            }
            out.append(']');
        } else {
            write((Map<?, ?>) value, out);
        }
    }

    private static void write(Map<?, ?> map, StringBuilder out) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        String before = "{";
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            out.append(before);
            write(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
            before = ",";
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static void write(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                out.append(c).append(text.charAt(++i));
            } else {
                write(c, out);
            }
        }
        out.append('"');
    }

    private static void write(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < ' ' || Character.isSurrogate(c)) {
                    out.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4) {
                        out.append(Character.forDigit(c >> shift & 0xF, 16));
                    }
                } else {
                    out.append(c);
                }
            }
        }
    }

    private static void write(double number, StringBuilder out) {
        if (!Double.isFinite(number)) {
            out.append('"').append(number).append('"');
        } else if (number == 0) {
            out.append('0');
        } else {
            BigDecimal shortest = shortest(Math.abs(number)).stripTrailingZeros();
            out.append(number < 0 ? "-" : "");
            write(shortest.unscaledValue().toString(), shortest.precision() - shortest.scale(), out);
        }
    }

    /** Not {@link Double#toString}: that one gave other digits before JDK 19. */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == number) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** Digits with the point behind so many of them, as ECMAScript writes them. */
    private static void write(String digits, int point, StringBuilder out) {
        if (point > 0 && point <= PLAIN_BELOW) {
            if (digits.length() <= point) {
                out.append(digits).append("0".repeat(point - digits.length()));
            } else {
                out.append(digits, 0, point).append('.').append(digits, point, digits.length());
            }
        } else if (point <= 0 && point > PLAIN_ABOVE) {
            out.append("0.").append("0".repeat(-point)).append(digits);
        } else {
            out.append(digits.charAt(0)).append(digits.length() > 1 ? "." : "").append(digits, 1, digits.length());
            out.append('e').append(point > 0 ? "+" : "").append(point - 1);
        }
    }
}
