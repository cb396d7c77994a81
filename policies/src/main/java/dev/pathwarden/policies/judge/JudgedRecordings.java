package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.CaseException;
import dev.pathwarden.model.casefile.CaseStore;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.policies.rehearsal.RecordingFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/**
 * The judged steps of recordings, each with the case beside it.
 *
 * @param set the steps
 * @param recordings how many recordings were looked at
 * @param notes what could not be read, and what is to be known of where a case is, one sentence each
 */
public record JudgedRecordings(JudgedSet set, int recordings, List<String> notes) {

    public JudgedRecordings {
        Objects.requireNonNull(set, "set");
        notes = List.copyOf(notes);
    }

    /**
     * Reads the recordings in folders, or recordings that are named themselves. Of those that cannot be read the reason is noted, and the others are read all the same.
     *
     * @param places folders, snapshots, archives and journals
     * @param opener opens one, which is closed here
     * @param environment the environment variables of this process, which say where the user's own cases are
     * @param progress is told which part is read, from 0 to 1; what it throws ends the reading
     */
    public static JudgedRecordings in(List<Path> places, Function<Path, Snapshot> opener, Map<String, String> environment, DoubleConsumer progress) {
        List<RecordingFolder> folders = places.stream().map(RecordingFolder::of).toList();
        List<Path> found = folders.stream().flatMap(folder -> folder.recordings().stream()).distinct().toList();
        JudgedSet set = JudgedSet.EMPTY;
        List<String> notes = new ArrayList<>();
        folders.forEach(folder -> notes.addAll(folder.leftOut()));
        int read = 0;
        for (int i = 0; i < found.size(); i++) {
            progress.accept((double) i / found.size());
            try (Snapshot opened = opener.apply(found.get(i))) {
                CaseStore.Found of = new CaseStore(opened, environment).read();
                notes.addAll(of.notes());
                set = set.and(JudgedSet.of(opened, of.value()));
                read++;
            } catch (SnapshotException | CaseException unreadable) {
                notes.add(unreadable.getMessage());
            }
        }
        progress.accept(1);
        return new JudgedRecordings(set, read, notes);
    }
}
