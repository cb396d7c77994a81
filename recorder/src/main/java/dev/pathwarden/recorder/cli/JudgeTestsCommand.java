package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.authoring.SavedFile;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.judge.JudgedSet;
import dev.pathwarden.policies.judge.JudgedTests;
import dev.pathwarden.policies.judge.WrittenGuardrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "tests", sortOptions = false,
        header = "Make judged steps tests of a guardrail.",
        description = {"Steps that should be stopped expect the guardrail's action, good work expects allow. With --policies each test was run: it comes to what a dry run comes to on the recorded step, and has the steps before it only where it takes "
            + "them. --write puts them into the guardrail's file, behind those that it has; nothing else of the file changes. Without --policies they are printed for a guardrail that is not written yet, and nobody ran them.",
            "Secrets and personal data that the detectors know are replaced by marks, as 'export --redact personal' does. Look at the tests before you hand the file on: no detector finds everything."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:a snapshot, case or guardrail cannot be read, no step is judged, or the file changed meanwhile; nothing is written", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden judge tests --policies drafts/payments.yaml --write pathwarden-demo", "  pathwarden judge tests --action block pathwarden-demo"})
final class JudgeTestsCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--policies", paramLabel = "DIR", description = "The guardrails: a directory of YAML files, or one such file.")
    private Path policies;

    @Option(names = "--guardrail", paramLabel = "ID", description = "Tests of this guardrail alone.")
    private String guardrail;

    @Option(names = "--write", description = "Put them into the file, in the place of printing them.")
    private boolean write;

    @Option(names = "--failing", description = "Those too that fail until the guardrail is changed: good work that it stops, and steps that it misses.")
    private boolean failing;

    @Option(names = "--most", paramLabel = "N", defaultValue = "" + JudgedTests.USUAL, description = "Most tests of a guardrail; first those in which its clauses come out differently (default: ${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--action", paramLabel = "ACTION", description = "Without --policies: action of the guardrail that will be written (default: hold).")
    private Action action;

    @Mixin
    private ToolsOption tools;

    @Mixin
    private BaselineOption baseline;

    @Mixin
    private JudgedSnapshots recordings;

    JudgeTestsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        if (action == Action.ALLOW) {
            throw new CommandException(ExitCode.USAGE, "A step that should be stopped is not expected to come to allow: --action is one of block, hold, sandbox, redact, alert.");
        }
        if (policies == null && (write || failing || guardrail != null) || policies != null && action != null) {
            throw new CommandException(ExitCode.USAGE, "--write, --failing and --guardrail are about guardrails that --policies names, and --action about one that is not written yet.");
        }
        if (most < 1) {
            throw new CommandException(ExitCode.USAGE, "--most takes a number from 1 upwards.");
        }
        if (policies == null) {
            invocation.console().out().print(JudgedTests.unasked(recordings.read(invocation), action == null ? Action.HOLD : action).indent(2));
            return ExitCode.OK;
        }
        Console console = invocation.console();
        List<GuardrailSource> sources = GuardrailOption.sources(policies);
        GuardrailOption.Loaded loaded = GuardrailOption.load(console, policies).with(tools.load(console)).knowing(baseline.load(console));
        Map<String, List<WrittenGuardrail>> files = new LinkedHashMap<>();
        WrittenGuardrail.of(sources, loaded.compilation()).stream().filter(one -> guardrail == null || one.id().equals(guardrail)).forEach(one -> files.computeIfAbsent(one.source().name(), name -> new ArrayList<>()).add(one));
        if (files.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "There is no guardrail" + (guardrail == null ? "" : " '" + guardrail + "'") + " that compiles in " + policies + ".");
        }
        JudgedSet set = recordings.read(invocation);
        for (List<WrittenGuardrail> file : files.values()) {
            of(console, set, file);
        }
        return loaded.whole() ? ExitCode.OK : ExitCode.INPUT;
    }

    private void of(Console console, JudgedSet set, List<WrittenGuardrail> file) throws IOException {
        List<JudgedTests> made;
        try (Progress progress = console.progress("judged steps:")) {
            int[] tried = {0};
            made = JudgedTests.of(set, file, new JudgedTests.Wanted(failing, most), () -> progress.at(++tried[0], 0));
        }
        GuardrailSource source = file.get(0).source();
        if (write) {
            write(source, made);
        }
        for (JudgedTests each : made) {
            if (each.tests().isEmpty() && each.left().isEmpty() && made.size() > 1) {
                continue;
            }
            if (!write) {
                console.out().println("# " + each.guardrail().id());
                each.tests().forEach(test -> test.lines().forEach(line -> console.out().println("  " + line)));
            }
            JudgedTestsText.sentences(each, write ? source.name() : null).forEach(sentence -> (write ? console.out() : console.err()).println(Escaped.text(sentence)));
        }
    }

    private void write(GuardrailSource source, List<JudgedTests> made) throws IOException {
        Path path = Files.isDirectory(policies) ? policies.resolve(source.name()) : policies;
        String text = JudgedTests.text(source.text(), made).orElseThrow(() -> new CommandException(ExitCode.INPUT, path + " writes its tests on one line, where none are added: put each below 'tests:' on lines of its own."));
        Optional<SavedFile.Other> other = text.equals(source.text()) ? Optional.empty() : SavedFile.write(path, text, source.text());
        if (other.isPresent()) {
            throw new CommandException(ExitCode.INPUT, path + " was changed while the tests were made, so nothing was written: try again.");
        }
    }
}
