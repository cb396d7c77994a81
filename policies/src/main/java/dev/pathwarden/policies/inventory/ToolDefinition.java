package dev.pathwarden.policies.inventory;

import dev.pathwarden.model.path.WordDiff;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server of the Model Context Protocol said of a tool when steps called it. Nobody checks what it says.
 *
 * @param hash of name, description and input schema, as it was recorded
 * @param steps steps that called the tool while it was defined so
 * @param first when the first of them began, in epoch nanoseconds; null where none has a clock
 * @param last when the last of them began; null where none has a clock
 * @param title the tool's title; null where none was recorded
 * @param description what the server tells the model of it, as far as it was recorded; null where it was not
 * @param arguments names of its arguments, sorted; empty where none were recorded
 * @param hints what the server says that the tool does, such as {@code read-only}; empty where it does not say
 */
public record ToolDefinition(String hash, long steps, Long first, Long last, String title, String description, List<String> arguments, List<String> hints) {

    /** Hints that a server may give, each with how it is worded where it is true and where it is false. */
    private static final Map<Field, List<String>> HINTS = Map.of(Field.MCP_READ_ONLY_HINT, List.of("read-only", "not read-only"), Field.MCP_DESTRUCTIVE_HINT, List.of("destructive", "not destructive"),
            Field.MCP_OPEN_WORLD_HINT, List.of("open world", "closed world"), Field.MCP_IDEMPOTENT_HINT, List.of("idempotent", "not idempotent"));

    public ToolDefinition {
        Objects.requireNonNull(hash, "hash");
        arguments = List.copyOf(arguments);
        hints = List.copyOf(hints);
    }

    /** The definition that a call of the tool shows, seen in no step yet; null where none was recorded. */
    static ToolDefinition of(Facts facts) {
        String hash = facts.text(Field.MCP_DEFINITION);
        if (hash == null) {
            return null;
        }
        List<String> arguments = facts.get(Field.MCP_ARGUMENTS) instanceof Collection<?> names ? names.stream().map(String::valueOf).sorted().toList() : List.of();
        List<String> hints = HINTS.keySet().stream().sorted().filter(hint -> facts.get(hint) != null).map(hint -> HINTS.get(hint).get(facts.isTrue(hint) ? 0 : 1)).toList();
        return new ToolDefinition(hash, 0, null, null, facts.text(Field.MCP_TITLE), facts.text(Field.MCP_DESCRIPTION), arguments, hints);
    }

    /** With a step more that shows it. */
    ToolDefinition seen(Long start) {
        Long earliest = start == null ? first : first == null ? start : (Long) Math.min(first, start);
        Long latest = start == null ? last : last == null ? start : (Long) Math.max(last, start);
        return new ToolDefinition(hash, steps + 1, earliest, latest, title, description, arguments, hints);
    }

    /** Whether the server says that the tool changes nothing. */
    public boolean saysReadOnly() {
        return hints.contains(HINTS.get(Field.MCP_READ_ONLY_HINT).get(0));
    }

    /**
     * What differs from the definition before, part by part, each the end of a sentence: of texts word by word, {@code [-taken out-]} and {@code {+put in+}}. That nothing recorded differs is said as well, because the hash is another.
     *
     * @param before a definition with another hash
     */
    public List<String> changesFrom(ToolDefinition before) {
        List<String> changes = new ArrayList<>();
        words("description", before.description, description).forEach(changes::add);
        words("title", before.title, title).forEach(changes::add);
        String names = Stream.concat(before.arguments.stream().filter(name -> !arguments.contains(name)).map(name -> "[-" + name + "-]"), arguments.stream().filter(name -> !before.arguments.contains(name)).map(name -> "{+" + name + "+}"))
                .collect(Collectors.joining(" "));
        if (!names.isEmpty()) {
            changes.add("arguments: " + names);
        }
        if (!hints.equals(before.hints)) {
            changes.add("says of itself: " + said(before.hints) + ", then " + said(hints));
        }
        return changes.isEmpty() ? List.of("nothing that was recorded differs; it is in the types or descriptions of arguments, or beyond what is kept of a description") : changes;
    }

    private static List<String> words(String part, String before, String after) {
        if (before == null || after == null) {
            return Objects.equals(before, after) ? List.of() : List.of(part + ": " + (before == null ? "none, then one" : "one, then none"));
        }
        String difference = WordDiff.of(before, after);
        return difference.isEmpty() ? List.of() : List.of(part + ": " + difference);
    }

    private static String said(List<String> hints) {
        return hints.isEmpty() ? "nothing" : String.join(", ", hints);
    }
}
