package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.recorder.cli.json.PartJson;
import dev.pathwarden.recorder.cli.json.RunJson;
import dev.pathwarden.recorder.drain.JournalWatch;
import dev.pathwarden.recorder.drain.MadePart;
import dev.pathwarden.recorder.drain.MadeSnapshot;
import dev.pathwarden.recorder.drain.PartListener;
import dev.pathwarden.recorder.drain.RotatingWatch;
import dev.pathwarden.recorder.drain.StoredRecording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "record", sortOptions = false,
        header = "Watch a directory for the journals of many processes, and make one snapshot of them.",
        description = {"For processes that are started elsewhere, each with -javaagent:pathwarden-agent.jar=out=DIR. Their journals are read while they are written, so what was read stays in the "
            + "snapshot whatever becomes of the files.",
            "Ends when it is interrupted or terminated (Ctrl-C, SIGTERM), and makes the snapshot then. The processes go on.",
            "With --rotate-every or --rotate-at it makes one snapshot after the other: --out becomes a directory of parts, which every command opens as one recording, and each part for itself. A run is sealed when it has "
            + "ended, and files of the journals are deleted when all that is in them is in finished parts. Begun again with the same directories, it goes on where it ended or was killed."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, damages of the journals named on standard error", "2:the command line is wrong, or --out exists and holds something else", "3:no process left a journal", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden record /var/lib/agents/journals --out monday", "  pathwarden record journals --out parts --rotate-every 1h --keep-for 30d --keep-size 10g"})
final class RecordCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    @Mixin
    private SealOption seal;

    @Mixin
    private RotationOption rotation;

    @Parameters(paramLabel = "DIR", description = "Directory of the journals; made where it is not there yet.")
    private Path journals;

    @Option(names = "--out", required = true, paramLabel = "SNAPSHOT", description = "Directory for the snapshot; it must not exist, or hold one that was not finished. With parts: directory for them, which may hold earlier ones.")
    private Path out;

    RecordCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        return rotation.wanted() ? rotate(console) : watch(console);
    }

    private int watch(Console console) throws IOException {
        try (Seal sealed = seal.seal(invocation); JournalWatch watch = JournalWatch.begin(journals, out, sealed)) {
            console.note("Watching " + journals + "; interrupt (Ctrl-C) to end and make the snapshot.");
            try (Progress progress = console.progress("events recorded")) {
                watch.untilEnded(events -> progress.at(events, 0));
            }
            MadeSnapshot made = watch.finish();
            made.damages().forEach(console::note);
            if (made.processes().isEmpty()) {
                throw nothing();
            }
            RecordingReport.printUnseen(console, made.processes());
            if (json.wanted()) {
                console.json(RunJson.runs(made.runs(), made.processes()));
            } else {
                console.out().println(RecordingReport.sum(made) + ": " + out);
            }
            return ExitCode.OK;
        }
    }

    private CommandException nothing() {
        return new CommandException(ExitCode.INPUT, "No process left a journal in " + journals + ": start it with -javaagent:pathwarden-agent.jar=out=" + journals + ".");
    }

    private int rotate(Console console) throws IOException {
        try (Seal sealed = seal.seal(invocation); Progress progress = console.progress("events recorded");
                RotatingWatch watch = RotatingWatch.begin(journals, out, rotation.rotation(), rotation.retention(), sealed, new Told(console, progress))) {
            console.note("Watching " + journals + "; parts go to " + out + ". Interrupt (Ctrl-C) to end and finish the last one.");
            if (watch.untilEnded() == 0 && Parts.in(out).isEmpty()) {
                throw nothing();
            }
        }
        return ExitCode.OK;
    }

    /** Says what happens to parts: those that are made are the result, the rest stands beside it. */
    private final class Told implements PartListener {
        private final Console console;
        private final Progress progress;
        /** The processes of the part before, of which it was said what was not seen in them. */
        private Set<String> told = Set.of();

        Told(Console console, Progress progress) {
            this.console = console;
            this.progress = progress;
        }

        @Override
        public void at(long events) {
            progress.at(events, 0);
        }

        @Override
        public void made(MadePart part) {
            progress.clear();
            part.damages().forEach(console::note);
            RecordingReport.printUnseen(console, part.processes().stream().filter(process -> !told.contains(name(process))).toList());
            told = part.processes().stream().map(Told::name).collect(Collectors.toSet());
            if (json.wanted()) {
                console.json(PartJson.of(part));
            } else {
                console.out().println(out.resolve(part.location().getFileName()) + ": " + RecordingReport.sum(part));
            }
            console.out().flush();
        }

        private static String name(ProcessInfo process) {
            return process.pid() + "-" + process.startNanos();
        }

        @Override
        public void deleted(StoredRecording part) {
            progress.clear();
            console.note("Deleted " + out.resolve(part.path().getFileName()) + ", as --keep-for and --keep-size say.");
        }

        @Override
        public void told(String sentence) {
            progress.clear();
            console.note(sentence);
        }
    }
}
