package dev.pathwarden.recorder.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine;

/** The reference page of the command line, made from the commands themselves. */
final class CommandLinePage {

    private static final String HEAD = """
            # The command line

            Made from the commands' own help; `./mvnw -pl recorder -am verify -Dpw.update=docs` writes it anew.

            Results go to standard output, everything else to standard error. Progress is shown on a terminal and nowhere else; colours as well, and not where
            `NO_COLOR` is set. What a watched program wrote is escaped: it cannot reach your terminal as a command.

            A SNAPSHOT is whatever `run`, `demo`, `import`, `export` or a bare agent left: a directory with a store or journals, or an archive. A RUN is its number in
            the table that `show` prints, its id, or the beginning of its id.

            """;

    private CommandLinePage() {
    }

    static String text() {
        Console nowhere = new Console(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), Terminal.NONE);
        CommandLine line = Pathwarden.commandLine(new Invocation(nowhere, () -> null, Map.of()));
        StringJoiner page = new StringJoiner("\n\n", HEAD, "\n");
        add(page, line);
        return page.toString();
    }

    private static void add(StringJoiner page, CommandLine line) {
        page.add("## " + line.getCommandSpec().qualifiedName() + "\n\n```\n" + line.getUsageMessage(CommandLine.Help.Ansi.OFF).strip().replace(System.lineSeparator(), "\n") + "\n```");
        line.getSubcommands().values().forEach(sub -> add(page, sub));
    }
}
