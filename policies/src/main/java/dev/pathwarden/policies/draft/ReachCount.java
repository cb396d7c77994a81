package dev.pathwarden.policies.draft;

import dev.pathwarden.model.search.FoundStep;
import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many steps a draft hits of those that were asked.
 *
 * @param asked steps of its operation that were asked
 * @param askedRuns runs in which they are
 * @param steps steps that it hits, its own included
 * @param runs runs in which they are
 * @param own how many of the steps that it was drafted from it hits
 * @param notEvaluated steps that it does not hit because something that it reads was not recorded, and nothing else speaks against them
 * @param first the first of the steps that it hits besides its own
 * @param without how many steps it would hit without a clause, by its name
 * @param with how many it would hit if it asked for a clause, by its name, for each of its choices
 */
public record ReachCount(long asked, int askedRuns, long steps, int runs, int own, long notEvaluated, List<FoundStep> first, Map<String, Long> without, Map<String, List<Long>> with) {

    public ReachCount {
        first = List.copyOf(first);
        without = Map.copyOf(without);
        with = Map.copyOf(with);
    }

    /** Steps that it hits besides its own. */
    public long others() {
        return steps - own;
    }

    /** How many steps more it would hit if the switch of a clause were turned; less than 0 for fewer. 0 where nothing is known of the clause, as of what is asked of a source while the flow is not asked for. */
    public long turning(DraftClause clause) {
        if (clause.on()) {
            return without.getOrDefault(clause.name(), steps) - steps;
        }
        return with.containsKey(clause.name()) ? with.get(clause.name()).get(clause.chosen()) - steps : 0;
    }

    /** Adds up runs. */
    static final class Builder {

        private final int most;
        private final List<FoundStep> first = new ArrayList<>();
        private final Map<String, Long> without = new HashMap<>();
        private final Map<String, List<Long>> with = new HashMap<>();
        private long asked;
        private int askedRuns;
        private long steps;
        private int runs;
        private int own;
        private long notEvaluated;

        Builder(int most) {
            this.most = most;
        }

        void add(RunId run, int alike, BitSet hit, BitSet drafted, int unknown) {
            asked += alike;
            askedRuns++;
            steps += hit.cardinality();
            runs += hit.isEmpty() ? 0 : 1;
            notEvaluated += unknown;
            BitSet others = (BitSet) hit.clone();
            others.andNot(drafted);
            own += hit.cardinality() - others.cardinality();
            others.stream().limit(most - first.size()).forEach(place -> first.add(new FoundStep(run, place)));
        }

        void without(String clause, BitSet hit) {
            without.merge(clause, (long) hit.cardinality(), Long::sum);
        }

        void with(String clause, int choice, int choices, BitSet hit) {
            List<Long> counts = with.computeIfAbsent(clause, unknown -> new ArrayList<>(Collections.nCopies(choices, 0L)));
            counts.set(choice, counts.get(choice) + hit.cardinality());
        }

        ReachCount done() {
            return new ReachCount(asked, askedRuns, steps, runs, own, notEvaluated, first, without, with);
        }
    }
}
