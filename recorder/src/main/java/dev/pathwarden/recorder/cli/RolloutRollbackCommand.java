package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.rollout.Rollout;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "rollback", sortOptions = false,
        header = "Put what was deployed before the roll-out back.",
        description = {"From whatever stage: the guardrails that were deployed when the plan was made are in force again, under the next number where they are signed. The plan is then done; make it anew to try once more.",
            "It waits for no receiver: all that are reached get it, and once more, it goes on with the others."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a receiver does not have it", "2:the command line is wrong", "3:the plan is stale or has errors, or signatures are missing; nothing is changed", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy rollout rollback plan.yaml"})
final class RolloutRollbackCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private RolloutChange change;

    RolloutRollbackCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return change.make(invocation, Rollout.Move.BACK, "Rolled back");
    }
}
