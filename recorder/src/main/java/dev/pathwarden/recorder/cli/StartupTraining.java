package dev.pathwarden.recorder.cli;

import dev.pathwarden.recorder.home.ProductHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Goes once through the commands that are used most, so that the JVM can write the classes they load into an archive for later starts.
 *
 * <p>The launcher script runs this at the end of a build. It prints nothing, and leaves nothing but what the JVM writes.
 */
public final class StartupTraining {

    private StartupTraining() {
    }

    /** Runs the commands on the sample archives below the product's home, where there are some. */
    public static void main(String[] args) throws IOException {
        run(ProductHome.ofSystem().root().resolve("sample-traces"));
    }

    static void run(Path samples) throws IOException {
        Path directory = Files.createTempDirectory("pathwarden-training");
        try {
            execute("--help");
            execute("policy", "test");
            for (Path archive : archives(samples)) {
                Path store = directory.resolve("store");
                execute("snapshot", archive.toString(), "--out", store.toString());
                execute("show", store.toString());
                execute("show", store.toString(), "1");
                execute("show", store.toString(), "1", "--json");
                execute("why", store.toString(), "1");
                execute("dry-run", store.toString());
            }
        } finally {
            try (Stream<Path> made = Files.walk(directory)) {
                made.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }

    private static List<Path> archives(Path samples) throws IOException {
        if (!Files.isDirectory(samples)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(samples, 2, (path, attributes) -> attributes.isRegularFile() && path.toString().endsWith(".pathwarden"))) {
            return files.sorted().limit(1).toList();
        }
    }

    private static void execute(String... arguments) {
        Console nowhere = new Console(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), Terminal.NONE);
        Pathwarden.execute(new Invocation(nowhere, ProductHome::ofSystem, Map.of()), arguments);
    }
}
