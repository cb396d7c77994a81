package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.recorder.drain.Doctor;
import dev.pathwarden.recorder.drain.Retention;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What lies on the disk, as {@code doctor --json} and {@code prune --json} write it. */
public final class StorageJson {

    private StorageJson() {
    }

    /**
     * {@code {"path","whole","parts":[{"path","whole","runs","steps","writer","locked","wrong":[..],"untold"}]}}. Runs and steps are numbers, null where they could not be counted; {@code writer}, {@code locked} and {@code untold}
     * may be null too.
     */
    public static Map<String, Object> findings(Path path, List<Doctor.Finding> findings) {
        List<Object> parts = new ArrayList<>(findings.size());
        for (Doctor.Finding finding : findings) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("path", finding.part().toString());
            part.put("whole", finding.isWhole());
            part.put("runs", finding.count() == null ? null : finding.count().runs());
            part.put("steps", finding.count() == null ? null : finding.count().steps());
            part.put("writer", finding.writer());
            part.put("locked", finding.locked());
            part.put("wrong", finding.wrong());
            part.put("untold", finding.untold());
            parts.add(part);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", path.toString());
        json.put("whole", findings.stream().allMatch(Doctor.Finding::isWhole));
        json.put("parts", parts);
        return json;
    }

    /** {@code {"directory","dryRun","deleted","bytes","recordings":[{"path","bytes","written","user","perhaps","deleted"}]}}: of a dry run what would be. Those in use have {@code user}, those of which it cannot be told {@code perhaps}. */
    public static Map<String, Object> pruned(Path directory, List<Retention.Judged> all, boolean dryRun) {
        List<Object> recordings = new ArrayList<>(all.size());
        for (Retention.Judged one : all) {
            Map<String, Object> recording = new LinkedHashMap<>();
            recording.put("path", one.recording().path().toString());
            recording.put("bytes", one.bytes());
            recording.put("written", one.written().toString());
            recording.put("user", one.user());
            recording.put("perhaps", one.perhaps());
            recording.put("deleted", one.goes());
            recordings.add(recording);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("directory", directory.toString());
        json.put("dryRun", dryRun);
        json.put("deleted", all.stream().filter(Retention.Judged::goes).count());
        json.put("bytes", all.stream().filter(Retention.Judged::goes).mapToLong(Retention.Judged::bytes).sum());
        json.put("recordings", recordings);
        return json;
    }
}
