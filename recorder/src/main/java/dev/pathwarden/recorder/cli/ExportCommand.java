package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.evidence.AccessEntry;
import dev.pathwarden.model.evidence.Redacting;
import dev.pathwarden.model.evidence.Rewriting;
import dev.pathwarden.model.key.RecorderKey;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.store.AccessLog;
import dev.pathwarden.model.store.Stores;
import dev.pathwarden.policies.search.SearchResult;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", sortOptions = false,
        header = "Write runs to an archive: one file to hand to someone else.",
        description = "Every command that takes a SNAPSHOT takes an archive. It carries the signatures that were made when the runs were recorded, also of a part of them; what has none yet, such as a journal, is signed now.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or --out exists", "3:there is no such snapshot or run, or it cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden export pathwarden-demo --out demo.pathwarden", "  pathwarden export monday --runs \"step.status == 'blocked'\" --redact personal --out case.pathwarden"})
final class ExportCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Archive to write; it must not exist.")
    private Path out;

    @Option(names = "--runs", paramLabel = "CONDITION",
            description = "Write the runs with a step for which the condition holds, as 'pathwarden find --where CONDITION' finds it; such as run.status == 'error', or run.start >= timestamp('2026-11-23T00:00:00Z').")
    private String condition;

    @Option(names = "--redact", paramLabel = "PROFILE",
            description = "Take words out, also where the runs are sealed: secrets; personal: these and personal data, as far as the detectors find them; payload: these, and all arguments, results, attributes "
                + "and textual facts. The rest still verifies, and of what was taken out a hash is left.")
    private RedactProfile redact;

    @Mixin
    private JsonOption json;

    @Mixin
    private SnapshotOption opening;

    @Mixin
    private SealOption seal;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private Path snapshot;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "RUN", description = "Runs to write: number, id, or the beginning of an id (default: all).")
    private List<String> runs = new ArrayList<>();

    ExportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        try (Seal sealed = seal.seal(invocation); Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            List<RunId> chosen = chosen(opened);
            long[] steps = {0};
            try (Progress progress = console.progress("runs written:")) {
                int[] done = {0};
                UnaryOperator<RecordedRun> counted = run -> {
                    steps[0] += run.steps().size();
                    progress.at(++done[0], chosen.size());
                    return run;
                };
                write(opened, chosen, counted, sealed);
            }
            if (!sealed.encrypts() && decrypt.isUsed()) {
                console.note(out + " is not encrypted, and " + snapshot + " is: --encrypt-with KEY encrypts it.");
            }
            log(opened, chosen.size());
            say(console, chosen.size(), steps[0]);
        }
        return ExitCode.OK;
    }

    /** With the evidence from when they were recorded; what has none, such as a journal, is sealed now. */
    private void write(Snapshot opened, List<RunId> chosen, UnaryOperator<RecordedRun> counted, Seal sealed) throws IOException {
        if (redact != null) {
            redact(opened.sealed().orElseThrow(() -> new CommandException(ExitCode.INPUT, "Words are taken out of runs that are sealed, so that the rest can still be verified: make a snapshot of " + snapshot
                    + " with 'pathwarden snapshot' first.")), chosen, counted, sealed);
        } else if (opened.sealed().isPresent()) {
            SealedRuns.Selection selection = opened.sealed().get().select(Set.copyOf(chosen));
            Archives.write(out, counted(selection.runs(), counted), opened.sealed().get().notes(), selection::evidence, sealed.encryptionKey());
        } else {
            List<Path> parts = Parts.of(snapshot);
            if (!parts.isEmpty()) {
                invocation.console().note("These runs are signed now. An archive with the signatures from when they were recorded is made of one part: pathwarden export " + parts.get(0) + " --out FILE.");
            }
            Archives.write(out, chosen.stream().map(opened::run).map(counted).iterator(), new NotesCodec.Notes(opened.processes(), opened.damages()), sealed);
        }
    }

    private void redact(SealedRuns sealed, List<RunId> chosen, UnaryOperator<RecordedRun> counted, Seal seals) {
        Rewriting rewriting = redact.rewriting();
        Instant now = Instant.now();
        SealedRuns.Selection selection = sealed.selectApart(Set.copyOf(chosen));
        Redacting redacting = new Redacting(selection.evidence(), rewriting, redact.text(), now.getEpochSecond() * 1_000_000_000L + now.getNano());
        NotesCodec.Notes notes = new NotesCodec.Notes(sealed.notes().processes().stream().map(rewriting::of).toList(), sealed.notes().damages().stream().map(rewriting::text).toList());
        Archives.write(out, counted(selection.runs(), run -> redacting.redact(counted.apply(run))), notes, () -> redacting.evidence(!notes.equals(sealed.notes())), seals.encryptionKey());
    }

    private static Iterator<RecordedRun> counted(Iterator<RecordedRun> runs, UnaryOperator<RecordedRun> counted) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(runs, 0), false).map(counted).iterator();
    }

    /** In the snapshot, where this is one: who has a part of it is then known beside it. */
    private void log(Snapshot opened, int count) {
        if (!Stores.isFinished(opened.location())) {
            return;
        }
        String what = "export " + count + " of " + RecordingReport.count(opened.runs().size(), "run") + (redact == null ? "" : ", redacted " + redact.text());
        try {
            RecorderKey key = new RecorderKey(RecorderKey.file(invocation.environment()));
            String publicKey = key.readOrMake().publicText();
            AccessLog.add(opened.location(), before -> key.sign(new AccessEntry(Instant.now(), System.getProperty("user.name"), publicKey, what, out.getFileName().toString(), AccessEntry.hash(before)).text()));
        } catch (IOException e) {
            invocation.console().note("That runs were exported could not be noted in " + opened.location() + " (" + e.getMessage() + "); the archive is written all the same.");
        }
    }

    private List<RunId> chosen(Snapshot opened) {
        if (condition != null && !runs.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "Name runs or give --runs a condition, not both.");
        }
        if (condition != null) {
            SearchResult result = ConditionOption.search("--runs", condition).find(opened, StepFilter.ALL, done -> { });
            List<RunId> taken = opened.runs().stream().map(run -> run.run().id()).filter(result.places().runs()::contains).toList();
            if (taken.isEmpty()) {
                throw new CommandException(ExitCode.INPUT, "The condition holds for no step of the " + opened.runs().size() + " runs in " + snapshot + "; nothing was written." + ConditionOption.notEvaluated(result).map(why -> " " + why).orElse(""));
            }
            return taken;
        }
        if (runs.isEmpty()) {
            return opened.runs().stream().map(RunSummary::run).map(run -> run.id()).toList();
        }
        return runs.stream().map(name -> RunChoice.run(opened, name).run().id()).distinct().toList();
    }

    private void say(Console console, int count, long steps) throws IOException {
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("file", out.toString());
            result.put("runs", count);
            result.put("steps", steps);
            result.put("bytes", Files.size(out));
            console.json(result);
        } else {
            console.out().println(RecordingReport.count(count, "run") + ", " + RecordingReport.count(steps, "step") + ", " + Files.size(out) + " bytes: " + out);
        }
    }
}
