package dev.pathwarden.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guide's chapter "Record my agent", followed to the letter: its files are written, its commands run one block after the other, and what it says they print is what they print. In
 * the guide, … stands for anything.
 */
@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "the command line needs a JDK 25")
class RecordMyAgentTest {

    private static final Path GUIDE = Path.of("..", "docs", "record-my-agent.md");
    private static final int TIMEOUT_MINUTES = 3;

    @TempDir
    private Path directory;

    /** A fenced block: the words behind the fence, and what is in it. */
    private record Block(String info, List<String> lines) {
    }

    @Test
    void guide_followedToTheLetter_doesWhatItSays() throws Exception {
        Path root = Path.of("..").toRealPath();
        Path script = launcher(root);
        List<String> printed = List.of();
        int commands = 0;
        for (Block block : blocks()) {
            switch (block.info().split(" ")[0]) {
                case "sh" -> {
                    printed = run(root, script, block.lines());
                    commands++;
                }
                case "text" -> assertPrinted(printed, block.lines());
                default -> {
                    Path file = directory.resolve(block.info().split(" ")[1]);
                    Files.createDirectories(file.getParent());
                    Files.write(file, block.lines());
                }
            }
        }
        assertThat(commands).isGreaterThan(4);
    }

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        Block open = null;
        for (String line : Files.readAllLines(GUIDE)) {
            if (line.startsWith("```")) {
                if (open == null) {
                    open = new Block(line.substring("```".length()), new ArrayList<>());
                    blocks.add(open);
                } else {
                    open = null;
                }
            } else if (open != null) {
                open.lines().add(line);
            }
        }
        return blocks;
    }

    private Path launcher(Path root) throws IOException {
        Path target = root.resolve("recorder/target");
        Path script = Files.createDirectory(directory.resolve("bin")).resolve("pathwarden");
        Files.writeString(script, "#!/bin/sh\nexec " + Path.of(System.getProperty("java.home"), "bin", "java") + " --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -Dpathwarden.home=" + root + " -cp '"
                + target.resolve("pathwarden-recorder-0.1.0.jar") + ":" + target.resolve("lib") + "/*' dev.pathwarden.recorder.cli.Pathwarden \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private List<String> run(Path root, Path script, List<String> lines) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", String.join("\n", lines)).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PATHWARDEN") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().put("PATH", script.getParent() + ":" + Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        builder.environment().put("PATHWARDEN", root.toString());
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", lines, printed).isZero();
        return printed.lines().toList();
    }

    /** The expected lines, in that order, with others between them. */
    private static void assertPrinted(List<String> printed, List<String> expected) {
        int at = 0;
        for (String line : expected) {
            Pattern pattern = Pattern.compile(Pattern.quote(line).replace("…", "\\E.*\\Q"));
            while (at < printed.size() && !pattern.matcher(printed.get(at)).matches()) {
                at++;
            }
            assertThat(at).as("'%s' in %s", line, printed).isLessThan(printed.size());
            at++;
        }
    }
}
