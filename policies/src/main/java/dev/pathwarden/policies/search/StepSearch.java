package dev.pathwarden.policies.search;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.dryrun.MetSteps;
import dev.pathwarden.policies.dryrun.StepCondition;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * Finds the steps of a snapshot that meet a condition and in which words stand, and that meet a filter besides. What the columns of the snapshot can tell is told by them; runs are read only where a step of them is left that they cannot tell of. Immutable, and
 * safe for any thread.
 *
 * <p>Of a million steps, a condition on operation, name, status, agent, label, guardrail, action or run takes some 30 ms, one that must read every run some seconds ({@code docs/benchmarks.md}).
 */
public final class StepSearch {

    private final StepCondition condition;
    private final List<StepFilter> words;
    private final List<StepFilter> without;

    /** A search. */
    public StepSearch(StepCondition condition) {
        this(condition, List.of(), List.of());
    }

    /**
     * A search.
     *
     * @param condition null for any step
     * @param words all of them stand in the step, each in some text of it
     * @param without none of them does
     */
    StepSearch(StepCondition condition, List<String> words, List<String> without) {
        this.condition = condition;
        this.words = words.stream().map(StepFilter.ALL::text).toList();
        this.without = without.stream().map(StepFilter.ALL::text).toList();
    }

    /** Whether words are looked for, be it that they are to be missing. */
    public boolean hasWords() {
        return !words.isEmpty() || !without.isEmpty();
    }

    /**
     * Looks for steps.
     *
     * @param filter what they must meet besides
     * @param progress is told now and then which part is done, from 0 to 1, by any thread; what it throws ends the search
     * @throws dev.pathwarden.model.snapshot.SnapshotException if what is stored of a run is damaged
     */
    public SearchResult find(Snapshot in, StepFilter filter, DoubleConsumer progress) {
        if (!in.isIndexed()) {
            return readAll(in, filter, progress);
        }
        ColumnAnswer told = condition == null ? new ColumnAnswer(in.find(StepFilter.ALL, done -> progress.accept(-1)), true) : new ColumnSearch(in, done -> progress.accept(-1)).of(condition.expr());
        FoundPlaces left = filter.equals(StepFilter.ALL) || told.places().total() == 0 ? told.places() : told.places().and(in.find(filter, done -> progress.accept(-1)));
        for (StepFilter each : words) {
            left = left.total() == 0 ? left : left.and(in.find(each, done -> progress.accept(-1)));
        }
        for (StepFilter each : without) {
            left = left.total() == 0 ? left : left.andNot(in.find(each, done -> progress.accept(-1)));
        }
        return told.exact() ? new SearchResult(left, Map.of()) : read(in, left, progress);
    }

    private SearchResult read(Snapshot in, FoundPlaces candidates, DoubleConsumer progress) {
        Found found = new Found(condition);
        List<RunId> order = in.runs().stream().map(summary -> summary.run().id()).filter(run -> candidates.count(run) > 0).toList();
        for (int i = 0; i < order.size(); i++) {
            found.ask(in.run(order.get(i)), candidates.in(order.get(i)));
            progress.accept((i + 1.0) / order.size());
        }
        return found.result();
    }

    private SearchResult readAll(Snapshot in, StepFilter filter, DoubleConsumer progress) {
        Found found = new Found(condition);
        double runs = in.runs().size();
        in.forEachRun(run -> {
            BitSet candidates = filter.places(run);
            words.forEach(each -> candidates.and(each.places(run)));
            without.forEach(each -> candidates.andNot(each.places(run)));
            found.ask(run, candidates);
            progress.accept(found.byRun.size() / runs);
        });
        return found.result();
    }

    private static final class Found {

        private final StepCondition condition;
        private final Map<RunId, BitSet> byRun = new HashMap<>();
        private final Map<String, Integer> notEvaluated = new HashMap<>();

        Found(StepCondition condition) {
            this.condition = condition;
        }

        void ask(RecordedRun run, BitSet candidates) {
            if (condition == null) {
                byRun.put(run.run().id(), candidates);
                return;
            }
            MetSteps met = condition.of(run, candidates);
            met.notEvaluated().forEach((reason, steps) -> notEvaluated.merge(reason, steps, Integer::sum));
            byRun.put(run.run().id(), met.places());
        }

        SearchResult result() {
            return new SearchResult(FoundPlaces.of(byRun), notEvaluated);
        }
    }
}
