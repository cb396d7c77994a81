package dev.pathwarden.workbench;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.evidence.Redacting;
import dev.pathwarden.model.evidence.Rewriting;
import dev.pathwarden.model.key.RecorderKey;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes runs to archives, signed with a key of their own. */
public final class SampleArchives {

    private static final String EMAIL = "ada@example.com";

    private SampleArchives() {
    }

    /** An archive of these runs in a directory. */
    public static Path sealed(Path directory, RecordedRun... runs) {
        Path file = directory.resolve("sealed.pathwarden");
        Archives.write(file, List.of(runs).iterator(), new NotesCodec.Notes(List.of(), List.of()), new RecorderKey(directory.resolve("key")));
        return file;
    }

    /** An archive of the demo's runs in which an address was replaced behind the back of the evidence: no digest of the file tells that. */
    public static Path altered(Path directory) {
        Path file = directory.resolve("altered.pathwarden");
        try (Snapshot snapshot = Snapshots.open(sealed(directory, SampleRuns.stopped(), SampleRuns.allowed()))) {
            SealedRuns sealed = snapshot.sealed().orElseThrow();
            Rewriting other = rewriting("bob@example.com");
            List<RecordedRun> runs = new ArrayList<>();
            sealed.forEach(run -> runs.add(other.of(run)));
            Archives.write(file, runs.iterator(), sealed.notes(), sealed.evidence());
        }
        return file;
    }

    /** An archive of the demo's runs from which an address was taken out. */
    public static Path redacted(Path directory) {
        Path file = directory.resolve("redacted.pathwarden");
        try (Snapshot snapshot = Snapshots.open(sealed(directory, SampleRuns.stopped(), SampleRuns.allowed()))) {
            SealedRuns sealed = snapshot.sealed().orElseThrow();
            SealedRuns.Selection all = sealed.selectApart(snapshot.runs().stream().map(RunSummary::run).map(run -> run.id()).collect(Collectors.toSet()));
            Redacting redacting = new Redacting(all.evidence(), rewriting("[pii.email]"), "personal", 1);
            List<RecordedRun> runs = new ArrayList<>();
            all.runs().forEachRemaining(run -> runs.add(redacting.redact(run)));
            Archives.write(file, runs.iterator(), sealed.notes(), redacting.evidence(false));
        }
        return file;
    }

    private static Rewriting rewriting(String email) {
        UnaryOperator<String> text = before -> before == null ? null : before.replace(EMAIL, email);
        return new Rewriting(text, value -> replaced(value, text), text);
    }

    private static Object replaced(Object value, UnaryOperator<String> text) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> replaced = new LinkedHashMap<>();
            map.forEach((key, each) -> replaced.put((String) key, replaced(each, text)));
            return replaced;
        }
        return value instanceof List<?> list ? list.stream().map(each -> replaced(each, text)).toList() : value instanceof String string ? text.apply(string) : value;
    }
}
