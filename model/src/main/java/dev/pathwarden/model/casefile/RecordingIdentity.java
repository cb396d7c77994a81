package dev.pathwarden.model.casefile;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a recording is told by where its name says nothing: by the ids of its runs if it is sealed and stays as it is, wherever it is moved or copied; by its place if runs can still be added to it.
 */
final class RecordingIdentity {

    private static final Pattern TEXT = Pattern.compile("(?:runs|place)-[0-9a-f]{32}");

    private RecordingIdentity() {
    }

    /** Whether it could be one. */
    static boolean isIdentity(String text) {
        return TEXT.matcher(text).matches();
    }

    /** The one of a recording. Two with the same runs have the same. */
    static String of(Snapshot snapshot) {
        return snapshot.sealed().isPresent() ? ofRuns(snapshot.runs().stream().map(run -> run.run().id()).sorted().toList()) : ofPlace(snapshot.location());
    }

    private static String ofRuns(List<RunId> runs) {
        return "runs-" + MarkId.of(runs.stream().map(RunId::toString).toArray(String[]::new));
    }

    /** The one of what lies there, whatever it is. */
    static String ofPlace(Path location) {
        try {
            return "place-" + MarkId.of(location.toRealPath().toString());
        } catch (IOException gone) {
            return "place-" + MarkId.of(location.toAbsolutePath().normalize().toString());
        }
    }
}
