package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseStore;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.policies.judge.JudgedRecordings;
import dev.pathwarden.policies.judge.JudgedSet;
import dev.pathwarden.policies.rehearsal.RecordingFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The recordings whose judged steps a command is about. */
final class JudgedSnapshots {

    @Mixin
    private DecryptOption decrypt;

    @Parameters(arity = "1..*", paramLabel = "SNAPSHOT", description = "Recordings with judged steps, or folders of them. Together they are the set on which guardrails are measured.")
    private List<Path> snapshots;

    /** Shows each recording with its case. */
    void forEach(Invocation invocation, BiConsumer<Snapshot, Case> reader) {
        EncryptionKeys keys = decrypt.keys(invocation);
        List<RecordingFolder> folders = snapshots.stream().map(RecordingFolder::of).toList();
        folders.forEach(folder -> folder.leftOut().forEach(invocation.console()::note));
        for (Path path : NamedSnapshots.once(folders.stream().flatMap(folder -> folder.recordings().stream()).toList())) {
            try (Snapshot opened = Snapshots.open(path, keys)) {
                CaseStore.Found found = new CaseStore(opened, invocation.environment()).read();
                found.notes().forEach(invocation.console()::note);
                reader.accept(opened, found.value());
            }
        }
    }

    /**
     * The judged steps of all. Of a recording in a folder that cannot be read it is said why; one that is named itself has to be readable.
     *
     * @throws CommandException if there is none
     */
    JudgedSet read(Invocation invocation) {
        EncryptionKeys keys = decrypt.keys(invocation);
        for (Path place : snapshots) {
            if (!RecordingFolder.isFolder(place)) {
                Snapshots.open(place, keys).close();
            }
        }
        JudgedRecordings read = JudgedRecordings.in(snapshots, path -> Snapshots.open(path, keys), invocation.environment(), part -> { });
        read.notes().forEach(invocation.console()::note);
        JudgedSet all = read.set();
        leftOut(invocation, all.gone(), "that their recording does not have");
        leftOut(invocation, all.contradicted(), "of which somebody says that stopping them is right and somebody else that it is wrong ('judge list' tells who)");
        if (all.runs().isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "No step is judged in " + (snapshots.size() == 1 ? snapshots.get(0).toString() : "these recordings") + ": 'pathwarden judge mark SNAPSHOT RUN STEP --right' or '--wrong' does that.");
        }
        return all;
    }

    private static void leftOut(Invocation invocation, List<Subject> steps, String why) {
        if (!steps.isEmpty()) {
            invocation.console().note(RecordingReport.count(steps.size(), "judged step") + " left out " + why + ", such as step " + steps.get(0).step() + " of run " + steps.get(0).run() + ".");
        }
    }
}
