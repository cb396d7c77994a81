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
 * Packs whole runs into a segment, and their headers alone into its index. For one thread; {@link #seal} ends one segment.
 *
 * <p>The index has the same format and the columns of runs, which are in it alone: a run table needs no segment, and a segment its index.
 */
public final class SegmentWriter {

    private static final int FULL_STEPS = 8192;
    private static final long FULL_BYTES = 8L << 20;

    private final Columns runs = new Columns();
    private final Columns index = new Columns();
    private final StepIdCode ids = new StepIdCode();
    private int runCount;
    private int stepCount;

    /** Adds a run. */
    public void add(RecordedRun run) {
        RunSummary summary = RunSummary.of(run);
        writeHeader(summary);
        runs.of(Column.RUN_IMPORTS).count(run.imports().size());
        for (RecordedRun.LabelsImported labels : run.imports()) {
            runs.of(Column.IMPORT_PID).number(labels.pid());
            runs.of(Column.IMPORT_TICKET).number(labels.ticket());
            runs.of(Column.IMPORT_LABELS).texts(labels.labels());
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

    private void write(RecordedStep recorded, int at, Map<StepId, Integer> positions) {
        Step step = recorded.step();
        runs.of(Column.STEP_ID).difference(ids.encode(step.id().value(), step.pid()));
        runs.of(Column.STEP_PARENT).reference(step.parent(), at, positions);
        runs.of(Column.STEP_LINKS).count(step.links().size());
        for (Link link : step.links()) {
            runs.of(Column.LINK_STEP).reference(link.step(), at, positions);
            runs.of(Column.LINK_KIND).text(link.kind().text());
            runs.of(Column.LINK_ARGUMENT).text(link.argument());
        }
        runs.of(Column.STEP_OPERATION).text(step.operation().text());
        runs.of(Column.STEP_NAME).text(step.name());
        runs.of(Column.STEP_AGENT).text(step.agent());
        runs.of(Column.STEP_PID).numberOrNull(step.pid());
        runs.of(Column.STEP_THREAD).text(step.thread());
        runs.of(Column.STEP_START).numberOrNull(step.startNanos());
        runs.of(Column.STEP_ARGUMENTS).entries(step.arguments());
        runs.of(Column.STEP_FACTS).facts(step.facts());
        runs.of(Column.STEP_LABELS).texts(step.labels());
        runs.of(Column.STEP_DECIDED_AT).number(recorded.decidedAt());
        runs.of(Column.STEP_ENDED_AT).number(recorded.endedAt());
        runs.of(Column.DECISION_PRESENT).flag(recorded.decision() != null);
        if (recorded.decision() != null) {
            write(recorded.decision());
        }
        if (recorded.hold() != null) {
            write(recorded.hold());
        }
        runs.of(Column.OUTCOME_PRESENT).flag(recorded.outcome() != null);
        if (recorded.outcome() != null) {
            write(recorded.outcome());
        }
    }

    private void write(Decision decision) {
        runs.of(Column.DECISION_TICKET).number(decision.ticket());
        runs.of(Column.DECISION_CLOCK).numberOrNull(decision.clockNanos());
        runs.of(Column.DECISION_BUNDLE).text(decision.bundle());
        runs.of(Column.DECISION_FORCED).text(decision.forced() == null ? null : decision.forced().text());
        runs.of(Column.DECISION_LABELS).texts(decision.labels());
        runs.of(Column.DECISION_VERDICTS).count(decision.verdicts().size());
        for (Verdict verdict : decision.verdicts()) {
            runs.of(Column.VERDICT_GUARDRAIL).text(verdict.guardrail());
            runs.of(Column.VERDICT_VERSION).text(verdict.version());
            runs.of(Column.VERDICT_ACTION).text(verdict.action().text());
            runs.of(Column.VERDICT_MODE).text(verdict.mode().text());
            runs.of(Column.VERDICT_MESSAGE).text(verdict.message());
            runs.of(Column.VERDICT_CLAUSES).count(verdict.clauses().size());
            for (Verdict.Clause clause : verdict.clauses()) {
                runs.of(Column.CLAUSE_TEXT).text(clause.text());
                runs.of(Column.CLAUSE_FROM).number(clause.from());
                runs.of(Column.CLAUSE_TO).number(clause.to());
                runs.of(Column.CLAUSE_VALUE).text(clause.value());
            }
        }
        runs.of(Column.DECISION_NOT_EVALUATED).count(decision.notEvaluated().size());
        for (Decision.NotEvaluated silent : decision.notEvaluated()) {
            runs.of(Column.NOT_EVALUATED_GUARDRAIL).text(silent.guardrail());
            runs.of(Column.NOT_EVALUATED_REASON).text(silent.reason());
        }
    }

    private void write(Hold hold) {
        runs.of(Column.HOLD_STEP).number(stepCount);
        runs.of(Column.HOLD_BINDING).text(hold.binding());
        runs.of(Column.HOLD_ASKED).number(hold.askedNanos());
        runs.of(Column.HOLD_EXPIRES).number(hold.expiresNanos());
        runs.of(Column.HOLD_ANSWER).text(hold.answer() == null ? null : hold.answer().text());
        runs.of(Column.HOLD_ANSWERED).numberOrNull(hold.answeredNanos());
        runs.of(Column.HOLD_BY).text(hold.by());
        runs.of(Column.HOLD_REASON).text(hold.reason());
    }

    private void write(Outcome outcome) {
        runs.of(Column.OUTCOME_TICKET).number(outcome.ticket());
        runs.of(Column.OUTCOME_DURATION).numberOrNull(outcome.durationNanos());
        runs.of(Column.OUTCOME_STATUS).text(outcome.status().text());
        runs.of(Column.OUTCOME_ERROR).text(outcome.error());
        runs.of(Column.OUTCOME_RESULT).value(outcome.result());
        runs.of(Column.OUTCOME_FACTS).facts(outcome.facts());
        runs.of(Column.OUTCOME_LABELS).texts(outcome.labels());
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
     * The segment with its index.
     *
     * @throws IllegalStateException if there are more than {@link SegmentLayout#MAX_RAW} bytes, or {@link SegmentLayout#MAX_REFERRED} characters are referred to
     */
    public SealedSegment seal() {
        return new SealedSegment(runs.seal(runCount), index.seal(runCount));
    }

    /** A set of columns with the texts they share. */
    private static final class Columns {
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

        byte[] seal(int runs) {
            if (referred() > SegmentLayout.MAX_REFERRED) {
                throw new IllegalStateException("a segment whose values come to " + referred() + " characters, where " + SegmentLayout.MAX_REFERRED + " are the most");
            }
            Map<Column, byte[]> raw = new EnumMap<>(Column.class);
            raw.put(Column.TEXT, dictionary.bytes());
            if (payload.size() > 0) {
                raw.put(Column.PAYLOAD, payload.bytes());
            }
            sinks.forEach((column, sink) -> raw.put(column, sink.bytes().toByteArray()));
            return SegmentLayout.pack(runs, raw);
        }
    }
}
