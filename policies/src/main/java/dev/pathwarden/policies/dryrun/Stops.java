package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;

/** Which actions keep a step from going on by itself, were they enforced. */
public final class Stops {

    private Stops() {
    }

    /** Whether a step of that operation would not go on: it is blocked, waits for an answer, or has no sandbox to run in or words to take out and is denied for that. */
    public static boolean stops(Action action, Operation operation) {
        return switch (action) {
            case BLOCK, HOLD -> true;
            case SANDBOX -> operation != Operation.CODE_PROCESS;
            case REDACT -> operation != Operation.TOOL_CALL && operation != Operation.MCP_CALL;
            case ALERT, ALLOW -> false;
        };
    }
}
