package dev.pathwarden.model.casefile;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process that marks runs of a recording, as a second window of the workbench or the command line does. */
final class MarkingProcess {

    private MarkingProcess() {
    }

    static Process notes(Path recording, String name, int count) throws IOException {
        return start("notes", recording.toString(), name, String.valueOf(count));
    }

    /** One that dies when what it writes is forced and has not yet taken the name. */
    static Process dying(Path file) throws IOException {
        return start("die", file.toString());
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp", System.getProperty("java.class.path"), MarkingProcess.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start();
    }

    public static void main(String[] arguments) {
        if (arguments[0].equals("die")) {
            new CaseFile(Path.of(arguments[1])).update(there -> CaseEdit.make(there, Subject.of(new RunId(0, 1)), new MarkContent.Note("never written")).apply(there, "ada", 1), () -> Runtime.getRuntime().halt(9));
            return;
        }
        try (Snapshot snapshot = Snapshots.open(Path.of(arguments[1]))) {
            CaseStore store = new CaseStore(snapshot, Map.of("HOME", arguments[1] + ".home"));
            Subject subject = Subject.of(snapshot.runs().get(0).run().id());
            for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
                store.edit(CaseEdit.make(Case.EMPTY, subject, new MarkContent.Note(arguments[2] + " " + i)));
            }
        }
    }
}
