package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.content.ContentSample;
import dev.pathwarden.policies.novelty.SoFar;
import dev.pathwarden.policies.tool.ToolCatalogue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What is known about the path of one run, as one process sees it: labels, which only ever grow, where values came from, and counts.
 *
 * <p>{@link #join}, {@link #depart} and {@link #importLabels} are for one thread at a time; {@link dev.pathwarden.policies.engine.RunGuard} holds a lock around them. All that takes time
 * is outside of them and for any thread. Memory is bounded: when fingerprints have to go or a result is too large to read in full, steps from then on carry
 * {@link #PROVENANCE_UNKNOWN}.
 */
public final class TrustContext {

    /** Label of steps whose provenance may have gone unseen, because not all that was read could be kept. */
    public static final String PROVENANCE_UNKNOWN = "provenance.unknown";

    /** Label of what the user said. */
    public static final String USER = "user";

    /** Label of what came from outside the agent's own programs and data. */
    public static final String UNTRUSTED = "untrusted";

    /** Label of a text that gives orders to whoever does the reader's task. */
    public static final String INSTRUCTION = "untrusted.instruction";

    /** The facts that are found on the path and not in the step: another path, or another catalogue of tools, gives others. */
    public static final Set<Field> FOUND = found();

    private final AtomicLongArray counts = new AtomicLongArray(Operation.values().length);
    private final ModelTraffic modelTraffic = new ModelTraffic();
    private final RunSignals signals = new RunSignals();
    private final SourceIndex sources;
    private final Fingerprints fingerprints;
    private final Instructions instructions = new Instructions();
    private volatile Said said = Said.NOTHING;
    private volatile long instructionsVersion;
    private volatile SortedSet<String> labels = Collections.emptySortedSet();
    private volatile long steps;
    private volatile boolean anythingRead;

    private static Set<Field> found() {
        Set<Field> found = EnumSet.of(Field.TOOL_EFFECTS, Field.TOOL_ASKED, Field.TOOL_INSTRUCTED, Field.TARGET_ORIGINS, Field.ARGUMENT_LABELS, Field.ARGUMENT_SOURCES, Field.ARGUMENT_ROLES);
        for (Field field : Field.values()) {
            if (field.isTold()) {
                found.add(field);
            }
        }
        return Collections.unmodifiableSet(found);
    }

    /**
     * An empty context.
     *
     * @param seed seed of the fingerprints; a random one, so that they tell nothing outside of this run
     */
    public TrustContext(long seed) {
        fingerprints = new Fingerprints(seed);
        sources = new SourceIndex(fingerprints);
    }

    /**
     * Looks at a step that is about to be decided. For any thread.
     *
     * <p>A fault in here is kept in {@link Arrival#fault()} and the step goes on with what it carried. A stack that has come to its end is none of these: values are
     * nested so little that it was at its end before, which a program can bring about, so it is left to the caller; likewise below.
     *
     * @param content what the step is about to write or send; null where that is not known
     */
    public Arrival inspect(Step step, ContentSample content) {
        try {
            List<Object> words = UserWords.in(step, anythingRead);
            return words.isEmpty() ? new Arrival(StepInspection.of(step, content), Traces.NONE, Said.NOTHING, null)
                    : new Arrival(StepInspection.of(step, content), Traces.ofUserWords(words, fingerprints), Said.in(words, fingerprints), null);
        } catch (RuntimeException | LinkageError fault) {
            Exhaustion.leave(fault);
            return new Arrival(step, Traces.NONE, Said.NOTHING, FaultText.of("looking at the step", fault));
        }
    }

    /**
     * What a step will be on the path as it is now: with links to where its values came from, and with the labels that the path has then. For any thread. A fault in here is kept in
     * {@link Prospect#fault()}.
     *
     * @param tools what each tool does
     */
    public Prospect prospect(Arrival arrival, ToolCatalogue tools) {
        return prospect(arrival, tools, Asked.NOTHING);
    }

    /**
     * As {@link #prospect(Arrival, ToolCatalogue)}, for guardrails that ask for more.
     *
     * @param asked what they ask for; the step carries what is known of it
     */
    public Prospect prospect(Arrival arrival, ToolCatalogue tools, Asked asked) {
        try {
            return found(arrival, tools, asked);
        } catch (RuntimeException | LinkageError fault) {
            Exhaustion.leave(fault);
            SortedSet<String> before = labels;
            Step step = signals.tell(arrival.plain(), asked.ofRun());
            return new Prospect(this, arrival, step, asked.ofRun(), before, grown(before, step.labels()), Set.of(), Prospect.NO_SOURCES,
                    FaultText.of("finding where values came from", fault));
        }
    }

    private Prospect found(Arrival arrival, ToolCatalogue tools, Asked asked) {
        Step step = arrival.plain();
        SortedSet<String> before = labels;
        modelTraffic.add(step);
        if (!isSourceOrSink(step)) {
            step = signals.tell(step, asked.ofRun());
            return new Prospect(this, arrival, step, asked.ofRun(), before, grown(before, step.labels()), Set.of(), Prospect.NO_SOURCES, arrival.fault());
        }
        long version = sourcesVersion();
        Origins origins = sources.origins(step.arguments());
        boolean incomplete = sources.incomplete();
        boolean call = Field.TOOL_EFFECTS.appliesTo(step.operation());
        if (!origins.isEmpty() || incomplete || call || !asked.arguments().isEmpty()) {
            Step.Builder linked = step.toBuilder();
            origins.links().forEach(linked::link);
            if (call) {
                Aim.add(linked, step, tools, said, instructions, origins, fingerprints);
            }
            if (call && asked.roles()) {
                linked.fact(Field.ARGUMENT_ROLES, ArgumentRoles.fact(step, tools));
            }
            if (asked.labels() && !origins.isEmpty()) {
                linked.fact(Field.ARGUMENT_LABELS, List.copyOf(origins.labels()));
            }
            if (!asked.arguments().isEmpty()) {
                linked.fact(Field.ARGUMENT_SOURCES, origins.of(asked.arguments(), step, grown(before, step.labels()), incomplete));
            }
            step = incomplete ? linked.labels(Set.of(PROVENANCE_UNKNOWN)).build() : linked.build();
        }
        step = signals.tell(step, asked.ofRun());
        return new Prospect(this, arrival, step, asked.ofRun(), before, grown(before, step.labels()), origins.labels(), version, arrival.fault());
    }

    private static SortedSet<String> grown(SortedSet<String> labels, Set<String> more) {
        if (labels.containsAll(more)) {
            return labels;
        }
        SortedSet<String> all = new TreeSet<>(labels);
        all.addAll(more);
        return Collections.unmodifiableSortedSet(all);
    }

    /**
     * Lets a step join the path, which is counted, and what the user said in it becomes a source. Takes less than a microsecond, unless the user said something.
     *
     * @return false where the path is no longer what the prospect was made on; nothing has changed then
     */
    public boolean join(Prospect prospect) {
        if (!prospect.holds(labels)) {
            return false;
        }
        labels = prospect.labels();
        Step step = prospect.step();
        steps++;
        signals.join(step, prospect.callKey());
        counts.lazySet(step.operation().ordinal(), counts.get(step.operation().ordinal()) + 1);
        anythingRead |= UserWords.isAskedByOthers(step);
        if (!prospect.arrival().said().isNothing()) {
            addUserWords(step, prospect.arrival());
        }
        return true;
    }

    private void addUserWords(Step step, Arrival arrival) {
        try {
            Said more = said.and(arrival.said());
            if (more != said) {
                said = more;
                instructionsVersion++;
            }
            sources.add(step.id(), arrival.userWords(), Set.of(USER), true);
        } catch (RuntimeException | LinkageError fault) {
            Exhaustion.leave(fault);
            importLabels(Set.of(PROVENANCE_UNKNOWN));
        }
    }

    /** What the run came to so far, as far as novelty is told by it. */
    SoFar soFar() {
        return signals.soFar(steps, count(Operation.TOOL_CALL) + count(Operation.MCP_CALL));
    }

    /** Changes with all that a step's values, or what they are taken for, can come from. */
    long sourcesVersion() {
        return sources.version() + instructionsVersion;
    }

    /**
     * Whether values can come from a step's result and flow into its arguments. What a model or an agent is told and says is neither: it repeats everything, and the steps that it
     * decided are tied to it causally.
     */
    private boolean isSourceOrSink(Step step) {
        return switch (step.operation()) {
            case MODEL_CHAT, AGENT_INVOKE, OUTCOME -> false;
            default -> !modelTraffic.carries(step.id());
        };
    }

    /**
     * Looks at what came of a step. For any thread. A fault in here leaves the result
     * without labels of its own and marks it {@link #PROVENANCE_UNKNOWN}.
     *
     * @param status how the step ended
     * @param result what came back; null where nothing did, or nothing was recorded of it
     * @param tools how far what each tool gives back is to be trusted
     */
    public Departure examine(Step step, Status status, Object result, ToolCatalogue tools) {
        return examine(step, status, result, tools, Set.of());
    }

    /**
     * As {@link #examine(Step, Status, Object, ToolCatalogue)} for a result of which labels are known already.
     *
     * @param known labels that the result carries whatever is found in it
     */
    public Departure examine(Step step, Status status, Object result, ToolCatalogue tools, Set<String> known) {
        try {
            boolean outside = status != Status.BLOCKED && isSourceOrSink(step);
            Set<String> found = StepInspection.resultLabels(step.operation(), outside, result);
            found.addAll(known);
            boolean source = result != null && isSourceOrSink(step);
            Instructions.Found read = source && bringsWords(step.operation()) ? Instructions.in(result, fingerprints) : Instructions.Found.NONE;
            if (read.ordering()) {
                found.add(INSTRUCTION);
            }
            if (Field.TOOL_EFFECTS.appliesTo(step.operation())) {
                found.addAll(tools.of(Aim.toolOf(step)).returns());
            }
            return new Departure(step, found, source ? Traces.of(result, fingerprints) : Traces.NONE, read);
        } catch (RuntimeException | LinkageError fault) {
            Exhaustion.leave(fault);
            return new Departure(step, Set.of(PROVENANCE_UNKNOWN), new Traces(new long[0], false), new Instructions.Found(List.of(), false, false));
        }
    }

    /** Whether what comes of such a step is read by the agent's model, as opposed to the program of a tool, which hands on what it makes of it. */
    private static boolean bringsWords(Operation operation) {
        return switch (operation) {
            case TOOL_CALL, MCP_CALL, AGENT_HANDOFF, DATA_HTTP -> true;
            default -> false;
        };
    }

    /**
     * Lets what came of a step join the path: its labels, and its values can be traced back to it from now on.
     *
     * @return labels of all that came of the step so far
     */
    public Set<String> depart(Departure departure) {
        importLabels(departure.labels());
        Step step = departure.step();
        if (!isSourceOrSink(step)) {
            return departure.labels();
        }
        anythingRead |= departure.traces().hashes().length > 0;
        if (instructions.add(departure.instructions())) {
            instructionsVersion++;
        }
        return sources.add(step.id(), departure.traces(), departure.labels(), false);
    }

    /** What takes values of these kinds out of texts of this run. */
    public Redaction redaction(Set<String> kinds) {
        return new Redaction(fingerprints, kinds);
    }

    /** Adds labels that came from elsewhere. */
    public void importLabels(Set<String> more) {
        labels = grown(labels, more);
    }

    /** How the steps of the run went so far. Whoever lets them join also tells it of what was let through and of what came of it. */
    public RunSignals signals() {
        return signals;
    }

    /** Labels on the path, unmodifiable; the next step's own are not among them. For any thread. */
    public SortedSet<String> labels() {
        return labels;
    }

    /** Number of steps that joined. For any thread. */
    public long steps() {
        return steps;
    }

    /** Number of steps of that operation that joined. For any thread. */
    public long count(Operation operation) {
        return counts.get(operation.ordinal());
    }
}
