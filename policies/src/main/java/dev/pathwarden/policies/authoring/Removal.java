package dev.pathwarden.policies.authoring;

import dev.pathwarden.policies.guardrail.YamlOutline;
import dev.pathwarden.policies.guardrail.YamlOutline.Entry;
import dev.pathwarden.policies.guardrail.YamlOutline.Style;
import dev.pathwarden.policies.lint.Repair;
import java.util.List;
import java.util.Optional;

/** Takes out of a guardrail's text what says nothing: a key or an exception with its lines, or a clause. Comments on lines of their own stay. */
final class Removal {

    private Removal() {
    }

    /**
     * The text without it; empty where it does not stand in lines of its own.
     *
     * @param place offset of the problem that is repaired so
     */
    static Optional<String> of(String text, int place, Repair repair) {
        return YamlOutline.of(text).flatMap(outline -> outline.entries().stream().filter(entry -> entry.keyFrom() <= place).reduce((one, other) -> other).flatMap(entry -> switch (repair.kind()) {
            case OPTION -> outline.entry(entry.document(), repair.name()).flatMap(key -> lines(text, key));
            case EXCEPTION -> exception(text, outline, entry.document(), repair.name());
            case CLAUSE -> clause(text, place);
        }));
    }

    private static Optional<String> exception(String text, YamlOutline outline, int document, String name) {
        List<Entry> all = outline.entries().stream().filter(entry -> entry.document() == document && entry.parent().equals("exceptions")).toList();
        Optional<Entry> gone = all.stream().filter(entry -> entry.key().equals(name)).findFirst();
        return all.size() == 1 && gone.isPresent() ? outline.entry(document, "exceptions").flatMap(key -> lines(text, key)) : gone.flatMap(entry -> lines(text, entry));
    }

    private static Optional<String> clause(String text, int place) {
        return GuardrailForm.of(text, place).flatMap(form -> form.clauseAt(place).map(form::without)).map(GuardrailForm::text);
    }

    /** Without the lines of a key, where nothing else stands on them but a comment. */
    private static Optional<String> lines(String text, Entry entry) {
        int from = text.lastIndexOf('\n', entry.keyFrom() - 1) + 1;
        int last = last(text, entry);
        int end = text.indexOf('\n', last) < 0 ? text.length() : text.indexOf('\n', last) + 1;
        String behind = text.substring(last, end).strip();
        boolean alone = text.substring(from, entry.keyFrom()).isBlank() && (behind.isEmpty() || behind.startsWith("#"));
        return alone ? Optional.of(text.substring(0, from) + text.substring(end)) : Optional.empty();
    }

    /** Behind the last character of a value. YAML has a mapping over several lines end where the next key begins, behind comments that belong to that. */
    private static int last(String text, Entry entry) {
        String value = text.substring(entry.from(), entry.to());
        while (true) {
            String stripped = value.stripTrailing();
            int line = stripped.lastIndexOf('\n') + 1;
            boolean comment = entry.style() == Style.MAPPING && line > 0 && stripped.substring(line).strip().startsWith("#");
            value = comment ? stripped.substring(0, line) : stripped;
            if (!comment) {
                return entry.from() + value.length();
            }
        }
    }
}
