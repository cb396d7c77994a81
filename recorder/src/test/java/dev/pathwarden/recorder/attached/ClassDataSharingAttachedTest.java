package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of an application's classes, made for quicker starts, is used with the agent as without it. */
class ClassDataSharingAttachedTest {

    private static final String PROGRAM = "dev.pathwarden.recorder.attached.program.Carrying";
    private static final String ARCHIVED = "shared objects file (top)";

    @TempDir
    private Path directory;

    @Test
    void archive_ofTheApplication_isStillUsed() throws Exception {
        Path jar = jar();
        Path archive = directory.resolve("application.jsa");
        java(List.of("-XX:ArchiveClassesAtExit=" + archive), jar);
        assertThat(archive).isNotEmptyFile();

        List<String> without = java(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:class+load"), jar);
        List<String> with = java(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:class+load",
                "-javaagent:" + Path.of("target", "pathwarden-agent.jar").toAbsolutePath() + "=out=" + directory.resolve("journal") + ",require=all"), jar);

        List<String> expected = archived(without);
        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(archived(with)).containsAll(expected);
    }

    /** Classes of the application that came from its archive. */
    private static List<String> archived(List<String> lines) {
        return lines.stream().filter(line -> line.contains("dev.pathwarden.recorder.attached.program.") && line.contains(ARCHIVED)).map(line -> line.replaceAll(".*(dev[.]pathwarden[^ ]*) source.*", "$1")).sorted().toList();
    }

    private Path jar() throws IOException {
        Path jar = directory.resolve("application.jar");
        Path classes = Path.of("target", "test-classes");
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file); var all = Files.walk(classes.resolve("dev/pathwarden/recorder/attached/program"))) {
            for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
                out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                out.write(Files.readAllBytes(path));
            }
        }
        return jar;
    }

    private List<String> java(List<String> arguments, Path jar) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        command.addAll(List.of("-cp", jar.toString(), PROGRAM, Files.createTempDirectory(directory, "files").toString()));
        Path out = directory.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(out);
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }
}
