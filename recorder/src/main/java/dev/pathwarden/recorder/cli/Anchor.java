package dev.pathwarden.recorder.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the user's that keeps checkpoints elsewhere.
 *
 * @param command for {@code sh -c}
 * @param environment what it is started with
 */
record Anchor(String command, Map<String, String> environment) {

    private static final long MOST_SECONDS = 30;

    /** Hands it a checkpoint on standard input; what went wrong, as a sentence, or null. */
    String keep(String note) {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(note.getBytes(StandardCharsets.UTF_8));
            } catch (IOException notRead) {
                // A command may end without reading all; its exit code says whether that was well.
            }
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return "the command '" + command + "' did not end within " + MOST_SECONDS + " seconds.";
            }
            return process.exitValue() == 0 ? null : "the command '" + command + "' ended with " + process.exitValue() + ".";
        } catch (IOException e) {
            return "the command '" + command + "' could not be started (" + e.getMessage() + ").";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the command '" + command + "' was interrupted.";
        }
    }
}
