package dev.pathwarden.recorder.cli;

import dev.pathwarden.recorder.drain.Retention;
import dev.pathwarden.recorder.drain.Rotation;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether a recording that goes on is made into parts, and which of them stay. */
final class RotationOption {

    @Option(names = "--rotate-every", paramLabel = "AGE",
            description = "Make one part after the other, each a whole snapshot in a directory of them, and finish each after so much time: minutes, hours, days or weeks, as in 90min, 1h, 1d (default with --rotate-at: 1d).")
    private String every;

    @Option(names = "--rotate-at", paramLabel = "SIZE",
            description = "Make one part after the other, and finish each when so much was read of the journals since the one before: as in 512m (default with --rotate-every: 512m).")
    private String at;

    @Option(names = "--keep-for", paramLabel = "AGE", description = "Of the parts, delete those that were finished longer ago, as in 30d.")
    private String keepFor;

    @Option(names = "--keep-size", paramLabel = "SIZE", description = "Keep the newest parts that have at most this size together, as in 10g, and delete the rest.")
    private String keepSize;

    boolean wanted() {
        if (every == null && at == null && (keepFor != null || keepSize != null)) {
            throw new CommandException(ExitCode.USAGE, "--keep-for and --keep-size are for parts: say when one is finished with --rotate-every or --rotate-at.");
        }
        return every != null || at != null;
    }

    Rotation rotation() {
        Duration after = Amount.age("--rotate-every", every);
        Long bytes = Amount.bytes("--rotate-at", at);
        if (after != null && after.isZero() || bytes != null && bytes == 0) {
            throw new CommandException(ExitCode.USAGE, "A part cannot be finished after no time, or with nothing in it: name more than 0.");
        }
        return new Rotation(after == null ? Rotation.EVERY : after, bytes == null ? Rotation.AT_BYTES : bytes);
    }

    /** Null where all parts stay. */
    Retention retention() {
        return keepFor == null && keepSize == null ? null : new Retention(Amount.age("--keep-for", keepFor), null, Amount.bytes("--keep-size", keepSize));
    }
}
