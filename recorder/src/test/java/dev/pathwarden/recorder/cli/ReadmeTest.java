package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}\\./pathwarden ([^#\\n]+)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

    @Test
    void commands_ofTheReadme_areCommandsOfTheProduct() throws Exception {
        Console nowhere = new Console(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), Terminal.NONE);
        CommandLine line = Pathwarden.commandLine(new Invocation(nowhere, () -> null, Map.of()));
        List<String> commands = new ArrayList<>();
        Matcher command = COMMAND.matcher(Files.readString(ROOT.resolve("README.md")));
        while (command.find()) {
            commands.add(command.group(1).strip());
            line.parseArgs(commands.get(commands.size() - 1).split(" +"));
        }

        assertThat(commands).hasSizeGreaterThan(5).startsWith("demo", "run -- java -jar your-agent.jar");
    }

    @Test
    void links_ofTheReadme_leadToFiles() throws Exception {
        Matcher link = LINK.matcher(Files.readString(ROOT.resolve("README.md")));
        List<String> links = new ArrayList<>();
        while (link.find()) {
            links.add(link.group(1));
            assertThat(ROOT.resolve(link.group(1))).exists();
        }

        assertThat(links).contains("docs/command-line.md");
    }
}
