package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * A run with what a dry run over the whole path finds in it, whatever guardrails are asked: to be tried again under others, without finding it once more. {@link DryRun#see} makes it. What was seen does not change; what guardrails said of it lately is remembered beside it. Safe for any thread.
 */
public final class SeenRun {

    private final RecordedRun run;
    private final List<ToolEntry> tools;
    private final Set<String> traced;
    private final List<Moment> moments;
    private volatile Map<StepId, Moment> byId;
    private volatile StepCounts counts;
    private final SaidBefore said;

    /**
     * A step as it was when it was decided.
     *
     * @param step the step, with what was found
     * @param labels labels on the path then, its own included
     * @param provenance labels of the sources of its arguments
     * @param fault what went wrong while looking at it; null where nothing did
     */
    record Moment(Step step, SortedSet<String> labels, Set<String> provenance, String fault) {
    }

    /**
     * @param tools what somebody wrote of tools
     * @param traced the arguments whose sources were kept
     * @param moments the steps in the order in which they were decided
     */
    SeenRun(RecordedRun run, List<ToolEntry> tools, Set<String> traced, List<Moment> moments) {
        this.run = run;
        this.tools = List.copyOf(tools);
        this.traced = Set.copyOf(traced);
        this.moments = List.copyOf(moments);
        said = new SaidBefore(moments.size());
    }

    /** The run as it was recorded. */
    public RecordedRun run() {
        return run;
    }

    List<ToolEntry> tools() {
        return tools;
    }

    Set<String> traced() {
        return traced;
    }

    List<Moment> moments() {
        return moments;
    }

    /** What guardrails said of it lately. */
    SaidBefore said() {
        return said;
    }

    /** Whether no two steps have one id, as in every run that was not made to confuse. */
    boolean isDistinct() {
        return byId().size() == moments.size();
    }

    /** The moment of each step by its id; of two with one id the later one. */
    private Map<StepId, Moment> byId() {
        Map<StepId, Moment> made = byId;
        if (made == null) {
            made = new HashMap<>(2 * moments.size());
            for (Moment each : moments) {
                made.put(each.step().id(), each);
            }
            // Two threads may both make it; either will do.
            byId = made;
        }
        return made;
    }

    private StepCounts counted() {
        StepCounts made = counts;
        if (made == null) {
            made = new StepCounts();
            for (Moment moment : byId().values()) {
                made.add(moment.step(), true);
            }
            counts = made;
        }
        return made;
    }

    /** Judgements of its steps, of which few have anything said of them. */
    Judgements judgements(Map<StepId, Evaluation> said) {
        return new Judgements() {
            @Override
            public Evaluation evaluation(StepId step) {
                return said.getOrDefault(step, Evaluation.NONE);
            }

            @Override
            public Step step(StepId step) {
                return byId().get(step).step();
            }

            @Override
            public boolean isSilent() {
                return said.isEmpty();
            }

            @Override
            public void forEachJudged(Consumer<Step> each) {
                byId().values().forEach(moment -> each.accept(moment.step()));
            }

            @Override
            public StepCounts counts() {
                return counted();
            }
        };
    }

    /** The path behind each step in turn. For one thread and one way through the run. */
    static final class Path implements PathFacts {

        private final long[] counts = new long[Operation.values().length];
        private long steps;
        private Moment moment;

        void at(Moment next) {
            moment = next;
        }

        /** Lets the step that it is at join. */
        void join() {
            steps++;
            counts[moment.step().operation().ordinal()]++;
        }

        @Override
        public SortedSet<String> labels() {
            return moment.labels();
        }

        @Override
        public long steps() {
            return steps;
        }

        @Override
        public long count(Operation operation) {
            return counts[operation.ordinal()];
        }

        @Override
        public Set<String> provenance(Step of) {
            return of == moment.step() ? moment.provenance() : Set.of();
        }
    }
}
