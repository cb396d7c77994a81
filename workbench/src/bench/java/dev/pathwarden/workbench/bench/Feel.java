package dev.pathwarden.workbench.bench;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.bench.MadeRuns;
import dev.pathwarden.model.key.RecorderKey;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How the workbench feels with many steps: makes archives, starts the workbench on each as a process of its own, without a display and drawing by software, and prints what {@link FeelProgram} measured.
 *
 * <p>Properties: {@code bench.steps}, steps of the archive of many runs; {@code bench.target}, where archives are kept, so that they are made once.
 */
public final class Feel {

    /** Steps of the runs that are compared. */
    static final int DIFF = 10_000;
    /** Steps of the run that is drawn as a graph. */
    static final int GRAPH = 2_000;
    /** Steps of the run that is drawn as a graph, folded. */
    static final int FOLDED = 50_000;
    /** Steps of the run that is drawn as a timeline. */
    static final int TIMELINE = 1_000_000;

    private static final int RUN = 1_000;
    private static final int TIMEOUT_MINUTES = 30;

    private Feel() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of(System.getProperty("bench.target")).resolve("feel"));
        int steps = Integer.getInteger("bench.steps");
        Path many = made(directory, steps + ".pathwarden", IntStream.range(0, steps / RUN).mapToObj(i -> MadeRuns.run(i, RUN)).iterator());
        int[] sizes = {DIFF, DIFF, GRAPH, FOLDED, TIMELINE};
        Path longRuns = made(directory, "long.pathwarden", IntStream.range(0, sizes.length).mapToObj(i -> MadeRuns.run(i, sizes[i])).iterator());
        run(directory, "-Xmx" + System.getProperty("bench.heap", "2g"), "many", many);
        run(directory, "-Xmx3g", "long", longRuns);
    }

    private static Path made(Path directory, String name, Iterator<RecordedRun> runs) {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            Archives.write(file, runs, new NotesCodec.Notes(List.of(), List.of()), new RecorderKey(directory.resolve("key")));
        }
        return file;
    }

    private static void run(Path directory, String heap, String mode, Path archive) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), heap, "-Dglass.platform=Headless", "-Dprism.order=sw", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"), FeelProgram.class.getName(), mode, archive.toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        builder.environment().put("XDG_DATA_HOME", directory.resolve("data").toString());
        Process process = builder.redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the workbench did not end with " + mode);
        }
        if (process.exitValue() != 0) {
            throw new IOException("the workbench ended with " + process.exitValue() + " for " + mode);
        }
        System.out.println(mode + " " + archive.getFileName());
        System.out.print(Files.readString(out, StandardCharsets.UTF_8));
    }
}
