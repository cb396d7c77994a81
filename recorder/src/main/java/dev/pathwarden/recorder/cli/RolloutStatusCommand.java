package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.push.Followers;
import dev.pathwarden.policies.push.LookedAt;
import dev.pathwarden.policies.push.Push;
import dev.pathwarden.policies.rollout.Drift;
import dev.pathwarden.policies.rollout.FigureCount;
import dev.pathwarden.policies.rollout.Recorders;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "status", sortOptions = false,
        header = "Tell where a roll-out stands, which recorders have it, and whether it does what was rehearsed.",
        description = {"A recorder is said to have what is deployed when it has acknowledged it, and in no other case. One that refused it says why; one that has not answered still has other guardrails in force.",
            "With snapshots of what was recorded since: how often each guardrail acted, or would have, beside the figures of the rehearsal. Drift is a difference between the shares of runs that 95 %% confidence does not put down to chance."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all receivers and all recorders that are there have it, and no figures have drifted", "1:one has not, or figures have", "2:the command line is wrong", "3:the plan has errors, or a snapshot cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy rollout status plan.yaml tuesday"})
final class RolloutStatusCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private RolloutArgument plan;

    @Mixin
    private JsonOption json;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "SNAPSHOT", description = "What was recorded since the roll-out began.")
    private List<Path> snapshots = List.of();

    RolloutStatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        Rollout rollout = plan.open(console);
        FigureCount count = new FigureCount(rollout.plan().guardrails());
        NamedSnapshots.forEachRun(console, "runs read:", snapshots, decrypt.keys(invocation), run -> count.recorded(rollout.bundles(), rollout.plan(), run));
        Instant now = Instant.now();
        Rollout.Standing standing = rollout.standing();
        Instant since = standing.deployed() == null ? now : Files.getLastModifiedTime(rollout.deployed().path()).toInstant();
        RolloutFigures live = snapshots.isEmpty() ? null : count.figures();
        List<LookedAt> receivers;
        try (Progress progress = console.progress("receivers that answered:")) {
            receivers = new Push(rollout, plan.file(), invocation.environment()).look(new ShownWatch(progress));
        }
        Followers followers = Followers.of(rollout, standing, since, Recorders.of(rollout.deployed().path(), now), receivers, now);
        RolloutStatus status = new RolloutStatus(rollout, standing, since, followers, receivers, live);
        if (json.wanted()) {
            console.json(status.json());
        } else {
            status.print(console);
        }
        boolean drifted = live != null && rollout.plan().guardrails().stream().anyMatch(id -> Drift.of(id, rollout.plan().rehearsed(), live).hasDrifted());
        return drifted || !status.deployedEverywhere() ? ExitCode.CHECK : ExitCode.OK;
    }
}
