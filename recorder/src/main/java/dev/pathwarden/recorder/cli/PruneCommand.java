package dev.pathwarden.recorder.cli;

import dev.pathwarden.recorder.cli.text.Escaped;
import dev.pathwarden.recorder.cli.text.Times;
import dev.pathwarden.recorder.drain.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "prune", sortOptions = false,
        header = "Delete old recordings from a directory.",
        description = {"Looks at what lies directly in DIR: what run, demo, record, import and export left, and journals. Anything else is left alone. A recording goes as a whole or stays; one that is in use stays, and is counted.",
            "Where more than one limit is given, a recording goes that is beyond any of them. Its age is the time since one of its files was written last."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such directory", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden prune /var/lib/pathwarden --older-than 30d --at-most 10g --dry-run"})
final class PruneCommand implements Callable<Integer> {

    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([hdw])");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmgt])");
    private static final String UNITS = "kmgt";
    private static final int UNIT_BITS = 10;

    private final Invocation invocation;

    @Option(names = "--older-than", paramLabel = "AGE", description = "Delete those written last longer ago: hours, days or weeks, as in 36h, 30d, 8w.")
    private String olderThan;

    @Option(names = "--keep", paramLabel = "N", description = "Keep the newest N and delete the rest.")
    private Integer keep;

    @Option(names = "--at-most", paramLabel = "SIZE", description = "Keep the newest that have at most this size together, and delete the rest: as in 500m, 10g.")
    private String atMost;

    @Option(names = "--dry-run", description = "Say what would go, and delete nothing.")
    private boolean dryRun;

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
        Retention retention = new Retention(age(olderThan), keep, size(atMost));
        if (!Files.isDirectory(directory)) {
            throw new CommandException(ExitCode.INPUT, Files.exists(directory) ? directory + " is no directory." : "There is no directory " + directory + ".");
        }
        if (!dryRun) {
            Retention.deleteLeftovers(directory);
        }
        List<Retention.Judged> all = retention.judge(directory, Instant.now());
        long bytes = 0;
        int gone = 0;
        for (Retention.Judged one : all) {
            if (one.goes()) {
                if (!dryRun) {
                    Retention.delete(one.recording());
                }
                bytes += one.bytes();
                gone++;
                invocation.console().out().println((dryRun ? "would delete " : "deleted ") + line(one));
            } else if (one.user() != null) {
                invocation.console().note(Escaped.text(one.recording().path() + " is in use by " + one.user() + " and stays."));
            }
        }
        invocation.console().out().println((dryRun ? "would delete " : "deleted ") + RecordingReport.count(gone, "recording") + " of " + all.size() + ", " + bytes(bytes) + (dryRun ? "; nothing was deleted" : ""));
        return ExitCode.OK;
    }

    private static String line(Retention.Judged one) {
        return Escaped.text(one.recording().path() + "  " + bytes(one.bytes()) + ", written last " + Times.instant(TimeUnit.SECONDS.toNanos(one.written().getEpochSecond())) + " UTC");
    }

    private static String bytes(long bytes) {
        int unit = 0;
        double value = bytes;
        for (; value >= 1 << UNIT_BITS && unit < UNITS.length(); unit++) {
            value /= 1 << UNIT_BITS;
        }
        return unit == 0 ? RecordingReport.count(bytes, "byte") : String.format(Locale.ROOT, "%.1f %s", value, Character.toUpperCase(UNITS.charAt(unit - 1)) + "B");
    }

    private static Duration age(String text) {
        if (text == null) {
            return null;
        }
        Matcher age = AGE.matcher(text.toLowerCase(Locale.ROOT));
        if (!age.matches()) {
            throw new CommandException(ExitCode.USAGE, "--older-than takes a number of hours, days or weeks, such as 36h, 30d or 8w, and not '" + text + "'.");
        }
        long number = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }

    private static Long size(String text) {
        if (text == null) {
            return null;
        }
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw new CommandException(ExitCode.USAGE, "--at-most takes a size with its unit k, m, g or t, such as 500m or 10g, and not '" + text + "'.");
        }
        return Long.parseLong(size.group(1)) << UNIT_BITS * (1 + UNITS.indexOf(size.group(2)));
    }
}
