package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.rollout.Rollout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "next", sortOptions = false,
        header = "Put the stage behind the one that is deployed in place.",
        description = "What is deployed says which stage that is. When something else is deployed, the plan is stale and nothing is changed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:the plan is stale or has errors, or signatures are missing; nothing is changed", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy rollout next plan.yaml"})
final class RolloutNextCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private RolloutArgument plan;

    @Option(names = "--sign", paramLabel = "KEYFILE", description = "Sign the bundle with the private key in that file.")
    private Path keyFile;

    @Mixin
    private JsonOption json;

    RolloutNextCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        Rollout rollout = plan.open(console);
        Rollout.Standing standing = rollout.standing();
        if (standing.stage() == Rollout.BASE && standing.stale() == null) {
            throw new CommandException(ExitCode.INPUT, "The roll-out has not begun: 'pathwarden policy rollout push' puts its first stage in place.");
        }
        if (standing.stage() == rollout.plan().stages().size() - 1) {
            throw new CommandException(ExitCode.INPUT, "The roll-out is done: its last stage is deployed, and there is none behind it.");
        }
        int next = standing.stage() + 1;
        RolloutArgument.print(console, json, rollout, next, rollout.put(Math.max(next, 0), RolloutArgument.key(keyFile)), "Deployed");
        return ExitCode.OK;
    }
}
