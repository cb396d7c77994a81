package dev.pathwarden.recorder.attached.program;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Starts shells that try to do harm, and prints what each said and its exit code. */
public final class Sandboxing {

    private Sandboxing() {
    }

    /** Arguments: working directory, port of a listener, journal directory, approver's key. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        String said = run(directory, "write-in", "echo said; echo 'x' > out/made; rm out/old; echo more >> out/kept; exit 7");
        System.out.println("write-in " + said);
        System.out.println("write-out " + run(directory, "write-out", "echo x > written 2>/dev/null && echo wrote"));
        System.out.println("tmp " + run(directory, "tmp", "echo x > /tmp/pathwarden-sandbox-" + ProcessHandle.current().pid() + " && echo wrote"));
        System.out.println("tmp-outside " + new File("/tmp/pathwarden-sandbox-" + ProcessHandle.current().pid()).exists());
        System.out.println("network " + run(directory, "network", "exec 3<>/dev/tcp/127.0.0.1/" + arguments[1] + " && echo connected"));
        System.out.println("journal " + run(directory, "journal", "ls -A '" + arguments[2] + "' | wc -l"));
        System.out.println("key " + run(directory, "key", "cat '" + arguments[3] + "' 2>/dev/null"));
        System.out.println("environment " + run(directory, "environment", "echo \"$OWN${JAVA_TOOL_OPTIONS-}\""));
        Process endless = start(directory, "endless", "echo started; while :; do sleep 1; done");
        endless.getInputStream().read();
        endless.destroy();
        System.out.println("endless " + endless.waitFor());
    }

    private static String run(Path directory, String name, String script) throws Exception {
        Process process = start(directory, name, script);
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() + " [" + said + "]";
    }

    private static Process start(Path directory, String name, String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script, name).directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("OWN", "mine");
        return builder.start();
    }
}
