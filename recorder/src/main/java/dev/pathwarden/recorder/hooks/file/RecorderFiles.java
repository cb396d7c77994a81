package dev.pathwarden.recorder.hooks.file;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.BuiltInGuardrails;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The built-in guardrail {@value BuiltInGuardrails#RECORDER_FILES}: the watched program may neither read nor change the recorder's own files, in or outside of a run, in
 * whatever mode the other guardrails are.
 *
 * <p>A path is compared as it is written and, inside a run or below {@code /proc}, also with its symbolic links followed. The memory of processes, which the gate lies in
 * as well, counts among the files.
 */
public final class RecorderFiles {

    private static final String VERSION = "0000000000000001";
    private static final Pattern PROCESS_MEMORY = Pattern.compile("/proc/(self|thread-self|[0-9]+)/(task/[0-9]+/)?mem");

    private final Set<String> files = new HashSet<>();
    private final Set<String> directories = new HashSet<>();

    /** Guards the directories that what is recorded goes to, and those files. */
    public RecorderFiles(List<File> recordings, List<File> others) {
        recordings.forEach(directory -> directories.add(FilePaths.absolute(directory.getPath())));
        others.forEach(file -> files.add(FilePaths.absolute(file.getPath())));
        for (File file : others) {
            addCanonical(files, file);
        }
        for (File directory : recordings) {
            addCanonical(directories, directory);
        }
    }

    private static void addCanonical(Set<String> paths, File file) {
        try {
            paths.add(file.getCanonicalPath());
        } catch (IOException e) {
            // The name it was given remains.
        }
    }

    /** Whether the absolute path is one of them. */
    boolean contains(String path) {
        if (files.contains(path)) {
            return true;
        }
        for (String directory : directories) {
            if (path.startsWith(directory) && (path.length() == directory.length() || path.charAt(directory.length()) == '/')) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a path may not be touched.
     *
     * @param path the absolute path without dots
     * @param given the path as the program gave it: behind a symbolic link, {@code ..} leads elsewhere than it looks
     * @param inRun whether links are to be followed, which costs a look at the disk
     */
    boolean forbid(String path, String given, boolean inRun) {
        if (contains(path) || path.startsWith("/proc/") && PROCESS_MEMORY.matcher(path).matches()) {
            return true;
        }
        if (!inRun && !path.startsWith("/proc/") && !path.startsWith("/dev/fd/")) {
            return false;
        }
        try {
            return contains(new File(given).getCanonicalPath());
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the absolute path is a directory above one of them, so that moving it away would take them along. */
    boolean liesBelow(String path) {
        String prefix = path.endsWith("/") ? path : path + "/";
        return directories.stream().anyMatch(directory -> directory.startsWith(prefix)) || files.stream().anyMatch(file -> file.startsWith(prefix));
    }

    static Verdict verdict(String path) {
        return new Verdict(BuiltInGuardrails.RECORDER_FILES, VERSION, Action.BLOCK, Mode.ENFORCE, path + " belongs to the recorder, whose files no run may touch; let the agent work elsewhere.", List.of());
    }
}
