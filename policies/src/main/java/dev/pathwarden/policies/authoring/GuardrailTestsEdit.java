package dev.pathwarden.policies.authoring;

import dev.pathwarden.policies.guardrail.YamlOutline;
import dev.pathwarden.policies.guardrail.YamlOutline.Entry;
import dev.pathwarden.policies.guardrail.YamlOutline.Style;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts tests into a guardrail file. Only characters are added, so comments, order and layout of all that is there stay. Pure. */
public final class GuardrailTestsEdit {

    private static final String KEY = "tests";

    private GuardrailTestsEdit() {
    }

    /**
     * The file with tests behind those that the guardrail has.
     *
     * @param text the file
     * @param id id of the guardrail among those of the file
     * @param tests each as lines without a line end, of which the first begins with {@code "- "} and the others with two blanks
     * @return empty where the file is no YAML, has no such guardrail, or writes its tests so that none can be added
     */
    public static Optional<String> with(String text, String id, List<List<String>> tests) {
        if (tests.isEmpty()) {
            return YamlOutline.of(text).map(outline -> text);
        }
        Optional<YamlOutline> outline = YamlOutline.of(text);
        Optional<Entry> named = outline.flatMap(now -> now.entries().stream().filter(entry -> entry.parent().isEmpty() && entry.key().equals("id") && id.equals(entry.value())).findFirst());
        if (named.isEmpty()) {
            return Optional.empty();
        }
        int document = named.get().document();
        Optional<Entry> there = outline.get().entry(document, KEY);
        String added = there.isEmpty() ? inserted(text, outline.get(), document, KEY + ":\n" + lines(tests, "  ")) : behind(text, there.get(), tests);
        return Optional.ofNullable(added).map(now -> text.contains("\r\n") ? now.replaceAll("(?<!\r)\n", "\r\n") : now).filter(now -> isWhole(outline.get(), now));
    }

    private static boolean isWhole(YamlOutline before, String now) {
        return YamlOutline.of(now).filter(after -> after.documents() == before.documents()).isPresent();
    }

    private static String lines(List<List<String>> tests, String indent) {
        return tests.stream().flatMap(List::stream).map(line -> indent + line + "\n").collect(Collectors.joining());
    }

    private static String behind(String text, Entry there, List<List<String>> tests) {
        String raw = text.substring(there.from(), there.to());
        if (there.style() == Style.LIST && raw.startsWith("-")) {
            int lineStart = text.lastIndexOf('\n', there.from()) + 1;
            return put(text, endOfContent(text, there), lines(tests, text.substring(lineStart, there.from())));
        }
        if (there.style() != Style.LIST || !raw.replaceAll("[\\[\\]\\s]", "").isEmpty()) {
            return null;
        }
        // In the place of what says that there are none; what stands behind it on the line stays.
        String bare = text.substring(0, there.from()) + text.substring(there.to());
        int end = bare.indexOf('\n', there.from());
        return put(bare, end < 0 ? bare.length() : end + 1, lines(tests, "  "));
    }

    /** Behind the last line of a list, above comments at the left of it, which belong to what follows. */
    private static int endOfContent(String text, Entry list) {
        int indent = list.from() - (text.lastIndexOf('\n', list.from()) + 1);
        int at = list.to();
        if (at > 0 && text.charAt(at - 1) != '\n' && text.indexOf('\n', at) >= 0 && !text.substring(text.lastIndexOf('\n', at - 1) + 1, at).isBlank()) {
            at = text.indexOf('\n', at) + 1;
        }
        at = text.lastIndexOf('\n', at - 1) + 1 == at || at == text.length() ? at : text.lastIndexOf('\n', at - 1) + 1;
        while (at > list.from()) {
            int before = text.lastIndexOf('\n', at - 2) + 1;
            String line = text.substring(before, at);
            String bare = line.strip();
            boolean follows = bare.startsWith("#") && line.indexOf('#') <= indent;
            if (!bare.isEmpty() && !follows) {
                return at;
            }
            at = before;
        }
        return list.to();
    }

    private static String inserted(String text, YamlOutline outline, int document, String lines) {
        Entry last = outline.entries().stream().filter(entry -> entry.document() == document && entry.parent().isEmpty()).reduce((one, other) -> other).orElseThrow();
        int next = text.indexOf("\n---", Math.max(0, last.to() - 1));
        int at = next < 0 ? text.length() : next + 1;
        while (at > last.to() && text.substring(text.lastIndexOf('\n', at - 2) + 1, at).isBlank()) {
            at = text.lastIndexOf('\n', at - 2) + 1;
        }
        return put(text, at, lines);
    }

    private static String put(String text, int at, String lines) {
        String before = at > 0 && text.charAt(at - 1) != '\n' ? "\n" : "";
        return text.substring(0, at) + before + lines + text.substring(at);
    }
}
