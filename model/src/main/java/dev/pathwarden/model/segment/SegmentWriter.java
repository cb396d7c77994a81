package dev.pathwarden.model.segment;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs whole runs into a segment and its index. For one thread; {@link #seal} ends one segment.
 *
 * <p>The index has the same format and the columns of runs, and those by which steps are looked for, which are in it alone: a run table and a search need no segment, and a segment its index.
 */
public final class SegmentWriter {

    private static final int FULL_STEPS = 8192;
    private static final long FULL_BYTES = 8L << 20;

    private final Sinks runs = new Sinks();
    private final Sinks index = new Sinks();
    private final StepIdCode ids = new StepIdCode();
    private int runCount;
    private int stepCount;

    /** Adds a run. */
    public void add(RecordedRun run) {
        RunSummary summary = RunSummary.of(run);
        writeHeader(summary);
        of(Column.RUN_IMPORTS).count(run.imports().size());
        for (RecordedRun.LabelsImported labels : run.imports()) {
            of(Column.IMPORT_PID).number(labels.pid());
            of(Column.IMPORT_TICKET).number(labels.ticket());
            of(Column.IMPORT_LABELS).texts(labels.labels());
        }
        ids.begin(run.run().id());
        Map<StepId, Integer> positions = new HashMap<>();
        List<RecordedStep> steps = run.steps();
        for (int at = 0; at < steps.size(); at++) {
            write(steps.get(at), at, positions);
            positions.put(steps.get(at).id(), at);
            stepCount++;
        }
        runCount++;
    }

    private void writeHeader(RunSummary summary) {
        Run run = summary.run();
        index.of(Column.RUN_ID).run(run.id());
        index.of(Column.RUN_AGENT).text(run.agent());
        index.of(Column.RUN_AGENT_NAME).text(run.agentName());
        index.of(Column.RUN_AGENT_VERSION).text(run.agentVersion());
        index.of(Column.RUN_STATUS).text(run.status().text());
        index.of(Column.RUN_START).numberOrNull(run.startNanos());
        index.of(Column.RUN_END).numberOrNull(run.endNanos());
        index.of(Column.RUN_ATTRIBUTES).entries(run.attributes());
        index.of(Column.RUN_STEPS).count(summary.steps());
        index.of(Column.RUN_BLOCKED).count(summary.blocked());
        index.of(Column.RUN_VERDICTS).count(summary.verdicts());
        index.of(Column.RUN_LABELS).texts(summary.labels());
    }

    private ColumnSink of(Column column) {
        return column.isIndexed() ? index.of(column) : runs.of(column);
    }

    private void write(RecordedStep recorded, int at, Map<StepId, Integer> positions) {
        Step step = recorded.step();
        of(Column.STEP_ID).difference(ids.encode(step.id().value(), step.pid()));
        of(Column.STEP_PARENT).reference(step.parent(), at, positions);
        of(Column.STEP_LINKS).count(step.links().size());
        for (Link link : step.links()) {
            of(Column.LINK_STEP).reference(link.step(), at, positions);
            of(Column.LINK_KIND).text(link.kind().text());
            of(Column.LINK_ARGUMENT).text(link.argument());
        }
        of(Column.STEP_OPERATION).text(step.operation().text());
        of(Column.STEP_NAME).text(step.name());
        of(Column.STEP_AGENT).text(step.agent());
        of(Column.STEP_PID).numberOrNull(step.pid());
        of(Column.STEP_THREAD).text(step.thread());
        of(Column.STEP_START).numberOrNull(step.startNanos());
        of(Column.STEP_ARGUMENTS).entries(step.arguments());
        of(Column.STEP_FACTS).facts(step.facts());
        of(Column.STEP_LABELS).texts(step.labels());
        of(Column.STEP_DECIDED_AT).number(recorded.decidedAt());
        of(Column.STEP_ENDED_AT).number(recorded.endedAt());
        of(Column.DECISION_PRESENT).flag(recorded.decision() != null);
        if (recorded.decision() != null) {
            write(recorded.decision());
        }
        if (recorded.hold() != null) {
            write(recorded.hold());
        }
        of(Column.OUTCOME_PRESENT).flag(recorded.outcome() != null);
        if (recorded.outcome() != null) {
            write(recorded.outcome());
        }
    }

    private void write(Decision decision) {
        of(Column.DECISION_TICKET).number(decision.ticket());
        of(Column.DECISION_CLOCK).numberOrNull(decision.clockNanos());
        of(Column.DECISION_BUNDLE).text(decision.bundle());
        of(Column.DECISION_FORCED).text(decision.forced() == null ? null : decision.forced().text());
        of(Column.DECISION_LABELS).texts(decision.labels());
        of(Column.DECISION_VERDICTS).count(decision.verdicts().size());
        for (Verdict verdict : decision.verdicts()) {
            of(Column.VERDICT_GUARDRAIL).text(verdict.guardrail());
            of(Column.VERDICT_VERSION).text(verdict.version());
            of(Column.VERDICT_ACTION).text(verdict.action().text());
            of(Column.VERDICT_MODE).text(verdict.mode().text());
            of(Column.VERDICT_MESSAGE).text(verdict.message());
            of(Column.VERDICT_CLAUSES).count(verdict.clauses().size());
            for (Verdict.Clause clause : verdict.clauses()) {
                of(Column.CLAUSE_TEXT).text(clause.text());
                of(Column.CLAUSE_FROM).number(clause.from());
                of(Column.CLAUSE_TO).number(clause.to());
                of(Column.CLAUSE_VALUE).text(clause.value());
            }
        }
        of(Column.DECISION_NOT_EVALUATED).count(decision.notEvaluated().size());
        for (Decision.NotEvaluated silent : decision.notEvaluated()) {
            of(Column.NOT_EVALUATED_GUARDRAIL).text(silent.guardrail());
            of(Column.NOT_EVALUATED_REASON).text(silent.reason());
        }
    }

    private void write(Hold hold) {
        of(Column.HOLD_STEP).number(stepCount);
        of(Column.HOLD_BINDING).text(hold.binding());
        of(Column.HOLD_ASKED).number(hold.askedNanos());
        of(Column.HOLD_EXPIRES).number(hold.expiresNanos());
        of(Column.HOLD_ANSWER).text(hold.answer() == null ? null : hold.answer().text());
        of(Column.HOLD_ANSWERED).numberOrNull(hold.answeredNanos());
        of(Column.HOLD_BY).text(hold.by());
        of(Column.HOLD_REASON).text(hold.reason());
    }

    private void write(Outcome outcome) {
        of(Column.OUTCOME_TICKET).number(outcome.ticket());
        of(Column.OUTCOME_DURATION).numberOrNull(outcome.durationNanos());
        of(Column.OUTCOME_STATUS).text(outcome.status().text());
        of(Column.OUTCOME_ERROR).text(outcome.error());
        of(Column.OUTCOME_RESULT).value(outcome.result());
        of(Column.OUTCOME_FACTS).facts(outcome.facts());
        of(Column.OUTCOME_LABELS).texts(outcome.labels());
    }

    /** Runs added so far. */
    public int runs() {
        return runCount;
    }

    /** Steps added so far. */
    public int steps() {
        return stepCount;
    }

    /** Whether it holds as much as one segment should: a reader takes all of it for one run. */
    public boolean isFull() {
        return stepCount >= FULL_STEPS || runs.rawBytes() >= FULL_BYTES || runs.referred() >= SegmentLayout.MAX_REFERRED / 2;
    }

    /**
     * The segment with its index, packed as quickly as a recorder needs it.
     *
     * @throws IllegalStateException if there are more than {@link SegmentLayout#MAX_RAW} bytes, or {@link SegmentLayout#MAX_REFERRED} characters are referred to
     */
    public SealedSegment seal() {
        return seal(Density.QUICK);
    }

    /**
     * As {@link #seal()}, packed as densely as that.
     *
     * @throws IllegalStateException if there are more than {@link SegmentLayout#MAX_RAW} bytes, or {@link SegmentLayout#MAX_REFERRED} characters are referred to
     */
    public SealedSegment seal(Density density) {
        return new SealedSegment(runs.seal(runCount, density), index.seal(runCount, density));
    }

    /** Bytes of what was added so far, before they are packed. */
    public long rawBytes() {
        return runs.rawBytes() + index.rawBytes();
    }

    /** A set of columns with the texts they share. */
    private static final class Sinks {
        private final Dictionary dictionary = new Dictionary();
        private final Dictionary payload = new Dictionary();
        private final EnumMap<Column, ColumnSink> sinks = new EnumMap<>(Column.class);

        ColumnSink of(Column column) {
            ColumnSink sink = sinks.get(column);
            if (sink == null) {
                sink = new ColumnSink(dictionary, payload);
                sinks.put(column, sink);
            }
            return sink;
        }

        long rawBytes() {
            long sum = dictionary.size() + payload.size();
            for (ColumnSink sink : sinks.values()) {
                sum += sink.bytes().size();
            }
            return sum;
        }

        long referred() {
            return sinks.values().stream().mapToLong(ColumnSink::referred).sum();
        }

        byte[] seal(int runs, Density density) {
            if (referred() > SegmentLayout.MAX_REFERRED) {
                throw new IllegalStateException("a segment whose values come to " + referred() + " characters, where " + SegmentLayout.MAX_REFERRED + " are the most");
            }
            Map<Column, byte[]> raw = new EnumMap<>(Column.class);
            raw.put(Column.TEXT, dictionary.bytes());
            if (payload.size() > 0) {
                raw.put(Column.PAYLOAD, payload.bytes());
            }
            sinks.forEach((column, sink) -> raw.put(column, sink.bytes().toByteArray()));
            return SegmentLayout.pack(runs, raw, density);
        }
    }
}
