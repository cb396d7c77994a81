package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.rollout.Rollout;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code push}, {@code next} and {@code rollback} have in common: of which plan, signed by whom, and putting the bundle in place. */
final class RolloutChange {

    @Mixin
    private RolloutArgument plan;

    @Option(names = "--sign", paramLabel = "KEYFILE", description = "Sign the bundle with the private key in that file.")
    private Path keyFile;

    @Mixin
    private JsonOption json;

    /** Puts what that move leads to in place and says what that was. */
    int make(Invocation invocation, Rollout.Move move, String what) throws IOException {
        Console console = invocation.console();
        Rollout rollout = plan.open(console);
        int stage = rollout.due(move);
        RolloutArgument.print(console, json, rollout, stage, rollout.put(stage, RolloutArgument.key(keyFile)), what);
        return ExitCode.OK;
    }
}
