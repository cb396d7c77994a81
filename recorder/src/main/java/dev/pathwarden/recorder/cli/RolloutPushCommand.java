package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.rollout.Rollout;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "push", sortOptions = false,
        header = "Put the first stage of a plan in place.",
        description = {"Recorders that follow BUNDLE have it in force within a second or two. The file is replaced at once, and what was there is kept as BUNDLE.previous.",
            "The directory BUNDLE.acks is made beside it, in which each recorder says what it took or refused: 'status' tells.",
            "Where the plan names receivers, all of them are asked first whether they take the bundle, and nothing is changed where one does not. What one did not take in the end, push sends to it again, at whatever stage."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a receiver does not have it, or would not take it", "2:the command line is wrong", "3:the plan is stale or has errors, or signatures are missing; nothing is changed", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy rollout push plan.yaml"})
final class RolloutPushCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private RolloutChange change;

    RolloutPushCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return change.make(invocation, Rollout.Move.FIRST, "Deployed");
    }
}
