package dev.pathwarden.policies.yaml;

import dev.pathwarden.model.step.Values;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Recorded values ({@link Values}) on one line of YAML, read back as the same values. They come from recordings and can be of any size, so what is written is bounded: of a long text the beginning, of many elements the first.
 *
 * <p>For one value and one thread.
 */
public final class YamlFlow {

    /** Stands where nesting was cut. */
    private static final String CUT = "...";
    /** YAML takes a key of at most 1,024 characters, and each of these can be written with six. */
    private static final int LONGEST_KEY = 150;

    private final int longestText;
    private final int mostElements;
    private final int deepest;
    private int elements;

    /**
     * Bounds.
     *
     * @param longestText most characters of a text
     * @param mostElements most elements of all lists and maps together
     * @param deepest how deep lists and maps are written that lie in each other
     */
    public YamlFlow(int longestText, int mostElements, int deepest) {
        this.longestText = longestText;
        this.mostElements = mostElements;
        this.deepest = deepest;
    }

    /** The value. */
    public String of(Object value) {
        StringBuilder yaml = new StringBuilder();
        put(yaml, value, 0);
        return yaml.toString();
    }

    private void put(StringBuilder yaml, Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            if (depth == deepest) {
                yaml.append(YamlName.of(CUT));
                return;
            }
            yaml.append('{');
            String separator = "";
            for (Iterator<? extends Map.Entry<?, ?>> each = map.entrySet().iterator(); each.hasNext() && elements++ < mostElements; ) {
                Map.Entry<?, ?> entry = each.next();
                yaml.append(separator).append(YamlName.of(cut((String) entry.getKey(), LONGEST_KEY))).append(": ");
                put(yaml, entry.getValue(), depth + 1);
                separator = ", ";
            }
            yaml.append('}');
        } else if (value instanceof List<?> list) {
            if (depth == deepest) {
                yaml.append(YamlName.of(CUT));
                return;
            }
            yaml.append('[');
            String separator = "";
            for (Iterator<?> each = list.iterator(); each.hasNext() && elements++ < mostElements; ) {
                yaml.append(separator);
                put(yaml, each.next(), depth + 1);
                separator = ", ";
            }
            yaml.append(']');
        } else {
            yaml.append(scalar(value));
        }
    }

    private String scalar(Object value) {
        if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
            return YamlName.quoted(number.toString());
        }
        return value == null || value instanceof Boolean || value instanceof Number ? String.valueOf(value) : YamlName.of(cut(String.valueOf(value), longestText));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most);
    }
}
