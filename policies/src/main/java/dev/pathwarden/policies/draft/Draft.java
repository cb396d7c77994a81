package dev.pathwarden.policies.draft;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.dryrun.SeenStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A guardrail drafted from recorded steps of one operation. Whatever of its clauses are on, it hits these steps in a dry run over the whole path; where it asks for a flow, only if that dry run sees the value come from there.
 *
 * @param id its id
 * @param title what it is for, in words
 * @param operation operation of the steps
 * @param action what it asks for
 * @param clauses what it can ask for, the weightiest first
 * @param steps the steps, in the order in which they were chosen; one or more
 * @param flow where a value in them came from; null where nothing is asked of that
 * @param leftOut what the steps have and no condition can keep, as a condition spells it: values that are too long, of many kinds, or no text, number or boolean
 */
public record Draft(String id, String title, Operation operation, Action action, List<DraftClause> clauses, List<SeenStep> steps, Flow flow, List<String> leftOut) {

    public Draft {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(action, "action");
        clauses = List.copyOf(clauses);
        steps = List.copyOf(steps);
        leftOut = List.copyOf(leftOut);
    }

    /** The clauses that it asks for. */
    public List<DraftClause> asked() {
        return clauses.stream().filter(DraftClause::on).toList();
    }

    /** All that can be switched: what is asked of the source of a flow comes behind the rest. */
    public List<DraftClause> switches() {
        return Stream.concat(clauses.stream(), flow == null ? Stream.of() : flow.clauses().stream()).toList();
    }

    /**
     * The same draft with a clause switched on or off.
     *
     * @param clause name of the clause; of one that it does not have nothing is switched
     */
    public Draft with(String clause, boolean on) {
        return changing(clause, each -> each.with(on));
    }

    /**
     * The same draft, asking for a clause with that choice.
     *
     * @param clause name of the clause; of one that it does not have nothing is changed
     * @param choice from 0
     */
    public Draft choosing(String clause, int choice) {
        return changing(clause, each -> each.choosing(choice).with(true));
    }

    /** The same draft, asking one choice wider for a clause, or no longer where that is its widest. */
    public Draft widening(String clause) {
        return changing(clause, DraftClause::wider);
    }

    private Draft changing(String clause, UnaryOperator<DraftClause> change) {
        if (flow == null || flow.clauses().stream().noneMatch(each -> each.name().equals(clause))) {
            return new Draft(id, title, operation, action, changed(clauses, clause, change), steps, flow, leftOut);
        }
        Flow changed = flow.with(changed(flow.clauses(), clause, change));
        List<DraftClause> own = new ArrayList<>(clauses);
        own.replaceAll(each -> each.name().equals(Flow.NAME) ? changed.clause(each.on()) : each);
        return new Draft(id, title, operation, action, own, steps, changed, leftOut);
    }

    private static List<DraftClause> changed(List<DraftClause> clauses, String clause, UnaryOperator<DraftClause> change) {
        return clauses.stream().map(each -> each.name().equals(clause) ? change.apply(each) : each).toList();
    }

    /** The same draft, asking for another action. */
    public Draft asking(Action other) {
        return new Draft(id, title, operation, other, clauses, steps, flow, leftOut);
    }

    /** The same draft under another id. */
    public Draft withId(String other) {
        return new Draft(other, title, operation, action, clauses, steps, flow, leftOut);
    }
}
