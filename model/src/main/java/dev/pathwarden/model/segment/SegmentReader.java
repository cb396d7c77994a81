package dev.pathwarden.model.segment;

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
import java.util.List;

/**
 * Reads a segment or the index of one. Everything in it may be damaged or made to do harm.
 *
 * <p>Implementation note. Each count is read from a column of its own, and what it counts takes at least one byte in another column; so a
 * false count ends with "bytes expected" before it can fill the memory.
 */
public final class SegmentReader {

    private final Columns content;
    private final Columns index;
    private final List<RunSummary> headers;
    private final StepIdCode ids = new StepIdCode();
    private int runsPassed;
    private long stepsPassed;
    private long nextHeld;

    private SegmentReader(SealedSegment segment) {
        content = new Columns(segment.content());
        index = content.version() == 1 ? content : new Columns(segment.index());
        if (index.version() != content.version() || index.runs() != content.runs()) {
            throw new CorruptBytesException("the index of a segment is of version " + index.version() + " and has " + index.runs() + " runs, and the segment is of version " + content.version() + " and has " + content.runs());
        }
        headers = headers(new Columns(segment.index()));
        nextHeld = nextHeld();
    }

    /**
     * Reads the runs' headers from an index.
     *
     * @throws CorruptBytesException if the bytes are no whole index
     */
    public static List<RunSummary> readIndex(byte[] index) {
        return guarded(() -> headers(new Columns(index)));
    }

    /**
     * Opens a segment to read its runs one by one, without those before. What is behind a run is not looked at, so that damage there does not show.
     *
     * @throws CorruptBytesException if the bytes are no segment
     */
    public static SegmentReader open(SealedSegment segment) {
        return guarded(() -> new SegmentReader(segment));
    }

    /**
     * Reads all runs of a segment.
     *
     * @throws CorruptBytesException if the bytes are no whole segment
     */
    public static List<RecordedRun> read(SealedSegment segment) {
        return guarded(() -> {
            SegmentReader reader = new SegmentReader(segment);
            List<RecordedRun> runs = new ArrayList<>();
            while (reader.runsPassed < reader.headers.size()) {
                runs.add(reader.next());
            }
            reader.content.finish();
            reader.index.finish();
            return runs;
        });
    }

    /** Whether the run of that number, from 0, was passed already, so that the segment has to be opened anew for it. */
    public boolean isBehind(int run) {
        return run < runsPassed;
    }

    /**
     * Reads the run of that number, from 0, and passes over those between it and the one that was read last.
     *
     * @throws CorruptBytesException if the segment is damaged there
     * @throws IllegalArgumentException if there is no such run, or it is {@linkplain #isBehind behind}
     */
    public RecordedRun run(int number) {
        if (isBehind(number) || number >= headers.size()) {
            throw new IllegalArgumentException("run " + number + " of " + headers.size() + ", of which " + runsPassed + " were passed");
        }
        return guarded(() -> {
            while (runsPassed < number) {
                skip(headers.get(runsPassed));
            }
            return next();
        });
    }

    private static List<RunSummary> headers(Columns columns) {
        List<RunSummary> summaries = new ArrayList<>();
        long steps = 0;
        for (int i = 0; i < columns.runs(); i++) {
            RunSummary summary = header(columns);
            steps += summary.steps();
            // Whoever searches has a bit for each of them, before anything else shows that they are not there.
            if (steps > columns.mostSteps()) {
                throw new CorruptBytesException("the runs of a segment come to " + steps + " steps or more, and there is room for " + columns.mostSteps());
            }
            summaries.add(summary);
        }
        columns.finish();
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

    private ColumnSource of(Column column) {
        return column.isIndexed() && content.version() > 2 ? index.of(column) : content.of(column);
    }

    private static RunSummary header(Columns columns) {
        Run run = new Run(columns.of(Column.RUN_ID).run(), columns.of(Column.RUN_AGENT).textOrNull(), columns.of(Column.RUN_AGENT_NAME).textOrNull(),
                columns.of(Column.RUN_AGENT_VERSION).textOrNull(), columns.of(Column.RUN_STATUS).named(Status::of, "status"), columns.of(Column.RUN_START).numberOrNull(),
                columns.of(Column.RUN_END).numberOrNull(), columns.of(Column.RUN_ATTRIBUTES).entries());
        return new RunSummary(run, columns.of(Column.RUN_STEPS).count(), columns.of(Column.RUN_BLOCKED).count(), columns.of(Column.RUN_VERDICTS).count(), columns.of(Column.RUN_LABELS).texts());
    }

    private RecordedRun next() {
        RunSummary summary = headers.get(runsPassed++);
        if (content.version() == 1) {
            header(content);
        }
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
        StepId id = content.version() == 1 ? of(Column.STEP_ID).step() : new StepId(ids.decode(of(Column.STEP_ID).difference(), pid));
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
        Hold hold = nextHeld == stepsPassed ? hold() : null;
        stepsPassed++;
        Outcome outcome = of(Column.OUTCOME_PRESENT).flag() ? outcome() : null;
        return new RecordedStep(step.build(), decision, hold, outcome, decidedAt, endedAt);
    }

    /** Passes over a run. All that is made of it is what the next one builds on. */
    private void skip(RunSummary summary) {
        runsPassed++;
        if (content.version() == 1) {
            header(content);
        }
        long imports = of(Column.RUN_IMPORTS).skipCounts(1);
        of(Column.IMPORT_PID).skipNumbers(imports);
        of(Column.IMPORT_TICKET).skipNumbers(imports);
        of(Column.IMPORT_LABELS).skipTexts(imports);
        int steps = summary.steps();
        skipIds(summary.run(), steps);
        of(Column.STEP_PARENT).skipReferences(steps);
        long links = of(Column.STEP_LINKS).skipCounts(steps);
        of(Column.LINK_STEP).skipReferences(links);
        skipWords(links, Column.LINK_KIND, Column.LINK_ARGUMENT);
        skipWords(steps, Column.STEP_OPERATION, Column.STEP_NAME, Column.STEP_AGENT, Column.STEP_THREAD);
        of(Column.STEP_START).skipNumbersOrNull(steps);
        of(Column.STEP_ARGUMENTS).skipEntries(steps);
        of(Column.STEP_FACTS).skipFacts(steps);
        of(Column.STEP_LABELS).skipTexts(steps);
        of(Column.STEP_DECIDED_AT).skipNumbers(steps);
        of(Column.STEP_ENDED_AT).skipNumbers(steps);
        skipDecisions(of(Column.DECISION_PRESENT).skipFlags(steps));
        stepsPassed += steps;
        while (nextHeld >= 0 && nextHeld < stepsPassed) {
            hold();
        }
        skipOutcomes(of(Column.OUTCOME_PRESENT).skipFlags(steps));
    }

    private void skipIds(Run run, int steps) {
        if (content.version() == 1) {
            of(Column.STEP_ID).skipIds(steps);
            of(Column.STEP_PID).skipNumbersOrNull(steps);
            return;
        }
        ids.begin(run.id());
        for (int left = steps; left > 0; left--) {
            Long pid = of(Column.STEP_PID).numberOrNull();
            ids.decode(of(Column.STEP_ID).difference(), pid);
        }
    }

    private void skipDecisions(long decisions) {
        of(Column.DECISION_TICKET).skipNumbers(decisions);
        of(Column.DECISION_CLOCK).skipNumbersOrNull(decisions);
        skipWords(decisions, Column.DECISION_BUNDLE, Column.DECISION_FORCED);
        of(Column.DECISION_LABELS).skipTexts(decisions);
        long verdicts = of(Column.DECISION_VERDICTS).skipCounts(decisions);
        skipWords(verdicts, Column.VERDICT_GUARDRAIL, Column.VERDICT_VERSION, Column.VERDICT_ACTION, Column.VERDICT_MODE, Column.VERDICT_MESSAGE);
        long clauses = of(Column.VERDICT_CLAUSES).skipCounts(verdicts);
        skipWords(clauses, Column.CLAUSE_TEXT, Column.CLAUSE_VALUE);
        of(Column.CLAUSE_FROM).skipNumbers(clauses);
        of(Column.CLAUSE_TO).skipNumbers(clauses);
        skipWords(of(Column.DECISION_NOT_EVALUATED).skipCounts(decisions), Column.NOT_EVALUATED_GUARDRAIL, Column.NOT_EVALUATED_REASON);
    }

    private void skipOutcomes(long outcomes) {
        of(Column.OUTCOME_TICKET).skipNumbers(outcomes);
        of(Column.OUTCOME_DURATION).skipNumbersOrNull(outcomes);
        skipWords(outcomes, Column.OUTCOME_STATUS, Column.OUTCOME_ERROR);
        of(Column.OUTCOME_RESULT).skipValues(outcomes);
        of(Column.OUTCOME_FACTS).skipFacts(outcomes);
        of(Column.OUTCOME_LABELS).skipTexts(outcomes);
    }

    private void skipWords(long count, Column... columns) {
        for (Column column : columns) {
            of(column).skipWords(count);
        }
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
