package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import java.util.HashMap;
import java.util.Map;

/** Tells in which tool's call the steps of a run happened. For one thread. */
final class ToolCalls {

    private final Map<StepId, RecordedStep> steps = new HashMap<>();

    ToolCalls(RecordedRun run) {
        run.steps().forEach(step -> steps.put(step.id(), step));
    }

    /** The tool that the step calls, or in whose innermost call it happened; empty where it is in none. */
    String of(RecordedStep step) {
        RecordedStep at = step;
        // A damaged record may have a parent below itself.
        for (int depth = 0; at != null && depth <= steps.size(); depth++) {
            if (at.operation() == Operation.TOOL_CALL || at.operation() == Operation.MCP_CALL) {
                return at.step().facts().get(Field.TOOL_NAME) instanceof String tool ? tool : at.step().name();
            }
            at = at.step().parent() == null ? null : steps.get(at.step().parent());
        }
        return "";
    }
}
