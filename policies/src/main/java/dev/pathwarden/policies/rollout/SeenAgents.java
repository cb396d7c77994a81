package dev.pathwarden.policies.rollout;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Agents that acted in runs, by the names under which they are declared. A stage is bounded to the ids of agents; this is what lets a person say which by their names.
 *
 * <p>A name can be that of several ids, one for each deployment that declares it. Names are what programs say of themselves.
 *
 * @param byName durable ids by name; an agent without one stands under its id
 */
public record SeenAgents(SortedMap<String, SortedSet<String>> byName) {

    /** None. */
    public static final SeenAgents NONE = new SeenAgents(Collections.emptySortedMap());
    /** Most names; of more the first by the alphabet are kept. */
    public static final int MOST = 1_000;
    /** Longest name that is kept, as a key of YAML has to be short; an agent with a longer one stands under its id. */
    public static final int LONGEST_NAME = 150;

    /** As recorders mint them. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    public SeenAgents {
        SortedMap<String, SortedSet<String>> kept = new TreeMap<>();
        byName.forEach((name, ids) -> {
            if (kept.size() < MOST && !ids.isEmpty()) {
                kept.put(name, Collections.unmodifiableSortedSet(new TreeSet<>(ids)));
            }
        });
        byName = Collections.unmodifiableSortedMap(kept);
    }

    /** Adds the agents that act in that run to others that were seen. */
    public static void add(SortedMap<String, SortedSet<String>> seen, RecordedRun run) {
        Map<String, SortedSet<String>> names = new HashMap<>();
        for (RecordedStep step : run.steps()) {
            String id = step.step().agent();
            if (id == null) {
                continue;
            }
            SortedSet<String> called = names.computeIfAbsent(id, none -> new TreeSet<>());
            call(called, id.equals(run.run().agent()) ? run.run().agentName() : null);
            call(called, step.operation() == Operation.AGENT_INVOKE ? step.step().facts().text(Field.AGENT_NAME) : null);
        }
        names.forEach((id, called) -> (called.isEmpty() ? Set.of(id) : called).forEach(name -> {
            if (seen.size() < MOST || seen.containsKey(name)) {
                seen.computeIfAbsent(name, none -> new TreeSet<>()).add(id);
            }
        }));
    }

    private static void call(Set<String> called, String name) {
        // A program that declares the id of another agent as its name must not be meant by that id.
        if (name != null && !name.isBlank() && name.length() <= LONGEST_NAME && !ID.matcher(name).matches()) {
            called.add(name);
        }
    }

    /** The ids of what a person wrote, a name or an id; empty where it is neither a name that was seen, nor an id that was, nor one as recorders mint them. */
    public Optional<Set<String>> ids(String written) {
        if (ID.matcher(written).matches()) {
            return Optional.of(Set.of(written));
        }
        if (byName.containsKey(written)) {
            return Optional.of(byName.get(written));
        }
        return byName.values().stream().anyMatch(ids -> ids.contains(written)) ? Optional.of(Set.of(written)) : Optional.empty();
    }

    /** Ids as a person would write them: under a name where all that it is of are among them. */
    public SortedSet<String> written(Set<String> ids) {
        SortedSet<String> written = new TreeSet<>(ids);
        byName.forEach((name, named) -> {
            if (ids.containsAll(named)) {
                written.removeAll(named);
                written.add(name);
            }
        });
        return written;
    }
}
