package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a recorded step tells of a guardrail before anything is found on its path: no label, no source, no earlier step. It never says more than that: where it hangs on the path whether a guardrail says something, it {@link #mayMatter}.
 *
 * <p>Immutable and safe for any thread.
 */
public final class FirstLook {

    private static final Predicate<Frame> ALWAYS = frame -> true;

    private final boolean enough;
    private final boolean counts;
    private final Predicate<Frame> needed;
    private final Closure[] lets;
    private final int slots;

    private FirstLook(Guardrail guardrail) {
        List<Expr> all = Stream.of(guardrail.lets().stream().map(let -> let.condition().expr()), Stream.of(guardrail.when().expr()), guardrail.exceptions().stream().map(except -> except.condition().expr()),
                guardrail.message().pieces().stream().filter(piece -> piece.expr() != null).map(Message.Piece::expr)).flatMap(each -> each).toList();
        Standing standing = new Standing(guardrail.lets());
        enough = all.stream().allMatch(standing::of);
        counts = guardrail.fields().stream().noneMatch(FirstLook::isFound);
        lets = guardrail.lets().stream().map(let -> standing.of(let.condition().expr()) ? Closures.of(let.condition().expr(), Monitors.NONE) : null).toArray(Closure[]::new);
        slots = Stream.concat(Stream.of(guardrail.when()), guardrail.lets().stream().map(Guardrail.Let::condition)).mapToInt(Condition::slots).max().orElse(0);
        needed = new Needed(guardrail.lets(), standing).of(guardrail.when().expr());
    }

    /** A look at steps for that guardrail. */
    public static FirstLook of(Guardrail guardrail) {
        return new FirstLook(guardrail);
    }

    /** Whether the guardrail reads nothing but what stands in the record of a step, so that it says of the recorded step alone what it says of the step on its path. */
    public boolean isEnough() {
        return enough;
    }

    /** Whether the record tells of each field that coverage counts for the guardrail whether a step carries it. */
    public boolean tellsCoverage() {
        return counts;
    }

    /**
     * Whether the guardrail may say something of a step of its operations, whatever the path; where not, its condition is false.
     *
     * @param recorded the step as it is on record
     */
    public boolean mayMatter(Step recorded) {
        if (needed == ALWAYS) {
            return true;
        }
        try {
            Frame frame = new Frame(recorded, null, Recall.OF_NOTHING, slots, lets.length);
            frame.begin(lets);
            return needed.test(frame);
        } catch (RuntimeException cannotBeRead) {
            return true;
        }
    }

    /** Whether it is found on the path or in the arguments, as opposed to what was recorded of the step. */
    private static boolean isFound(Field field) {
        return TrustContext.FOUND.contains(field) || field == Field.TARGET_HOSTS || field == Field.TARGET_METADATA;
    }

    /** Tells of a part of a guardrail whether all that it reads stands in the record of the step. */
    private record Standing(List<Guardrail.Let> lets) {

        boolean of(Expr expr) {
            if (expr instanceof Expr.Past || expr instanceof Expr.Count) {
                return false;
            }
            if (expr instanceof Expr.FieldRead read && isFound(read.field()) || expr instanceof Expr.FieldRecorded recorded && isFound(recorded.field())) {
                return false;
            }
            if (expr instanceof Expr.VariableRead read && !stands(read.variable()) || expr instanceof Expr.VariableRecorded recorded && !stands(recorded.variable())) {
                return false;
            }
            // A named sub-condition reads only those before it, so this comes to an end.
            if (expr instanceof Expr.Let let && !of(lets.get(let.index()).condition().expr())) {
                return false;
            }
            return expr.children().stream().allMatch(this::of);
        }

        private static boolean stands(PathVariable variable) {
            return switch (variable) {
                case STEP_OPERATION, STEP_NAME, STEP_ARGS, STEP_START, AGENT_ID -> true;
                default -> false;
            };
        }
    }

    /** Makes of a condition what must hold for it to come to anything but false. {@code &&} and {@code ||} absorb faults: false is what one part is in the one, and what both are in the other. */
    private static final class Needed {

        private final List<Guardrail.Let> lets;
        private final Standing standing;

        Needed(List<Guardrail.Let> lets, Standing standing) {
            this.lets = lets;
            this.standing = standing;
        }

        Predicate<Frame> of(Expr expr) {
            if (expr instanceof Expr.Call call && call.op() == Op.AND) {
                Predicate<Frame> one = of(call.operands().get(0));
                Predicate<Frame> other = of(call.operands().get(1));
                return one == ALWAYS ? other : other == ALWAYS ? one : one.and(other);
            }
            if (expr instanceof Expr.Call call && call.op() == Op.OR) {
                Predicate<Frame> one = of(call.operands().get(0));
                Predicate<Frame> other = of(call.operands().get(1));
                return one == ALWAYS || other == ALWAYS ? ALWAYS : one.or(other);
            }
            // What goes through a list has a share that all parts of the guardrail use up together, those on the path too.
            if (standing.of(expr) && !folds(expr)) {
                Closure value = Closures.of(expr, Monitors.NONE);
                return frame -> !Boolean.FALSE.equals(value.value(frame));
            }
            return expr instanceof Expr.Let let ? of(lets.get(let.index()).condition().expr()) : ALWAYS;
        }

        private boolean folds(Expr expr) {
            return expr instanceof Expr.Fold || expr instanceof Expr.Let let && folds(lets.get(let.index()).condition().expr()) || expr.children().stream().anyMatch(this::folds);
        }
    }
}
