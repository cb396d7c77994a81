package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.push.Push;
import dev.pathwarden.policies.rollout.Rollout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code push}, {@code next} and {@code rollback} have in common: of which plan, signed by whom, and putting the bundle in place, here and with the receivers of the plan. */
final class RolloutChange {

    @Mixin
    private RolloutArgument plan;

    @Option(names = "--sign", paramLabel = "KEYFILE", description = "Sign the bundle with the private key in that file.")
    private Path keyFile;

    @Mixin
    private JsonOption json;

    /** Puts what that move leads to in place and says what that was. Where it is in place here already, receivers that do not have it get it. */
    int make(Invocation invocation, Rollout.Move move, String what) throws IOException {
        Console console = invocation.console();
        Rollout rollout = plan.open(console);
        boolean again = !rollout.plan().receivers().isEmpty() && isDone(rollout.standing(), move);
        int stage = again ? rollout.standing().stage() : rollout.due(move);
        Push.Result result;
        try (Progress progress = console.progress("receivers that answered:")) {
            Push push = new Push(rollout, plan.file(), invocation.environment());
            result = again ? push.again(new ShownWatch(progress)) : push.put(stage, RolloutArgument.key(keyFile), new ShownWatch(progress));
        }
        DeliveryText deliveries = new DeliveryText(result, plan.file());
        if (json.wanted()) {
            Map<String, Object> told = RolloutArgument.json(rollout, stage, result.proposed());
            told.put("changed", result.proposed() != null);
            told.put("receivers", deliveries.json());
            console.json(told);
        } else {
            if (result.proposed() != null) {
                RolloutArgument.print(console, rollout, stage, result.proposed(), again ? "Is deployed" : what);
            }
            deliveries.print(console);
        }
        deliveries.problem(move).ifPresent(console::note);
        return result.missing() == 0 ? ExitCode.OK : ExitCode.CHECK;
    }

    /** Whether what the move leads to lies here, so that all there is to do is with receivers. */
    private static boolean isDone(Rollout.Standing standing, Rollout.Move move) {
        return switch (move) {
            case FIRST -> standing.stage() >= 0;
            case NEXT -> false;
            case BACK -> standing.stage() == Rollout.BASE && standing.deployed() != null;
        };
    }
}
