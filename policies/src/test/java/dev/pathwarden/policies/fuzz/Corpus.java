package dev.pathwarden.policies.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The inputs that are kept for a target: one zip of those that together reach all that was ever reached, and a file of its own for each that was a finding. */
final class Corpus {

    private static final Path DIRECTORY = Path.of("src", "test", "fuzz");

    private Corpus() {
    }

    /** Inputs by their names. */
    static Map<String, byte[]> of(Target target) throws IOException {
        Map<String, byte[]> inputs = new TreeMap<>();
        for (byte[] seed : Seeds.of(target)) {
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

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
