package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.rollout.Rollout;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "next", sortOptions = false,
        header = "Put the stage behind the one that is deployed in place.",
        description = "What is deployed says which stage that is. When something else is deployed, the plan is stale and nothing is changed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a receiver does not have it, or would not take it", "2:the command line is wrong", "3:the plan is stale or has errors, or signatures are missing; nothing is changed", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy rollout next plan.yaml"})
final class RolloutNextCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private RolloutChange change;

    RolloutNextCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return change.make(invocation, Rollout.Move.NEXT, "Deployed");
    }
}
