package dev.pathwarden.model.segment;

import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.VerdictType;
import java.io.IOException;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for steps in one segment. What can be told by the index is told by it; the segment is read for a text, and where something is left.
 *
 * <p>Reading ten thousand steps of the index takes a fraction of a millisecond, a text a few of them. For one thread and one use.
 */
public final class SegmentSearch {

    private static final List<Column> WITH_TEXTS = List.of(Column.PAYLOAD, Column.TEXT, Column.STEP_ARGUMENTS, Column.STEP_FACTS, Column.OUTCOME_RESULT, Column.OUTCOME_FACTS);

    /** Reads the segment where it is needed. */
    @FunctionalInterface
    public interface Content {
        byte[] read() throws IOException;
    }

    private final byte[] indexBytes;
    private final Columns index;
    private final List<RunSummary> runs;
    private final StepFilter filter;
    private final BitSet left = new BitSet();

    private SegmentSearch(byte[] indexBytes, List<RunSummary> runs, StepFilter filter) {
        this.indexBytes = indexBytes;
        this.index = new Columns(indexBytes);
        this.runs = runs;
        this.filter = filter;
        left.set(0, runs.stream().mapToInt(RunSummary::steps).sum());
    }

    /**
     * The steps that are looked for, by their places among all steps of the segment.
     *
     * @param runs what {@link SegmentReader#readIndex} gave for the index
     * @throws CorruptBytesException if segment or index is damaged
     */
    public static BitSet search(byte[] index, List<RunSummary> runs, Content content, StepFilter filter) throws IOException {
        SegmentSearch search = new SegmentSearch(index, runs, filter);
        boolean indexed = search.index.version() > 2;
        if (indexed) {
            search.keepIndexed();
        }
        if (!search.left.isEmpty() && (!indexed || filter.text() != null)) {
            search.keepRead(content.read(), indexed);
        }
        return search.left;
    }

    private void keepIndexed() {
        keep(Column.STEP_OPERATION, words(filter.operations().stream().map(operation -> operation.text()).collect(Collectors.toSet())), filter.operations());
        keep(Column.STEP_NAME, words(filter.names()), filter.names());
        keep(Column.STEP_AGENT, words(filter.agents()), filter.agents());
        if (!filter.labels().isEmpty() && !left.isEmpty()) {
            keepLabels(words(filter.labels()));
        }
        if (!filter.statuses().isEmpty() && !left.isEmpty()) {
            keepStatuses(words(filter.statuses().stream().map(Status::text).collect(Collectors.toSet())));
        }
        if (filter.isOfVerdicts() && !left.isEmpty()) {
            keepVerdicts();
        }
        if (!filter.verdicts().isEmpty() && !left.isEmpty()) {
            keepStrongest();
        }
    }

    /** By the number of each word, from 1, whether it is wanted; null where none of them is in the index. */
    private boolean[] words(Set<String> wanted) {
        List<String> texts = index.texts();
        boolean[] words = new boolean[texts.size() + 1];
        boolean any = false;
        for (int i = 0; i < texts.size(); i++) {
            words[i + 1] = wanted.contains(texts.get(i));
            any |= words[i + 1];
        }
        return any ? words : null;
    }

    private void keep(Column column, boolean[] words, Collection<?> asked) {
        if (asked.isEmpty() || left.isEmpty()) {
            return;
        }
        if (words == null) {
            left.clear();
            return;
        }
        ColumnSource source = index.of(column);
        for (int i = 0, steps = left.length(); i < steps; i++) {
            if (!source.isWord(words)) {
                left.clear(i);
            }
        }
    }

    private void keepLabels(boolean[] words) {
        if (words == null) {
            left.clear();
            return;
        }
        ColumnSource before = index.of(Column.STEP_LABELS);
        ColumnSource present = index.of(Column.OUTCOME_PRESENT);
        ColumnSource after = index.of(Column.OUTCOME_LABELS);
        for (int i = 0, steps = left.length(); i < steps; i++) {
            boolean arguments = before.hasWord(words);
            boolean result = present.flag() && after.hasWord(words);
            if (!(arguments && filter.labelled() != StepFilter.Labelled.RESULT || result && filter.labelled() != StepFilter.Labelled.ARGUMENTS)) {
                left.clear(i);
            }
        }
    }

    private void keepStatuses(boolean[] words) {
        boolean unfinished = filter.statuses().contains(Status.UNFINISHED);
        boolean[] wanted = words == null ? new boolean[index.texts().size() + 1] : words;
        ColumnSource present = index.fresh(Column.OUTCOME_PRESENT);
        ColumnSource statuses = index.of(Column.OUTCOME_STATUS);
        for (int i = 0, steps = left.length(); i < steps; i++) {
            boolean has = present.flag() ? statuses.isWord(wanted) : unfinished;
            if (!has) {
                left.clear(i);
            }
        }
    }

    private void keepVerdicts() {
        boolean[] guardrails = filter.guardrails().isEmpty() ? null : words(filter.guardrails());
        boolean[] actions = filter.actions().isEmpty() ? null : words(filter.actions().stream().map(action -> action.text()).collect(Collectors.toSet()));
        if (guardrails == null && !filter.guardrails().isEmpty() || actions == null && !filter.actions().isEmpty()) {
            left.clear();
            return;
        }
        ColumnSource present = index.of(Column.DECISION_PRESENT);
        ColumnSource counts = index.of(Column.DECISION_VERDICTS);
        ColumnSource guardrail = index.of(Column.VERDICT_GUARDRAIL);
        ColumnSource action = index.of(Column.VERDICT_ACTION);
        for (int i = 0, steps = left.length(); i < steps; i++) {
            boolean has = false;
            for (int verdicts = present.flag() ? counts.count() : 0; verdicts > 0; verdicts--) {
                boolean ofGuardrail = guardrails == null ? guardrail.passWord() : guardrail.isWord(guardrails);
                boolean ofAction = actions == null ? action.passWord() : action.isWord(actions);
                has |= ofGuardrail && ofAction;
            }
            if (!has) {
                left.clear(i);
            }
        }
    }

    private void keepStrongest() {
        StrongestVerdicts strongest = new StrongestVerdicts(index);
        for (int i = 0, steps = left.length(); i < steps; i++) {
            VerdictType verdict = strongest.next();
            if (verdict == null || !filter.verdicts().contains(verdict)) {
                left.clear(i);
            }
        }
    }

    private void keepRead(byte[] content, boolean indexed) {
        Columns columns = new Columns(content);
        if (filter.text() != null && !canHoldText(columns)) {
            left.clear();
            return;
        }
        SegmentReader reader = SegmentReader.open(new SealedSegment(content, indexBytes));
        int first = 0;
        for (int run = 0; run < runs.size(); run++) {
            int behind = first + runs.get(run).steps();
            int next = left.nextSetBit(first);
            if (next >= 0 && next < behind) {
                List<RecordedStep> steps = reader.run(run).steps();
                for (; next >= 0 && next < behind; next = left.nextSetBit(next + 1)) {
                    if (!filter.test(steps.get(next - first))) {
                        left.clear(next);
                    }
                }
            }
            first = behind;
        }
    }

    private boolean canHoldText(Columns columns) {
        RawText text = new RawText(filter.text());
        return WITH_TEXTS.stream().anyMatch(column -> text.canBeIn(columns.raw(column))) || text.canBeIn(index.raw(Column.TEXT));
    }
}
