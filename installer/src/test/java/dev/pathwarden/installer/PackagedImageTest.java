package dev.pathwarden.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the workbench from the image that the package phase made, without a display and without a JDK beside it. */
class PackagedImageTest {

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int START_LIMIT_SECONDS = 180;

    private final Path image = Path.of(System.getProperty("pathwarden.image"));
    private final Path sample = Path.of(System.getProperty("pathwarden.sample"));

    /** Empty, and moved away from where it was built, because that is how an image is used. */
    @TempDir
    Path elsewhere;

    private Path moved;

    @BeforeEach
    void moveImage() throws IOException {
        moved = elsewhere.resolve("pathwarden-workbench");
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = moved.resolve(image.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES, java.nio.file.LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    @Test
    void image_startedHeadlessOnASample_writesPicturesAndNoWarning() throws Exception {
        Path pictures = Files.createDirectory(elsewhere.resolve("pictures"));
        Result result = start("--pictures", pictures.toString(), sample.toString());

        assertThat(result.output).doesNotContain("Exception").doesNotContain("WARNING");
        assertThat(result.exit).as(result.output).isZero();
        try (Stream<Path> files = Files.list(pictures)) {
            List<Path> written = files.toList();
            assertThat(written).extracting(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith("timeline"))
                    .anyMatch(name -> name.startsWith("path-graph"))
                    .anyMatch(name -> name.startsWith("diff"))
                    .anyMatch(name -> name.startsWith("rehearsal"));
            for (Path file : written) {
                assertThat(Files.readAllBytes(file)).as(file.toString()).startsWith(PNG_SIGNATURE);
            }
        }
    }

    @Test
    void image_startedOnAFileThatIsNoSnapshot_saysSoInOneSentence() throws Exception {
        Path noSnapshot = Files.writeString(elsewhere.resolve("notes.txt"), "not a snapshot");
        Result result = start("--pictures", elsewhere.resolve("none").toString(), noSnapshot.toString());

        assertThat(result.exit).as(result.output).isEqualTo(3);
        assertThat(result.output.strip().lines()).hasSize(1);
        assertThat(result.output).contains("notes.txt").doesNotContain("Exception");
    }

    private Result start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(moved.resolve("bin/pathwarden-workbench").toString()));
        command.addAll(List.of(arguments));
        File output = elsewhere.resolve("output.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        boolean ended = process.waitFor(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output.toPath());
        assertThat(ended).as("ended within %d seconds, having said: %s", START_LIMIT_SECONDS, text).isTrue();
        return new Result(process.exitValue(), text);
    }

    private record Result(int exit, String output) {
    }
}
