package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.recorder.cli.json.StorageJson;
import dev.pathwarden.recorder.cli.text.Times;
import dev.pathwarden.recorder.drain.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "prune", sortOptions = false,
        header = "Delete old recordings from a directory.",
        description = {"Looks at what lies directly in DIR: what run, demo, record, import and export left, journals, and each part of a recording in parts. Anything else is left alone. A recording goes as a whole or stays; one that is in use stays, and is counted.",
            "Where more than one limit is given, a recording goes that is beyond any of them. Its age is the time since one of its files was written last."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such directory", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden prune /var/lib/pathwarden --older-than 30d --at-most 10g --dry-run"})
final class PruneCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    @Option(names = "--older-than", paramLabel = "AGE", description = "Delete those written last longer ago: minutes, hours, days or weeks, as in 90min, 36h, 30d, 8w.")
    private String olderThan;

    @Option(names = "--keep", paramLabel = "N", description = "Keep the newest N and delete the rest.")
    private Integer keep;

    @Option(names = "--at-most", paramLabel = "SIZE", description = "Keep the newest that have at most this size together, and delete the rest: as in 500m, 10g.")
    private String atMost;

    @Option(names = "--dry-run", description = "Say what would go, and delete nothing.")
    private boolean dryRun;

    @Option(names = "--force-owner", description = "Delete also what another machine recorded of which nobody can tell from here whether it still does. Make sure that it does not.")
    private boolean forceOwner;

    @Parameters(paramLabel = "DIR", description = "Directory in which recordings lie.")
    private Path directory;

    PruneCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        if (olderThan == null && keep == null && atMost == null) {
            throw new CommandException(ExitCode.USAGE, "Say what is to go: --older-than AGE, --keep N or --at-most SIZE.");
        }
        if (keep != null && keep < 0) {
            throw new CommandException(ExitCode.USAGE, "--keep takes a number from 0 on.");
        }
        Retention retention = new Retention(Amount.age("--older-than", olderThan), keep, Amount.bytes("--at-most", atMost));
        if (!Files.isDirectory(directory)) {
            throw new CommandException(ExitCode.INPUT, Files.exists(directory) ? directory + " is no directory." : "There is no directory " + directory + ".");
        }
        if (!dryRun) {
            Retention.deleteLeftovers(directory);
        }
        List<Retention.Judged> all = retention.judge(directory, Instant.now(), forceOwner);
        for (Retention.Judged one : all) {
            if (one.goes() && !dryRun) {
                Retention.delete(one.recording());
            }
            if (one.goes() && !json.wanted()) {
                invocation.console().out().println((dryRun ? "would delete " : "deleted ") + line(one));
            } else if (one.user() != null) {
                invocation.console().note(one.recording().path() + " is in use by " + one.user() + " and stays.");
            } else if (one.perhaps() != null && !one.goes()) {
                invocation.console().note(one.recording().path() + " may be in use by " + one.perhaps() + ", which cannot be told from this machine, and stays; if that has ended, add --force-owner.");
            }
        }
        if (json.wanted()) {
            invocation.console().json(StorageJson.pruned(directory, all, dryRun));
        } else {
            List<Retention.Judged> gone = all.stream().filter(Retention.Judged::goes).toList();
            invocation.console().out().println((dryRun ? "would delete " : "deleted ") + RecordingReport.count(gone.size(), "recording") + " of " + all.size() + ", "
                    + Amount.text(gone.stream().mapToLong(Retention.Judged::bytes).sum()) + (dryRun ? "; nothing was deleted" : ""));
        }
        return ExitCode.OK;
    }

    private static String line(Retention.Judged one) {
        return Escaped.text(one.recording().path() + "  " + Amount.text(one.bytes()) + ", written last " + Times.instant(TimeUnit.SECONDS.toNanos(one.written().getEpochSecond())) + " UTC");
    }
}
