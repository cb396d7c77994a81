package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the values of some arguments of a step came from, as guardrails read it: for each argument the classes of its sources, and how sure that is. The class of a source is each of its labels, and
 * {@link #DATA} where it is not the user.
 *
 * <p>For one thread. On record it is one text for each: the certainty, the class, and the name of the argument.
 */
public final class ArgumentSources {

    /** Class of all that somebody other than the user brought in. */
    public static final String DATA = "data";

    /** Class where no source was seen. */
    public static final String NONE = "none";

    /** Most that is told of one step. */
    private static final int MOST = 1_000;

    private final SortedMap<String, SortedMap<String, Certainty>> found = new TreeMap<>();

    /**
     * Nothing yet of a step's arguments.
     *
     * @param arguments names of arguments; those that the step does not have are left out
     */
    public ArgumentSources(Collection<String> arguments, Step step) {
        for (String argument : arguments) {
            if (step.arguments().containsKey(argument)) {
                found.put(argument, new TreeMap<>());
            }
        }
    }

    /**
     * Adds a source.
     *
     * @param path the value that came from there, as a {@link dev.pathwarden.model.step.Link} tells it
     * @param labels labels of the source
     */
    public void add(String path, LinkKind kind, Set<String> labels) {
        Map<String, Certainty> classes = found.get(outermost(path));
        if (classes == null) {
            return;
        }
        Certainty certainty = Certainty.of(kind);
        labels.forEach(label -> classes.merge(label, certainty, ArgumentSources::surer));
        if (!labels.contains(TrustContext.USER)) {
            classes.merge(DATA, certainty, ArgumentSources::surer);
        }
    }

    /** Adds what is known of an argument, whether the step has it or not. */
    public void put(String argument, String source, Certainty certainty) {
        found.computeIfAbsent(argument, unknown -> new TreeMap<>()).put(source, certainty);
    }

    private String outermost(String path) {
        if (found.containsKey(path)) {
            return path;
        }
        for (int i = 0; i < path.length(); i++) {
            if ((path.charAt(i) == '.' || path.charAt(i) == '[') && found.containsKey(path.substring(0, i))) {
                return path.substring(0, i);
            }
        }
        return path;
    }

    private static Certainty surer(Certainty one, Certainty other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /**
     * What is kept of it.
     *
     * @param pathLabels labels on the path; those of no source of an argument are known of it by order only
     * @param incomplete whether not all that was read, or not all links, could be kept
     */
    public List<String> fact(Set<String> pathLabels, boolean incomplete) {
        List<String> fact = new ArrayList<>();
        found.forEach((argument, classes) -> {
            boolean seen = classes.values().stream().anyMatch(certainty -> certainty.compareTo(Certainty.ORDER_ONLY) < 0);
            for (String label : pathLabels) {
                if (!label.equals(TrustContext.PROVENANCE_UNKNOWN)) {
                    classes.putIfAbsent(label, Certainty.ORDER_ONLY);
                }
            }
            if (!seen) {
                classes.putIfAbsent(NONE, incomplete ? Certainty.UNKNOWN : Certainty.NONE_OBSERVED);
            }
            classes.forEach((source, certainty) -> {
                if (fact.size() < MOST) {
                    fact.add(certainty.text() + ' ' + source.replace(' ', '_') + ' ' + argument);
                }
            });
        });
        return fact;
    }

    /** The sources by argument, each with its {@code source} and {@code certainty}, of what was kept. */
    public static Map<String, List<Map<String, String>>> read(List<?> fact) {
        Map<String, List<Map<String, String>>> sources = new HashMap<>();
        for (Object each : fact) {
            String[] words = String.valueOf(each).split(" ", 3);
            if (words.length == 3) {
                sources.computeIfAbsent(words[2], unknown -> new ArrayList<>()).add(Map.of("source", words[1], "certainty", words[0]));
            }
        }
        return sources;
    }
}
