package dev.pathwarden.policies.novelty;

import java.util.List;
import java.util.Objects;

/**
 * One thing that an agent was seen to do. It holds names and forms and no values.
 *
 * @param kind what kind of thing
 * @param words what it is, by kind:
 *     a tool: its MCP server, empty for none, and its name;
 *     a host, an executable or a model: its name;
 *     a table: {@code reads} or {@code writes}, and its name;
 *     a path: {@code reads}, {@code writes} or {@code deletes}, and the {@link FileArea area};
 *     a shape: server, tool, path of the argument, and the {@link Form form};
 *     an order: the tool before, empty for none, and the tool. Each word has at most {@link #MAX_WORD} characters
 */
public record Trait(TraitKind kind, List<String> words) implements Comparable<Trait> {

    /** Longest word; of a longer name its beginning stands for it. */
    public static final int MAX_WORD = 120;

    static final String READS = "reads";
    static final String WRITES = "writes";
    static final String DELETES = "deletes";

    public Trait {
        Objects.requireNonNull(kind, "kind");
        words = List.copyOf(words);
        if (words.size() != count(kind) || words.stream().anyMatch(word -> word.length() > MAX_WORD)) {
            throw new IllegalArgumentException(kind + " is not told by these words: " + words);
        }
    }

    /** A trait of these words, each cut to what is kept of it. */
    public static Trait of(TraitKind kind, String... words) {
        String[] kept = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            kept[i] = word(words[i]);
        }
        return new Trait(kind, List.of(kept));
    }

    /** What is kept of a name. */
    static String word(String name) {
        return name.length() <= MAX_WORD ? name : name.substring(0, MAX_WORD);
    }

    /** How many words tell of one of that kind. */
    public static int count(TraitKind kind) {
        return switch (kind) {
            case HOST, EXECUTABLE, MODEL -> 1;
            case TOOL, TABLE, PATH, ORDER -> 2;
            case SHAPE -> 4;
        };
    }

    /** The word at that place, from 0. */
    public String word(int place) {
        return words.get(place);
    }

    /** By kind, then word by word. */
    @Override
    public int compareTo(Trait other) {
        int order = kind.compareTo(other.kind);
        for (int i = 0; i < words.size() && order == 0; i++) {
            order = words.get(i).compareTo(other.words.get(i));
        }
        return order;
    }
}
