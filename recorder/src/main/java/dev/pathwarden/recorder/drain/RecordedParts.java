package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.step.ProcessInfo;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What came of a recording in parts: how much it recorded, those included that were deleted since, and what there is to say of it. Of each watched process it takes some hundred bytes. For one thread at a time. */
public final class RecordedParts {

    /** Sentences and processes that are kept to be told of; the parts have all of them. */
    private static final int MOST = 1_000;

    private record Process(long pid, long startNanos) {
    }

    private final Map<Process, Long> outside = new LinkedHashMap<>();
    private final Map<Process, ProcessInfo> unseen = new LinkedHashMap<>();
    private final Set<String> sentences = new LinkedHashSet<>();
    private MadePart.Added added = MadePart.Added.NOTHING;
    private int parts;
    private int deleted;

    void add(MadePart part) {
        parts++;
        added = added.and(part.added());
        for (ProcessInfo process : part.processes()) {
            Process key = new Process(process.pid(), process.startNanos());
            outside.put(key, process.outside());
            if (unseen.containsKey(key) || unseen.size() < MOST && isUnseen(process)) {
                unseen.put(key, process);
            }
        }
        part.damages().forEach(this::tell);
    }

    private static boolean isUnseen(ProcessInfo process) {
        return process.hooks().stream().anyMatch(hook -> Boolean.FALSE.equals(hook.live())) || process.bundles().stream().anyMatch(change -> change.refusal() != null);
    }

    void deleted() {
        deleted++;
    }

    void tell(String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(sentence);
        }
    }

    /** How many parts were made. */
    public int parts() {
        return parts;
    }

    /** How many of them were deleted since. */
    public int deletedParts() {
        return deleted;
    }

    /** Runs, steps and stopped steps of all parts, each counted once. */
    public MadePart.Added sum() {
        return added;
    }

    /** Processes that were watched. */
    public int processes() {
        return outside.size();
    }

    /** Actions that were seen outside of any run. */
    public long outside() {
        return outside.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Processes in which a hook did not work, or that refused guardrails; no more than are of use. */
    public List<ProcessInfo> unseen() {
        return List.copyOf(unseen.values());
    }

    /** What could not be read, and what is not sure of the parts, one sentence each; no more than are of use. */
    public List<String> damages() {
        return List.copyOf(sentences);
    }
}
