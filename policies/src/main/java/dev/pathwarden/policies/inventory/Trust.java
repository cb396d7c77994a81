package dev.pathwarden.policies.inventory;

import dev.pathwarden.policies.tool.ToolEffect;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of how far a thing can be trusted. It tells what was declared and what was seen, and judges nothing.
 *
 * @param effects of a tool, what it does; empty where nobody says, and for all else
 * @param by who says what it does; null where nobody does
 * @param returns labels that the catalogue declares for what it gives back
 * @param results how many of its steps came to an end that was recorded, and were not stopped
 * @param untrusted those of them whose result was labelled untrusted
 * @param instructed those of them whose result held words that ask the agent to do something
 * @param redefined steps that called the tool when its definition was another than before: than when it was let through last, or than the server listed earlier
 * @param versions of a server, the names and versions that it gave itself
 * @param definitions of a server's tool, each definition, in the order in which they were seen
 */
public record Trust(Set<ToolEffect> effects, Declared by, SortedSet<String> returns, long results, long untrusted, long instructed, long redefined, SortedSet<String> versions, List<ToolDefinition> definitions) {

    /** Who says what a tool does. */
    public enum Declared {
        /** A person, in a catalogue of tools. */
        CATALOGUE,
        /** What was known of the tool when its calls were recorded. */
        RECORDING,
        /** Its name alone. */
        NAME
    }

    /** Of which nothing is known. */
    static final Trust NONE = new Trust(Set.of(), null, Collections.emptySortedSet(), 0, 0, 0, 0, Collections.emptySortedSet(), List.of());

    public Trust {
        effects = effects.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(effects));
        returns = Collections.unmodifiableSortedSet(new TreeSet<>(returns));
        versions = Collections.unmodifiableSortedSet(new TreeSet<>(versions));
        definitions = List.copyOf(definitions);
    }

    /** With those definitions only. */
    Trust definitions(List<ToolDefinition> some) {
        return new Trust(effects, by, returns, results, untrusted, instructed, redefined, versions, some);
    }

    /** Whether the definition was seen to change: in what is recorded here, or beside what the recorder remembered. */
    public boolean isRedefined() {
        return redefined > 0 || definitions.size() > 1;
    }

    /** Whether the server says that the tool changes nothing, and its name, the catalogue or the recording says that it does. */
    public boolean isContradicted() {
        return effects.stream().anyMatch(ToolEffect::acts) && definitions.stream().anyMatch(ToolDefinition::saysReadOnly);
    }

    /** Whether there is anything to say. */
    public boolean isTold() {
        return !effects.isEmpty() || !returns.isEmpty() || untrusted > 0 || isRedefined() || !versions.isEmpty() || !definitions.isEmpty();
    }
}
