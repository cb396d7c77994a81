package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.recorder.cli.json.StorageJson;
import dev.pathwarden.recorder.drain.Doctor;
import dev.pathwarden.recorder.drain.StoredRecording;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "doctor", sortOptions = false,
        header = "Say what is wrong with what was recorded, and make the snapshot anew from its journals.",
        description = {"Reads all of it: each part that is whole is named with what it holds, and of each that is not, what is wrong and what to do. Nothing is changed without --repair.",
            "--repair makes the snapshot that run or demo did not finish, or that was damaged since, from the journals beside it. A damaged one is kept as snapshot.damaged; the journals stay as they are. Of a recording in parts it makes a part of what is in none yet."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all of it is whole, or is now", "1:something is wrong with it, or cannot be told", "2:the command line is wrong", "3:nothing was recorded there, or there is nothing to repair it from",
            "4:rights or disk, or it is in use"},
        footer = {"", "Example:", "  pathwarden doctor monday --repair"})
final class DoctorCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    @Mixin
    private SealOption seal;

    @Mixin
    private DecryptOption decrypt;

    @Option(names = "--repair", description = "Make the snapshot anew where it is missing or damaged.")
    private boolean repair;

    @Option(names = "--force-owner", description = "Repair it also where another machine recorded there and nobody can tell from here whether it still does. Make sure that it does not.")
    private boolean forceOwner;

    @Parameters(paramLabel = "PATH", description = "What run, demo, record, import or export left, or journals.")
    private Path path;

    DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        Doctor doctor = new Doctor(path, decrypt.keys(invocation));
        if (doctor.kind() == StoredRecording.Kind.NONE) {
            throw new CommandException(ExitCode.INPUT, Files.exists(path) ? path + " holds nothing that was recorded: no journals, no snapshot, and it is no archive." : "There is no " + path + ".");
        }
        if (repair) {
            Doctor.Repair repaired = repair(doctor);
            repaired.parts().forEach(part -> console.note("The part " + part.location().getFileName() + " was made from the journals: " + RecordingReport.sum(part) + "."));
            if (repaired.snapshot() != null) {
                console.note("The snapshot was made from the journals: " + RecordingReport.sum(repaired.snapshot()) + ".");
            } else if (repaired.parts().isEmpty()) {
                console.note("The snapshot can be read; nothing was changed.");
            }
        }
        List<Doctor.Finding> findings = doctor.examine();
        if (json.wanted()) {
            console.json(StorageJson.findings(path, findings));
        } else {
            findings.forEach(finding -> print(console.out(), finding));
        }
        if (Files.isDirectory(path) && !Disk.forceNames(path)) {
            console.note(Disk.unforced(path));
        }
        return findings.stream().allMatch(Doctor.Finding::isWhole) ? ExitCode.OK : ExitCode.CHECK;
    }

    private Doctor.Repair repair(Doctor doctor) throws IOException {
        try (Seal sealed = seal.seal(invocation)) {
            return doctor.repair(sealed, forceOwner);
        }
    }

    private static void print(PrintWriter out, Doctor.Finding finding) {
        out.println(Escaped.text(finding.part() + ": " + state(finding)));
        finding.wrong().forEach(sentence -> out.println("  " + Escaped.text(sentence)));
        if (finding.untold() != null) {
            out.println("  " + Escaped.text(finding.untold()));
        }
    }

    private static String state(Doctor.Finding finding) {
        String holds = holds(finding);
        if (finding.isWhole()) {
            return "whole, " + holds;
        }
        return holds != null ? (finding.wrong().isEmpty() ? "whole so far, " : "not whole, ") + holds : finding.wrong().isEmpty() ? "in use or not, cannot be told" : "cannot be used";
    }

    /** Null where nothing is known of it. */
    private static String holds(Doctor.Finding finding) {
        if (finding.locked() != null) {
            return finding.locked();
        }
        if (finding.count() == null) {
            return finding.writer() == null ? null : "it is being made by " + finding.writer();
        }
        String count = RecordingReport.count(finding.count().runs(), "run") + ", " + RecordingReport.count(finding.count().steps(), "step");
        return finding.writer() == null ? count : count + "; " + finding.writer() + " still writes";
    }
}
