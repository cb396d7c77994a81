package dev.pathwarden.policies.draft;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.dryrun.SeenStep;
import java.util.List;
import java.util.Objects;

/**
 * A guardrail drafted from recorded steps of one operation. Whatever of its clauses are on, it hits these steps in a dry run over the whole path.
 *
 * @param id its id
 * @param title what it is for, in words
 * @param operation operation of the steps
 * @param action what it asks for
 * @param clauses what it can ask for, the weightiest first
 * @param steps the steps, in the order in which they were chosen; one or more
 */
public record Draft(String id, String title, Operation operation, Action action, List<DraftClause> clauses, List<SeenStep> steps) {

    public Draft {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(action, "action");
        clauses = List.copyOf(clauses);
        steps = List.copyOf(steps);
    }

    /** The clauses that it asks for. */
    public List<DraftClause> asked() {
        return clauses.stream().filter(DraftClause::on).toList();
    }

    /**
     * The same draft with a clause switched on or off.
     *
     * @param clause name of the clause; of one that it does not have nothing is switched
     */
    public Draft with(String clause, boolean on) {
        return new Draft(id, title, operation, action, clauses.stream().map(each -> each.name().equals(clause) ? each.with(on) : each).toList(), steps);
    }

    /** The same draft, asking for another action. */
    public Draft asking(Action other) {
        return new Draft(id, title, operation, other, clauses, steps);
    }
}
