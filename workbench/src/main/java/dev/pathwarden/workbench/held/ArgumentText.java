package dev.pathwarden.workbench.held;

import dev.pathwarden.model.step.CanonicalJson;
import dev.pathwarden.model.text.Escaped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Arguments as text that leaves nothing out and cannot be read otherwise than it is: an answer binds all of them, and whoever made them may want the approver to see something else.
 *
 * <p>Every line begins with a mark that no argument can make: a key, {@code |} for a line of a text, {@code +} where that line goes on. Characters that are invisible, break a line or turn the
 * direction of writing are written as escapes, and so is the backslash.
 */
final class ArgumentText {

    private static final String INDENT = "  ";
    private static final int LINE = 76;
    private static final int SHORTEST = 24;

    private final List<String> lines = new ArrayList<>();

    private ArgumentText() {
    }

    /** The text of all arguments; empty for none. */
    static String of(Map<String, Object> arguments) {
        ArgumentText text = new ArgumentText();
        text.entries(arguments, "");
        return String.join("\n", text.lines);
    }

    private void entries(Map<?, ?> map, String indent) {
        new TreeMap<>(map).forEach((key, value) -> value(indent + key(String.valueOf(key)) + ":", value, indent + INDENT));
    }

    /** A key that is a plain word stands as it is; any other in quotes, so that no key looks like two lines or a value. */
    private static String key(String key) {
        return key.matches("[A-Za-z_][A-Za-z0-9_.-]{0,60}") ? key : "\"" + escaped(key).replace("\"", "\\\"") + "\"";
    }

    private void value(String head, Object value, String indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            lines.add(head);
            entries(map, indent);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            lines.add(head);
            for (int i = 0; i < list.size(); i++) {
                value(indent + "[" + i + "]", list.get(i), indent + INDENT);
            }
        } else if (value instanceof String text) {
            text(head, text, indent);
        } else {
            lines.add(head + " " + CanonicalJson.of(value));
        }
    }

    private void text(String head, String text, String indent) {
        String whole = head + " \"" + escaped(text).replace("\"", "\\\"") + "\"";
        if (text.indexOf('\n') < 0 && whole.length() <= LINE) {
            lines.add(whole);
            return;
        }
        lines.add(head);
        int room = Math.max(SHORTEST, LINE - indent.length() - 2);
        for (String line : text.split("\n", -1)) {
            String safe = escaped(line);
            for (int from = 0; from == 0 || from < safe.length(); ) {
                int end = end(safe, from, room);
                lines.add(indent + (from == 0 ? "| " : "+ ") + safe.substring(from, end));
                from = Math.max(end, 1);
            }
        }
    }

    /** Where a line that begins there ends: behind a blank where there is one, and no character and no escape is cut in two. */
    private static int end(String text, int from, int room) {
        int end = from;
        int blank = from;
        while (end < text.length()) {
            int length = text.charAt(end) != '\\' ? Character.charCount(text.codePointAt(end)) : text.charAt(end + 1) == 'u' ? "\\u0000".length() : 2;
            if (end + length - from > room && end > from) {
                return blank - from > room / 2 ? blank : end;
            }
            end += length;
            blank = text.charAt(end - 1) == ' ' ? end : blank;
        }
        return end;
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\\') {
                safe.append("\\\\");
            } else if (point == '\t') {
                safe.append("\\t");
            } else if (isPlain(point)) {
                safe.appendCodePoint(point);
            } else {
                Escaped.append(safe, point);
            }
        });
        return safe.toString();
    }

    private static boolean isPlain(int point) {
        return !Escaped.isHarmful(point) && (point == ' ' || Character.getType(point) != Character.SPACE_SEPARATOR);
    }
}
