package dev.pathwarden.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The inputs that are kept for a target: one zip of those that together reach all that was ever reached, and a file of its own for each that was a finding. */
public final class Corpus {

    private static final Path DIRECTORY = Path.of("src", "test", "fuzz");

    private Corpus() {
    }

    /** Inputs by their names. */
    public static Map<String, byte[]> of(FuzzTarget target) throws IOException {
        Map<String, byte[]> inputs = new TreeMap<>();
        for (byte[] seed : target.seeds()) {
            inputs.put("seed " + inputs.size(), seed);
        }
        Path zip = DIRECTORY.resolve(target.text() + ".zip");
        if (Files.exists(zip)) {
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    inputs.put(zip.getFileName() + " " + entry.getName(), in.readAllBytes());
                }
            }
        }
        Path findings = DIRECTORY.resolve(target.text());
        if (Files.isDirectory(findings)) {
            try (Stream<Path> files = Files.list(findings)) {
                files.forEach(file -> inputs.put(file.toString(), bytes(file)));
            }
        }
        return inputs;
    }

    /**
     * Keeps these inputs in the place of those in the target's zip; findings stay as they are. The same inputs give the same file.
     *
     * @param directory the inputs, a file each
     */
    static void keep(FuzzTarget target, Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.sorted().toList();
        }
        Path zip = Files.createDirectories(DIRECTORY).resolve(target.text() + ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(file.getFileName().toString());
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                out.putNextEntry(entry);
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
