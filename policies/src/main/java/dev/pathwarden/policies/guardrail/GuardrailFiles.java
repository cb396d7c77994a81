package dev.pathwarden.policies.guardrail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads guardrail files from disk. */
public final class GuardrailFiles {

    /** Most characters of one file; a longer one is reported by the parser. */
    public static final int MAX_CHARS = 1 << 20;
    private static final int MAX_FILES = 10_000;
    private static final int MAX_DEPTH = 20;

    private GuardrailFiles() {
    }

    /**
     * The guardrail file of that name, or all {@code .yaml} and {@code .yml} files below a directory, sorted by name. Hidden files and
     * linked directories are passed over.
     *
     * @throws IOException if the path does not exist, cannot be read, or holds too many files; the message is a sentence for people
     */
    public static List<GuardrailSource> read(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(source(path, path.getFileName().toString()));
        }
        if (!Files.isDirectory(path)) {
            throw new IOException("There are no guardrails at " + path + ": no such file or directory.");
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path, MAX_DEPTH)) {
            files = walk.filter(file -> isGuardrail(path.relativize(file)) && Files.isRegularFile(file)).sorted().limit(MAX_FILES + 1L).toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable(path, unreadable.getCause());
        } catch (IOException unreadable) {
            throw unreadable(path, unreadable);
        }
        if (files.size() > MAX_FILES) {
            throw new IOException("There are more than " + MAX_FILES + " guardrail files in " + path + ". Name a smaller directory.");
        }
        List<GuardrailSource> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(source(file, path.relativize(file).toString().replace('\\', '/')));
        }
        return sources;
    }

    private static boolean isGuardrail(Path file) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = file.toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static GuardrailSource source(Path file, String name) throws IOException {
        // One byte more than fits, so that the parser sees that the file is too long.
        try (InputStream in = Files.newInputStream(file)) {
            return new GuardrailSource(name, new String(in.readNBytes(MAX_CHARS + 1), StandardCharsets.UTF_8), NamedLists.in(file.toAbsolutePath().getParent()));
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    private static IOException unreadable(Path path, IOException cause) {
        String reason = cause instanceof AccessDeniedException denied ? "no right to read " + denied.getFile() : cause.getMessage();
        return new IOException("The guardrails at " + path + " cannot be read: " + reason + ".", cause);
    }
}
