package dev.pathwarden.model.key;

import dev.pathwarden.model.encryption.EncryptionKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where an encryption key is: {@code FILE}, {@code env:NAME} or {@code command:COMMAND}. Never the key itself, which everybody on the machine could see on a command line.
 *
 * @param text as the user wrote it
 * @param environment in which variables are looked up and commands are started
 */
public record EncryptionKeySource(String text, Map<String, String> environment) {

    /** Says where the key is unless an option does. */
    public static final String VARIABLE = "PATHWARDEN_ENCRYPTION_KEY";

    private static final String ENVIRONMENT = "env:";
    private static final String COMMAND = "command:";
    private static final long MOST_SECONDS = 60;

    /** What an option says, or else the environment; null where neither does. */
    public static EncryptionKeySource of(String option, Map<String, String> environment) {
        String text = option == null ? environment.get(VARIABLE) : option;
        return text == null || text.isBlank() ? null : new EncryptionKeySource(text, environment);
    }

    /** The environment without the key and without where it is, for programs that have no business with it. */
    public static Map<String, String> without(String option, Map<String, String> environment) {
        Map<String, String> without = new HashMap<>(environment);
        EncryptionKeySource source = of(option, environment);
        if (source != null && source.text.startsWith(ENVIRONMENT)) {
            without.remove(source.text.substring(ENVIRONMENT.length()));
        }
        without.remove(VARIABLE);
        return without;
    }

    /**
     * The key; whoever asks closes it.
     *
     * @throws IOException if it cannot be had; the message is one sentence for the user and says nothing of the key
     */
    public EncryptionKey read() throws IOException {
        if (text.strip().startsWith(EncryptionKey.BEGINNING)) {
            throw new IOException("An encryption key itself was given where it can be seen by others: say where it is, with a file, env:NAME or command:COMMAND, and encrypt with another one from now on.");
        }
        if (text.startsWith(ENVIRONMENT)) {
            return ofVariable(text.substring(ENVIRONMENT.length()));
        }
        return text.startsWith(COMMAND) ? ofCommand(text.substring(COMMAND.length())) : EncryptionKeyFile.read(Path.of(text));
    }

    private EncryptionKey ofVariable(String name) throws IOException {
        String value = environment.get(name);
        if (value == null) {
            throw new IOException("There is no environment variable " + name + " with an encryption key: set it, or name another place.");
        }
        return key(value.getBytes(StandardCharsets.US_ASCII), "The environment variable " + name + " holds");
    }

    private EncryptionKey ofCommand(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).redirectError(ProcessBuilder.Redirect.INHERIT).redirectInput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            CompletableFuture<byte[]> printed = CompletableFuture.supplyAsync(() -> printed(process));
            byte[] text = printed.get(MOST_SECONDS, TimeUnit.SECONDS);
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new TimeoutException();
            }
            if (process.exitValue() != 0) {
                throw new IOException("The command for the encryption key ended with " + process.exitValue() + ": '" + command + "'.");
            }
            return key(text, "The command '" + command + "' prints");
        } catch (TimeoutException e) {
            throw new IOException("The command for the encryption key did not end within " + MOST_SECONDS + " seconds: '" + command + "'.", e);
        } catch (ExecutionException e) {
            throw new IOException("What the command for the encryption key prints could not be read: '" + command + "'.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The command for the encryption key was interrupted: '" + command + "'.", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static byte[] printed(Process process) {
        try (InputStream out = process.getInputStream()) {
            return out.readNBytes(EncryptionKey.LONGEST_TEXT);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static EncryptionKey key(byte[] text, String what) throws IOException {
        try {
            return EncryptionKey.of(text);
        } catch (GeneralSecurityException none) {
            throw new IOException(what + " no encryption key: make one with 'pathwarden key --new-encryption-key'.", none);
        }
    }
}
