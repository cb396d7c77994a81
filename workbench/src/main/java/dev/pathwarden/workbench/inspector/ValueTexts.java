package dev.pathwarden.workbench.inspector;

import dev.pathwarden.model.step.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recorded value as raw text, and the texts in it. Pure. */
final class ValueTexts {

    private static final int MOST_CHARS = 200_000;
    private static final int MOST_TEXTS = 100;
    private static final int LONGEST_PATH = 60;

    private ValueTexts() {
    }

    /** The value as JSON, where signs that are not seen, or turn the direction of writing, are escaped; a long one to what is shown of it. */
    static String raw(Object value) {
        String json = JsonText.write(value);
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < Math.min(json.length(), MOST_CHARS); i++) {
            char c = json.charAt(i);
            boolean unseen = Character.getType(c) == Character.FORMAT || c >= 0x7f && c < 0xa0 || c == '\u2028' || c == '\u2029';
            raw.append(unseen ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
        return json.length() > MOST_CHARS ? raw.append('…').toString() : raw.toString();
    }

    /** The texts in a value, by where they stand, the first of them; of a text itself only that, at the empty place. */
    static Map<String, String> in(Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        collect("", value, texts);
        return texts;
    }

    private static void collect(String path, Object value, Map<String, String> texts) {
        if (texts.size() >= MOST_TEXTS) {
            return;
        }
        if (value instanceof String text) {
            texts.putIfAbsent(path.length() <= LONGEST_PATH ? path : "…" + path.substring(path.length() - LONGEST_PATH + 1), text);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> collect(path.isEmpty() ? key.toString() : path + "." + key, each, texts));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(path + "[" + i + "]", list.get(i), texts);
            }
        }
    }
}
