package dev.pathwarden.model.segment;

import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.search.FacetCounter;
import dev.pathwarden.model.search.FacetCounts;
import dev.pathwarden.model.search.StepFacet;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.VerdictType;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the steps of one segment by their facets, by what the index tells. Of a segment whose index does not, the runs are read. For one thread and one use. */
public final class SegmentCounts {

    private final Columns index;
    private final List<String> texts;
    private final BitSet among;
    private final int end;
    private final Map<StepFacet, long[]> counts = new EnumMap<>(StepFacet.class);
    /** For each word the number, plus 1, of the last step that it was counted for; a step counts once for it. */
    private final int[] seen;

    private SegmentCounts(Columns index, BitSet among) {
        this.index = index;
        this.texts = index.texts();
        this.among = among;
        this.end = among.length();
        this.seen = new int[texts.size() + 1];
        for (StepFacet facet : StepFacet.values()) {
            counts.put(facet, new long[texts.size() + 1]);
        }
    }

    /**
     * Counts.
     *
     * @param runs what {@link SegmentReader#readIndex} gave for the index
     * @param content reads the segment where it is needed
     * @param among places of the steps to count among all steps of the segment
     * @throws CorruptBytesException if segment or index is damaged
     */
    public static FacetCounts count(byte[] index, List<RunSummary> runs, SegmentSearch.Content content, BitSet among) throws IOException {
        Columns columns = new Columns(index);
        return columns.version() > 2 ? new SegmentCounts(columns, among).count() : read(index, runs, content.read(), among);
    }

    private static FacetCounts read(byte[] index, List<RunSummary> runs, byte[] content, BitSet among) {
        FacetCounter counter = new FacetCounter();
        SegmentReader reader = SegmentReader.open(new SealedSegment(content, index));
        int first = 0;
        for (int run = 0; run < runs.size(); run++) {
            BitSet ofRun = among.get(first, first + runs.get(run).steps());
            if (!ofRun.isEmpty()) {
                counter.add(reader.run(run), ofRun);
            }
            first += runs.get(run).steps();
        }
        return counter.counts();
    }

    private FacetCounts count() {
        words(StepFacet.OPERATION, Column.STEP_OPERATION);
        words(StepFacet.NAME, Column.STEP_NAME);
        words(StepFacet.AGENT, Column.STEP_AGENT);
        tools();
        long unfinished = statuses();
        labels();
        verdicts();
        Map<VerdictType, Long> strongest = strongest();
        Map<StepFacet, Map<String, Long>> byFacet = new EnumMap<>(StepFacet.class);
        counts.forEach((facet, byWord) -> {
            Map<String, Long> byText = new HashMap<>();
            for (int word = 1; word < byWord.length; word++) {
                if (byWord[word] > 0) {
                    byText.put(texts.get(word - 1), byWord[word]);
                }
            }
            byFacet.put(facet, byText);
        });
        if (unfinished > 0) {
            byFacet.get(StepFacet.STATUS).merge(Status.UNFINISHED.text(), unfinished, Long::sum);
        }
        strongest.forEach((verdict, steps) -> byFacet.get(StepFacet.VERDICT).put(verdict.text(), steps));
        return new FacetCounts(among.cardinality(), byFacet);
    }

    private void words(StepFacet facet, Column column) {
        long[] byWord = counts.get(facet);
        ColumnSource source = index.of(column);
        for (int i = 0; i < end; i++) {
            int word = source.word();
            if (among.get(i)) {
                byWord[word]++;
            }
        }
    }

    private void tools() {
        long[] byWord = counts.get(StepFacet.TOOL);
        int tool = texts.indexOf(Operation.TOOL_CALL.text()) + 1;
        int mcp = texts.indexOf(Operation.MCP_CALL.text()) + 1;
        ColumnSource operations = index.fresh(Column.STEP_OPERATION);
        ColumnSource names = index.fresh(Column.STEP_NAME);
        for (int i = 0; i < end && tool + mcp > 0; i++) {
            int operation = operations.word();
            int name = names.word();
            if (among.get(i) && operation > 0 && (operation == tool || operation == mcp)) {
                byWord[name]++;
            }
        }
    }

    private Map<VerdictType, Long> strongest() {
        Map<VerdictType, Long> counted = new EnumMap<>(VerdictType.class);
        StrongestVerdicts strongest = new StrongestVerdicts(index);
        for (int i = 0; i < end; i++) {
            VerdictType verdict = strongest.next();
            if (verdict != null && among.get(i)) {
                counted.merge(verdict, 1L, Long::sum);
            }
        }
        return counted;
    }

    private long statuses() {
        long[] byWord = counts.get(StepFacet.STATUS);
        long unfinished = 0;
        ColumnSource present = index.fresh(Column.OUTCOME_PRESENT);
        ColumnSource statuses = index.of(Column.OUTCOME_STATUS);
        for (int i = 0; i < end; i++) {
            boolean ended = present.flag();
            int word = ended ? statuses.word() : 0;
            if (among.get(i) && ended) {
                byWord[word]++;
            } else if (among.get(i)) {
                unfinished++;
            }
        }
        return unfinished;
    }

    private void labels() {
        ColumnSource before = index.of(Column.STEP_LABELS);
        ColumnSource present = index.fresh(Column.OUTCOME_PRESENT);
        ColumnSource after = index.of(Column.OUTCOME_LABELS);
        Arrays.fill(seen, 0);
        for (int i = 0; i < end; i++) {
            labels(before, i);
            if (present.flag()) {
                labels(after, i);
            }
        }
    }

    private void labels(ColumnSource source, int step) {
        for (int left = source.words(); left > 0; left--) {
            once(StepFacet.LABEL, source.word(), step);
        }
    }

    private void once(StepFacet facet, int word, int step) {
        if (among.get(step) && seen[word] != step + 1) {
            seen[word] = step + 1;
            counts.get(facet)[word]++;
        }
    }

    private void verdicts() {
        int allow = texts.indexOf(Action.ALLOW.text()) + 1;
        ColumnSource present = index.of(Column.DECISION_PRESENT);
        ColumnSource verdicts = index.of(Column.DECISION_VERDICTS);
        ColumnSource guardrail = index.of(Column.VERDICT_GUARDRAIL);
        ColumnSource action = index.of(Column.VERDICT_ACTION);
        int[] asked = new int[seen.length];
        Arrays.fill(seen, 0);
        for (int i = 0; i < end; i++) {
            for (int left = present.flag() ? verdicts.count() : 0; left > 0; left--) {
                int ofGuardrail = guardrail.word();
                int ofAction = action.word();
                if (ofAction != allow) {
                    once(StepFacet.GUARDRAIL, ofGuardrail, i);
                    if (among.get(i) && asked[ofAction] != i + 1) {
                        asked[ofAction] = i + 1;
                        counts.get(StepFacet.ACTION)[ofAction]++;
                    }
                }
            }
        }
    }
}
