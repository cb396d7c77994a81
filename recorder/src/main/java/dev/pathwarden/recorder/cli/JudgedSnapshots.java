package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseStore;
import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.policies.judge.JudgedSet;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The recordings whose judged steps a command is about. */
final class JudgedSnapshots {

    @Mixin
    private DecryptOption decrypt;

    @Parameters(arity = "1..*", paramLabel = "SNAPSHOT", description = "Recordings with judged steps. Together they are the set on which guardrails are measured.")
    private List<Path> snapshots;

    /** Shows each recording with its case. */
    void forEach(Invocation invocation, BiConsumer<Snapshot, Case> reader) {
        EncryptionKeys keys = decrypt.keys(invocation);
        for (Path path : snapshots) {
            try (Snapshot opened = Snapshots.open(path, keys)) {
                CaseStore.Found found = new CaseStore(opened, invocation.environment()).read();
                found.notes().forEach(invocation.console()::note);
                reader.accept(opened, found.value());
            }
        }
    }

    /**
     * The judged steps of all.
     *
     * @throws CommandException if there is none
     */
    JudgedSet read(Invocation invocation) {
        JudgedSet[] all = {JudgedSet.EMPTY};
        forEach(invocation, (opened, of) -> all[0] = all[0].and(JudgedSet.of(opened, of)));
        if (!all[0].gone().isEmpty()) {
            invocation.console().note(RecordingReport.count(all[0].gone().size(), "judged step") + " left out that their recording does not have, such as step " + all[0].gone().get(0).step() + " of run " + all[0].gone().get(0).run() + ".");
        }
        if (all[0].runs().isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "No step is judged in " + (snapshots.size() == 1 ? snapshots.get(0).toString() : "these recordings") + ": 'pathwarden judge mark SNAPSHOT RUN STEP --right' or '--wrong' does that.");
        }
        return all[0];
    }
}
