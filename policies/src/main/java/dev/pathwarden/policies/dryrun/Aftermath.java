package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.StepId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What of a run would not have happened as recorded, had the dry run's stops been enforced. What would have happened instead is not known.
 *
 * <p>A stop that was enforced when the run was recorded is none here: what follows it in the record did happen behind it.
 *
 * @param stops the steps at which the dry run stops what the record let pass and which hang on no earlier stop, in the order in which they were decided
 * @param hanging the steps that hung on a stop, in that order, steps that are stopped themselves among them
 * @param later number of other steps that were decided behind the first stop; that they came later is all that ties them to it
 */
public record Aftermath(List<StepId> stops, List<Hanging> hanging, long later) {

    /** Of a run in which nothing is stopped. */
    public static final Aftermath NONE = new Aftermath(List.of(), List.of(), 0);

    public Aftermath {
        stops = List.copyOf(stops);
        hanging = List.copyOf(hanging);
    }

    /** How a step hangs on a stop. */
    public enum Tie {
        /** It happened in the stopped step, or because of it: every link between the two says why. */
        CAUSED,
        /** A value in its arguments, or in those of a step that it hangs on, came from the result that was not there then. */
        FED
    }

    /**
     * A step that hung on a stop.
     *
     * @param step the step
     * @param operation its operation
     * @param ordinal place among the run's steps of that operation in path order, from 0
     * @param name the step's name
     * @param tie how it hung
     * @param stop the stop
     */
    public record Hanging(StepId step, Operation operation, int ordinal, String name, Tie tie, StepId stop) {
        public Hanging {
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(tie, "tie");
            Objects.requireNonNull(stop, "stop");
        }
    }

    /** The steps that hung on a stop by their ids. */
    public Map<StepId, Hanging> byStep() {
        Map<StepId, Hanging> byStep = new HashMap<>();
        hanging.forEach(one -> byStep.put(one.step(), one));
        return byStep;
    }

    /** Number of steps that hung so on a stop. */
    public long count(Tie tie) {
        return hanging.stream().filter(step -> step.tie() == tie).count();
    }
}
