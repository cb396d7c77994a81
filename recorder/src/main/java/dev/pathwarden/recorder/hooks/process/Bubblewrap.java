package dev.pathwarden.recorder.hooks.process;

import dev.pathwarden.policies.engine.SandboxOptions;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts processes under bubblewrap: a read-only file system, no network, processes, users and System V objects of their own, private {@code /tmp}, {@code /var/tmp},
 * {@code /dev} and {@code /run}. The recorder's own files are hidden. For any thread.
 *
 * <p>Whether that works here is found out once, when it is first needed. Sockets of other programs that lie in the file system outside of {@code /run} and
 * the temporary directories can be reached.
 */
public final class Bubblewrap {

    private static final String[] PLACES = {"/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap"};
    private static final String SHELL = "/bin/sh";
    /** Bubblewrap ends with its parent, which is to be the shell: of the JVM it would be the thread that started it. A shell that has more to do stays. */
    private static final String[] KEEPER = {SHELL, "-c", "\"$@\"; exit $?", "sh"};
    private static final long PATIENCE_SECONDS = 10;
    private static final int SAID = 300;

    private final List<File> hidden;
    private final List<File> readOnly;
    private volatile String found;

    /**
     * A sandbox that keeps the recorder's files from the processes.
     *
     * @param hidden directories they do not see
     * @param readOnly files they can read and, whatever they may write to, not change
     */
    public Bubblewrap(List<File> hidden, List<File> readOnly) {
        this.hidden = List.copyOf(hidden);
        this.readOnly = List.copyOf(readOnly);
    }

    /** Why no process can be started in a sandbox here, for people; null where one can. */
    public String problem() {
        String problem = found;
        if (problem == null) {
            // Two threads may both find out; they find the same.
            problem = find();
            found = problem;
        }
        return problem.isEmpty() ? null : problem;
    }

    private String find() {
        String bwrap = bwrap();
        if (bwrap == null) {
            return "bubblewrap is not installed: /usr/bin/bwrap is not there (Debian package bubblewrap)";
        }
        try {
            List<String> command = new ArrayList<>(options(bwrap, SandboxOptions.STRICT, "/"));
            command.addAll(List.of(SHELL, "-c", ":"));
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(SAID)).strip();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "bubblewrap did not end";
            }
            return process.exitValue() == 0 ? "" : "bubblewrap does not work here, as where user namespaces are not permitted: " + said;
        } catch (IOException e) {
            return "bubblewrap could not be started: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "finding out whether bubblewrap works was interrupted";
        }
    }

    private static String bwrap() {
        for (String place : PLACES) {
            if (new File(place).canExecute()) {
                return place;
            }
        }
        return null;
    }

    /**
     * The command that starts another one in its sandbox.
     *
     * @param directory the working directory
     * @param variables environment variables that only the process itself is to have
     */
    String[] command(String[] argv, SandboxOptions options, String directory, java.util.Map<String, String> variables) {
        List<String> command = new ArrayList<>(List.of(KEEPER));
        command.addAll(options(bwrap(), options, directory));
        variables.forEach((name, value) -> command.addAll(List.of("--setenv", name, value)));
        command.add("--");
        command.addAll(List.of(argv));
        return command.toArray(String[]::new);
    }

    private List<String> options(String bwrap, SandboxOptions options, String directory) {
        List<String> words = new ArrayList<>(List.of(bwrap, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
                "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--tmpfs", "/var/tmp", "--tmpfs", "/run"));
        if (options.network()) {
            words.addAll(List.of("--share-net", "--ro-bind-try", "/run/systemd/resolve", "/run/systemd/resolve"));
        }
        if (!directory.equals("/")) {
            words.addAll(List.of("--ro-bind", directory, directory));
        }
        for (File file : writable(options, directory)) {
            words.addAll(List.of("--bind", file.getPath(), file.getPath()));
        }
        for (File file : readOnly) {
            words.addAll(List.of("--ro-bind-try", file.getPath(), file.getPath()));
        }
        for (File file : hidden) {
            if (file.isDirectory()) {
                words.addAll(List.of("--tmpfs", file.getPath()));
            }
        }
        words.addAll(List.of("--chdir", directory));
        return words;
    }

    /** The files and directories that a process may write to, as far as they are there. */
    static List<File> writable(SandboxOptions options, String directory) {
        List<File> files = new ArrayList<>();
        for (String path : options.write()) {
            try {
                File file = new File(path);
                File canonical = (file.isAbsolute() ? file : new File(directory, path)).getCanonicalFile();
                if (canonical.exists()) {
                    files.add(canonical);
                }
            } catch (IOException e) {
                // What cannot be found cannot be opened to the process.
            }
        }
        return files;
    }
}
