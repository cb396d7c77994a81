package dev.pathwarden.workbench.inspector;

import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Map;

/** Recorded values as text for people. */
final class ValueText {

    private static final Texts TEXTS = Texts.of(ValueText.class);

    private ValueText() {
    }

    /** A value in full: text as it is, lists with commas. */
    static String of(Object value) {
        if (value instanceof List<?> list) {
            StringBuilder text = new StringBuilder();
            for (Object each : list) {
                text.append(text.isEmpty() ? "" : ", ").append(of(each));
            }
            return text.toString();
        }
        return String.valueOf(value);
    }

    /** A value on the line of a tree: what holds others says only how many. */
    static String summary(Object value) {
        if (value instanceof Map<?, ?> map) {
            return TEXTS.get("value.map", map.size());
        }
        if (value instanceof List<?> list) {
            return TEXTS.get("value.list", list.size());
        }
        return String.valueOf(value);
    }

    /** What kind of value it is, as a style class. */
    static String kind(Object value) {
        if (value == null) {
            return "value-null";
        }
        if (value instanceof String) {
            return "value-text";
        }
        return value instanceof Map || value instanceof List ? "value-group" : "value-plain";
    }
}
