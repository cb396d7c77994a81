package dev.pathwarden.policies.lint;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Proves of conditions that they never come to true, never come to false, or that one follows from another. What is not proved is undecided, which is not the opposite. Immutable.
 *
 * <p>A condition is taken apart at its logic, one branch for each way in which it could come out so; in each branch, what the parts demand of the values they read is put together. Work is
 * bounded: with too many branches nothing is proved.
 */
final class Proof {

    private static final int MOST_BRANCHES = 2_000;
    private static final int MOST_WAYS = 200;

    private final Set<Operation> operations;

    /** Proofs about the steps of these operations. */
    Proof(Set<Operation> operations) {
        this.operations = operations;
    }

    /** Whether the condition comes to that on no step: on each it comes to the other, or to nothing. */
    boolean never(Expr condition, boolean truth) {
        return !new Search().canBe(new Wanted(condition, truth, null), null, Known.of(operations), known -> true);
    }

    /** The condition taken apart, to be asked what follows from it. */
    Premise premise(Expr condition) {
        List<Known> ways = new ArrayList<>();
        boolean tooMany = new Search().canBe(new Wanted(condition, true, null), null, Known.of(operations), known -> {
            ways.add(known);
            return ways.size() > MOST_WAYS;
        });
        return new Premise(tooMany ? null : ways);
    }

    /**
     * A condition that comes to true.
     *
     * @param ways what is known in each way in which it can; null where they are too many to look at
     */
    record Premise(List<Known> ways) {

        /** Whether the other condition is proved to come to true wherever this one does, and this one can. */
        boolean implies(Expr other) {
            return ways != null && !ways.isEmpty() && ways.stream().allMatch(known -> follows(known, other, true));
        }
    }

    /** Whether it follows that the condition comes to that, and does not fail instead. */
    private static boolean follows(Known known, Expr condition, boolean truth) {
        if (condition instanceof Expr.Call call) {
            Expr first = call.operands().get(0);
            switch (call.op()) {
                case NOT:
                    return follows(known, first, !truth);
                case AND, OR:
                    boolean left = follows(known, first, truth);
                    boolean both = (call.op() == Op.AND) == truth;
                    return both ? left && follows(known, call.operands().get(1), truth) : left || follows(known, call.operands().get(1), truth);
                case CONDITIONAL:
                    return follows(known, first, true) && follows(known, call.operands().get(1), truth) || follows(known, first, false) && follows(known, call.operands().get(2), truth);
                default:
            }
        }
        Optional<Boolean> constant = Constants.of(condition);
        return constant.isPresent() ? constant.get() == truth : known.proves(condition, truth);
    }

    /** What a part is to come to, and the rest. */
    private record Wanted(Expr part, boolean truth, Wanted next) {
    }

    /** One search, which counts its branches. */
    private static final class Search {

        private int branches;

        /**
         * Whether all that is wanted can be at once, in a way that is accepted.
         *
         * @param later what is wanted and makes a branch, put off until all else is known
         * @param known what is known so far; changed
         */
        boolean canBe(Wanted wanted, Wanted later, Known known, Predicate<Known> accepted) {
            Wanted now = wanted;
            Wanted branching = later;
            while (now != null) {
                Expr part = now.part;
                boolean truth = now.truth;
                now = now.next;
                Expr.Call call = part instanceof Expr.Call logic ? logic : null;
                Op op = call == null ? null : call.op();
                if (op == Op.NOT) {
                    now = new Wanted(call.operands().get(0), !truth, now);
                } else if ((op == Op.AND || op == Op.OR) && (op == Op.AND) == truth) {
                    now = new Wanted(call.operands().get(0), truth, new Wanted(call.operands().get(1), truth, now));
                } else if (op == Op.AND || op == Op.OR || op == Op.CONDITIONAL) {
                    branching = new Wanted(part, truth, branching);
                } else if (!add(known, part, truth)) {
                    return false;
                }
            }
            return branching == null ? accepted.test(known) : branch((Expr.Call) branching.part, branching.truth, branching.next, known, accepted);
        }

        private static boolean add(Known known, Expr part, boolean truth) {
            Optional<Boolean> constant = Constants.of(part);
            return constant.isPresent() ? constant.get() == truth : known.add(part, truth);
        }

        private boolean branch(Expr.Call call, boolean truth, Wanted later, Known known, Predicate<Known> accepted) {
            branches += 2;
            if (branches > MOST_BRANCHES) {
                return true;
            }
            Expr first = call.operands().get(0);
            Expr second = call.operands().get(1);
            if (call.op() == Op.CONDITIONAL) {
                return canBe(new Wanted(first, true, new Wanted(second, truth, null)), later, known.copy(), accepted)
                        || canBe(new Wanted(first, false, new Wanted(call.operands().get(2), truth, null)), later, known, accepted);
            }
            return canBe(new Wanted(first, truth, null), later, known.copy(), accepted) || canBe(new Wanted(second, truth, null), later, known, accepted);
        }
    }
}
