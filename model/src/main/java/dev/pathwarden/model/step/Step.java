package dev.pathwarden.model.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * One action on the path of a run, as it was known before its effect. What came of it is its {@link Outcome}.
 *
 * <p>A guardrail sees this and nothing later, live and in a dry run alike.
 *
 * @param run the run this step belongs to
 * @param id the step's own id, unique within its run
 * @param parent the step in which this one happened; null for a run's first step
 * @param links causal and provenance links to earlier steps
 * @param operation what kind of action it is
 * @param name short name for people: a tool, a table, a file name, a host
 * @param agent durable agent id; null where none is known
 * @param pid process in which it happened; null where that was not recorded
 * @param thread name of the thread in which it happened; null where that was not recorded
 * @param startNanos epoch nanoseconds; null where the source had no clock, and order is then all there is
 * @param arguments what was passed in: text, numbers, booleans, null, lists and maps with text keys ({@link Values})
 * @param facts typed facts known before the effect
 * @param labels labels of the step's own arguments and content, sorted
 */
public record Step(
        RunId run,
        StepId id,
        StepId parent,
        List<Link> links,
        Operation operation,
        String name,
        String agent,
        Long pid,
        String thread,
        Long startNanos,
        Map<String, Object> arguments,
        Facts facts,
        Set<String> labels) {

    public Step {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(name, "name");
        links = List.copyOf(links);
        arguments = Values.copyOf(arguments);
        labels = Labels.copyOf(labels);
    }

    /** Starts a step of that operation. */
    public static Builder of(RunId run, StepId id, Operation operation, String name) {
        return new Builder(run, id, operation, name);
    }

    /** A builder that holds this step's values, to make a changed copy. */
    public Builder toBuilder() {
        Builder copy = new Builder(run, id, operation, name);
        copy.parent = parent;
        copy.links.addAll(links);
        copy.agent = agent;
        copy.pid = pid;
        copy.thread = thread;
        copy.startNanos = startNanos;
        copy.arguments = arguments;
        copy.known = facts;
        copy.labels(labels);
        return copy;
    }

    /** Collects the values of a step. For one thread; can be built once or many times. */
    public static final class Builder {
        private final RunId run;
        private final StepId id;
        private final Operation operation;
        private String name;
        private StepId parent;
        private final List<Link> links = new ArrayList<>(2);
        private String agent;
        private Long pid;
        private String thread;
        private Long startNanos;
        private Map<String, Object> arguments = Map.of();
        /** Facts that were taken over whole; null once one of them has changed, and {@link #facts} holds them all. */
        private Facts known = Facts.NONE;
        private Facts.Builder facts;
        private Set<String> labels = Set.of();

        private Builder(RunId run, StepId id, Operation operation, String name) {
            this.run = run;
            this.id = id;
            this.operation = operation;
            this.name = name;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder parent(StepId value) {
            parent = value;
            return this;
        }

        public Builder link(Link value) {
            links.add(value);
            return this;
        }

        public Builder agent(String value) {
            agent = value;
            return this;
        }

        public Builder pid(Long value) {
            pid = value;
            return this;
        }

        public Builder thread(String value) {
            thread = value;
            return this;
        }

        public Builder startNanos(Long value) {
            startNanos = value;
            return this;
        }

        public Builder arguments(Map<String, Object> value) {
            arguments = value;
            return this;
        }

        /** Sets a fact; null leaves it absent. */
        public Builder fact(Field field, Object value) {
            if (known != null) {
                facts = new Facts.Builder(known);
                known = null;
            }
            if (value == null) {
                facts.remove(field);
            } else {
                facts.put(field, value);
            }
            return this;
        }

        /** Sets all facts, in place of those that were there. */
        public Builder facts(Facts value) {
            known = value;
            facts = null;
            return this;
        }

        public Builder labels(Iterable<String> values) {
            for (String value : values) {
                if (labels.isEmpty()) {
                    labels = new TreeSet<>();
                }
                labels.add(value);
            }
            return this;
        }

        public Step build() {
            return new Step(run, id, parent, links, operation, name, agent, pid, thread, startNanos, arguments, known != null ? known : facts.build(), labels);
        }
    }
}
