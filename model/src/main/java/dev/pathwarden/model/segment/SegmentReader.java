package dev.pathwarden.model.segment;

import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a segment or the index of one. Everything in it may be damaged or made to do harm.
 *
 * <p>Implementation note. Each count is read from a column of its own, and what it counts takes at least one byte in another column; so a
 * false count ends with "bytes expected" before it can fill the memory.
 */
public final class SegmentReader {

    private final List<String> texts;
    private final Payload payload;
    private final StepIdCode ids = new StepIdCode();
    private final int version;
    private final Map<Column, byte[]> columns;
    private final Map<Column, ColumnSource> sources = new EnumMap<>(Column.class);
    private final int runs;
    private long stepsRead;
    private long nextHeld;

    private SegmentReader(byte[] segment) {
        SegmentLayout.Unpacked unpacked = SegmentLayout.unpack(segment);
        this.version = unpacked.version();
        this.runs = unpacked.runs();
        this.columns = unpacked.columns();
        this.texts = Dictionary.read(new ByteSource(bytes(Column.TEXT)));
        this.payload = new Payload(columns.containsKey(Column.PAYLOAD) ? Dictionary.read(new ByteSource(bytes(Column.PAYLOAD))) : List.of(), SegmentLayout.MAX_REFERRED);
        this.nextHeld = nextHeld();
    }

    /**
     * Reads the runs' headers from an index.
     *
     * @throws CorruptBytesException if the bytes are no whole index
     */
    public static List<RunSummary> readIndex(byte[] index) {
        return guarded(() -> {
            SegmentReader reader = new SegmentReader(index);
            List<RunSummary> summaries = reader.headers();
            reader.finish();
            return summaries;
        });
    }

    /**
     * Reads all runs of a segment.
     *
     * @throws CorruptBytesException if the bytes are no whole segment
     */
    public static List<RecordedRun> read(SealedSegment segment) {
        return guarded(() -> {
            SegmentReader reader = new SegmentReader(segment.content());
            List<RunSummary> headers = reader.version == 1 ? null : readIndex(segment.index());
            if (headers != null && headers.size() != reader.runs) {
                throw new CorruptBytesException("the index of a segment has " + headers.size() + " runs, and the segment " + reader.runs);
            }
            List<RecordedRun> runs = new ArrayList<>();
            for (int i = 0; i < reader.runs; i++) {
                runs.add(reader.run(headers == null ? reader.header() : headers.get(i)));
            }
            reader.finish();
            return runs;
        });
    }

    private List<RunSummary> headers() {
        List<RunSummary> summaries = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            summaries.add(header());
        }
        return summaries;
    }

    private static <T> T guarded(java.util.function.Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | NullPointerException e) {
            // The words' own checks: an id of zeros, a fact of another type.
            throw new CorruptBytesException("a segment holds what no run can hold (" + e.getMessage() + ")", e);
        }
    }

    private byte[] bytes(Column column) {
        // A column without values is not written.
        return columns.getOrDefault(column, new byte[0]);
    }

    private ColumnSource of(Column column) {
        ColumnSource source = sources.get(column);
        if (source == null) {
            source = new ColumnSource(new ByteSource(bytes(column)), texts, payload);
            sources.put(column, source);
        }
        return source;
    }

    private void finish() {
        sources.values().forEach(ColumnSource::finish);
    }

    private RunSummary header() {
        Run run = new Run(of(Column.RUN_ID).run(), of(Column.RUN_AGENT).textOrNull(), of(Column.RUN_AGENT_NAME).textOrNull(),
                of(Column.RUN_AGENT_VERSION).textOrNull(), of(Column.RUN_STATUS).named(Status::of, "status"), of(Column.RUN_START).numberOrNull(),
                of(Column.RUN_END).numberOrNull(), of(Column.RUN_ATTRIBUTES).entries());
        return new RunSummary(run, of(Column.RUN_STEPS).count(), of(Column.RUN_BLOCKED).count(), of(Column.RUN_VERDICTS).count(), of(Column.RUN_LABELS).texts());
    }

    private RecordedRun run(RunSummary summary) {
        List<RecordedRun.LabelsImported> imports = new ArrayList<>();
        for (int left = of(Column.RUN_IMPORTS).count(); left > 0; left--) {
            imports.add(new RecordedRun.LabelsImported(of(Column.IMPORT_PID).number(), of(Column.IMPORT_TICKET).number(), of(Column.IMPORT_LABELS).texts()));
        }
        ids.begin(summary.run().id());
        List<RecordedStep> steps = new ArrayList<>();
        List<StepId> before = new ArrayList<>();
        for (int at = 0; at < summary.steps(); at++) {
            RecordedStep step = step(summary.run(), at, before);
            steps.add(step);
            before.add(step.id());
        }
        return new RecordedRun(summary.run(), steps, imports);
    }

    private RecordedStep step(Run run, int at, List<StepId> before) {
        Long pid = of(Column.STEP_PID).numberOrNull();
        StepId id = version == 1 ? of(Column.STEP_ID).step() : new StepId(ids.decode(of(Column.STEP_ID).difference(), pid));
        StepId parent = of(Column.STEP_PARENT).reference(at, before);
        List<Link> links = new ArrayList<>();
        for (int left = of(Column.STEP_LINKS).count(); left > 0; left--) {
            links.add(new Link(of(Column.LINK_STEP).reference(at, before), of(Column.LINK_KIND).named(LinkKind::of, "kind of link"), of(Column.LINK_ARGUMENT).text()));
        }
        Step.Builder step = Step.of(run.id(), id, of(Column.STEP_OPERATION).named(Operation::of, "operation"), of(Column.STEP_NAME).text()).parent(parent);
        links.forEach(step::link);
        step.agent(of(Column.STEP_AGENT).textOrNull()).pid(pid).thread(of(Column.STEP_THREAD).textOrNull())
                .startNanos(of(Column.STEP_START).numberOrNull()).arguments(of(Column.STEP_ARGUMENTS).entries());
        step.facts(of(Column.STEP_FACTS).facts());
        step.labels(of(Column.STEP_LABELS).texts());
        int decidedAt = of(Column.STEP_DECIDED_AT).place();
        int endedAt = of(Column.STEP_ENDED_AT).place();
        Decision decision = of(Column.DECISION_PRESENT).flag() ? decision() : null;
        Hold hold = nextHeld == stepsRead ? hold() : null;
        stepsRead++;
        Outcome outcome = of(Column.OUTCOME_PRESENT).flag() ? outcome() : null;
        return new RecordedStep(step.build(), decision, hold, outcome, decidedAt, endedAt);
    }

    private Decision decision() {
        long ticket = of(Column.DECISION_TICKET).number();
        Long clock = of(Column.DECISION_CLOCK).numberOrNull();
        String bundle = of(Column.DECISION_BUNDLE).text();
        String forced = of(Column.DECISION_FORCED).textOrNull();
        Mode mode = forced == null ? null : Mode.of(forced).orElseThrow(() -> new CorruptBytesException("no mode is named '" + forced + "' in this version"));
        var labels = of(Column.DECISION_LABELS).texts();
        List<Verdict> verdicts = new ArrayList<>();
        for (int left = of(Column.DECISION_VERDICTS).count(); left > 0; left--) {
            verdicts.add(verdict());
        }
        List<Decision.NotEvaluated> silent = new ArrayList<>();
        for (int left = of(Column.DECISION_NOT_EVALUATED).count(); left > 0; left--) {
            silent.add(new Decision.NotEvaluated(of(Column.NOT_EVALUATED_GUARDRAIL).textOrNull(), of(Column.NOT_EVALUATED_REASON).textOrNull()));
        }
        return new Decision(ticket, clock, bundle, mode, labels, verdicts, silent);
    }

    private Verdict verdict() {
        String guardrail = of(Column.VERDICT_GUARDRAIL).text();
        String version = of(Column.VERDICT_VERSION).text();
        Action action = of(Column.VERDICT_ACTION).named(Action::of, "action");
        Mode mode = of(Column.VERDICT_MODE).named(Mode::of, "mode");
        String message = of(Column.VERDICT_MESSAGE).text();
        List<Verdict.Clause> clauses = new ArrayList<>();
        for (int left = of(Column.VERDICT_CLAUSES).count(); left > 0; left--) {
            clauses.add(new Verdict.Clause(of(Column.CLAUSE_TEXT).textOrNull(), of(Column.CLAUSE_FROM).place(), of(Column.CLAUSE_TO).place(), of(Column.CLAUSE_VALUE).textOrNull()));
        }
        return new Verdict(guardrail, version, action, mode, message, clauses);
    }

    private Hold hold() {
        String binding = of(Column.HOLD_BINDING).text();
        long asked = of(Column.HOLD_ASKED).number();
        long expires = of(Column.HOLD_EXPIRES).number();
        String answer = of(Column.HOLD_ANSWER).textOrNull();
        Hold.Answer known = answer == null ? null : Hold.Answer.of(answer).orElseThrow(() -> new CorruptBytesException("no answer is named '" + answer + "' in this version"));
        nextHeld = nextHeld();
        return new Hold(binding, asked, expires, known, of(Column.HOLD_ANSWERED).numberOrNull(), of(Column.HOLD_BY).textOrNull(), of(Column.HOLD_REASON).textOrNull());
    }

    /** The next step that had to wait, as {@link Column#HOLD_STEP} counts; -1 behind the last, and in a segment of a version that knew of no such steps. */
    private long nextHeld() {
        return of(Column.HOLD_STEP).hasMore() ? of(Column.HOLD_STEP).number() : -1;
    }

    private Outcome outcome() {
        return new Outcome(of(Column.OUTCOME_TICKET).number(), of(Column.OUTCOME_DURATION).numberOrNull(), of(Column.OUTCOME_STATUS).named(Status::of, "status"),
                of(Column.OUTCOME_ERROR).textOrNull(), of(Column.OUTCOME_RESULT).value(), of(Column.OUTCOME_FACTS).facts(), of(Column.OUTCOME_LABELS).texts());
    }
}
