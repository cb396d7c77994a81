package dev.pathwarden.model.hold;

import dev.pathwarden.model.step.ProcessInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out whether this process was started by a watched program: an answer that comes from there is no approver's.
 *
 * <p>A process that detached itself from its starter and cleaned its environment is not found; it still lacks the approver's key.
 */
final class ProcessTree {

    /** The variable by which every process below a recorded step knows its run. */
    private static final String RUN = "PATHWARDEN_RUN";
    private static final int MOST_ANCESTORS = 1_000;

    private ProcessTree() {
    }

    /**
     * Why this process is not to answer, a sentence; empty where nothing speaks against it.
     *
     * @param environment its environment variables
     * @param watched the processes of the recording
     */
    static Optional<String> refusal(Map<String, String> environment, List<ProcessInfo> watched) {
        if (environment.containsKey(RUN)) {
            return Optional.of("This program belongs to the recorded run " + environment.get(RUN) + ", and a run does not answer for itself: answer from a terminal or a workbench of your own.");
        }
        Map<Long, ProcessInfo> byPid = watched.stream().collect(Collectors.toMap(ProcessInfo::pid, process -> process, (first, second) -> second));
        Set<Long> seen = new HashSet<>();
        Optional<ProcessHandle> at = Optional.of(ProcessHandle.current());
        while (at.isPresent() && seen.size() < MOST_ANCESTORS && seen.add(at.get().pid())) {
            ProcessHandle process = at.get();
            if (isSame(process, byPid.get(process.pid())) || environmentOf(process.pid()).stream().anyMatch(variable -> variable.startsWith(RUN + "="))) {
                return Optional.of("This program was started by the watched process " + process.pid() + ", and a run does not answer for itself: answer from a terminal or a workbench of your own.");
            }
            at = process.parent();
        }
        return Optional.empty();
    }

    /** A process id may have been used before: the watched process was there when its recording began. */
    private static boolean isSame(ProcessHandle process, ProcessInfo watched) {
        if (watched == null) {
            return false;
        }
        Instant recorded = Instant.ofEpochSecond(0, watched.startNanos()).plusSeconds(1);
        return process.info().startInstant().map(start -> !start.isAfter(recorded)).orElse(true);
    }

    private static List<String> environmentOf(long pid) {
        try {
            return List.of(new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ")), StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException notOurs) {
            return List.of();
        }
    }
}
