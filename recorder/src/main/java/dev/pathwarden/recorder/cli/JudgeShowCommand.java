package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.judge.Judge;
import dev.pathwarden.policies.judge.Stopped;
import dev.pathwarden.policies.judge.Threshold;
import dev.pathwarden.policies.judge.Tightening;
import dev.pathwarden.policies.judge.Tightenings;
import dev.pathwarden.policies.judge.TradeOff;
import dev.pathwarden.policies.judge.TradeOffCsv;
import dev.pathwarden.policies.judge.WrittenGuardrail;
import dev.pathwarden.recorder.cli.json.JudgeJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "show", sortOptions = false,
        header = "Measure guardrails on judged steps, with other thresholds and with more clauses.",
        description = {"By a dry run over the whole path of each run with a judged step. For a guardrail that stops judged steps, or that is named: what each number and each time that it draws a line at trades of right stops for wrong ones, "
            + "and, where it stops good work, which clause more would let that go on. Where enough runs have such steps, each part of them is held out in turn, and a clause found in the others is measured on it. All is measured on the judged steps alone; what it means for others a dry run tells."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:a snapshot or case cannot be read, no step is judged, or a guardrail has an error", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden judge show --policies drafts pathwarden-demo", "  pathwarden judge show --policies drafts --guardrail big-payments --take 1 --out tighter.yaml monday tuesday"})
final class JudgeShowCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private GuardrailOption guardrails;

    @Mixin
    private ToolsOption tools;

    @Mixin
    private BaselineOption baseline;

    @Option(names = "--guardrail", paramLabel = "ID", description = "Look at this guardrail alone.")
    private String guardrail;

    @Option(names = "--sweep", paramLabel = "FILE", description = "Write what each number and time trades as comma-separated values, a line for each point. Replaces the file.")
    private Path sweep;

    @Option(names = "--take", paramLabel = "N", description = "Write the guardrail's file with the clause of that number added, to --out. Goes with --guardrail.")
    private Integer take;

    @Option(names = "--out", paramLabel = "FILE", description = "Where --take writes to. Replaces the file.")
    private Path out;

    @Mixin
    private JsonOption json;

    @Mixin
    private JudgedSnapshots recordings;

    JudgeShowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * What was measured of one guardrail.
     *
     * @param stopped what it does alone
     */
    record Measured(WrittenGuardrail written, Stopped stopped, List<TradeOff> tradeOffs, Tightenings tightenings) {
    }

    @Override
    public Integer call() throws IOException {
        if ((take == null) != (out == null) || take != null && guardrail == null) {
            throw new CommandException(ExitCode.USAGE, "--take N writes a guardrail with one clause more: say which guardrail with --guardrail ID, and where to with --out FILE.");
        }
        ReportFile file = out == null ? null : new ReportFile("--out", out);
        ReportFile swept = sweep == null ? null : new ReportFile("--sweep", sweep);
        Console console = invocation.console();
        if (guardrails.isBundle()) {
            throw new CommandException(ExitCode.USAGE, "A bundle holds no text of guardrails: name the directory or file that it was compiled from.");
        }
        List<GuardrailSource> sources = GuardrailOption.sources(guardrails.directory());
        GuardrailOption.Loaded loaded = guardrails.load(console).with(tools.load(console)).knowing(baseline.load(console));
        List<WrittenGuardrail> written = WrittenGuardrail.of(sources, loaded.compilation()).stream().filter(one -> guardrail == null || one.id().equals(guardrail)).toList();
        if (written.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, guardrail == null ? "There is no guardrail that compiles: correct those above." : "There is no guardrail '" + guardrail + "' that compiles: leave out --guardrail to see those that there are.");
        }
        Judge judge = new Judge(recordings.read(invocation));
        Stopped all = judge.stopped(loaded.bundle().withGuardrails(written.stream().map(WrittenGuardrail::guardrail).toList()));
        List<Measured> measured = measure(console, judge, written);
        if (json.wanted()) {
            console.json(json(judge, all, measured));
        } else {
            new JudgeText(console).print(judge, all, measured);
        }
        if (file != null) {
            write(console, file, measured.get(0).tightenings().clauses());
        }
        if (swept != null) {
            swept.write(to -> to.write(csv(measured)));
            console.note("What each number and time trades is in " + swept.path() + ".");
        }
        return loaded.whole() ? ExitCode.OK : ExitCode.INPUT;
    }

    private List<Measured> measure(Console console, Judge judge, List<WrittenGuardrail> written) {
        List<Measured> measured = new ArrayList<>();
        try (Progress progress = console.progress("dry runs:")) {
            int[] tried = {0};
            Runnable between = () -> progress.at(++tried[0], 0);
            for (WrittenGuardrail one : written) {
                Stopped stopped = judge.stopped(one.alone());
                if (stopped.steps().isEmpty() && written.size() > 1) {
                    continue;
                }
                List<TradeOff> tradeOffs = Threshold.of(one).stream().map(threshold -> TradeOff.of(judge, one, threshold, between)).toList();
                measured.add(new Measured(one, stopped, tradeOffs, Tightenings.of(judge, one, between)));
            }
        }
        return measured;
    }

    private void write(Console console, ReportFile file, List<Tightening> tightenings) throws IOException {
        if (take < 1 || take > tightenings.size()) {
            throw new CommandException(ExitCode.INPUT, "There is no clause " + take + " to take: " + (tightenings.isEmpty() ? "none was found." : "there are 1 to " + tightenings.size() + "."));
        }
        file.write(to -> to.write(tightenings.get(take - 1).text()));
        console.note("The guardrail with " + tightenings.get(take - 1).clause() + " is in " + file.path() + ".");
    }

    private static String csv(List<Measured> measured) {
        StringBuilder csv = new StringBuilder(TradeOffCsv.header());
        measured.forEach(one -> one.tradeOffs.forEach(tradeOff -> csv.append(TradeOffCsv.lines(one.written.id(), tradeOff))));
        return csv.toString();
    }

    private static Map<String, Object> json(Judge judge, Stopped all, List<Measured> measured) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("judged", JudgeJson.judged(judge.set()));
        json.put("figures", JudgeJson.figures(all.figures()));
        json.put("guardrails", measured.stream().map(one -> {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("guardrail", one.written.id());
            each.put("figures", JudgeJson.figures(one.stopped.figures()));
            each.put("notEvaluated", one.stopped.notEvaluated());
            each.put("thresholds", one.tradeOffs.stream().map(JudgeJson::tradeOff).toList());
            each.put("clauses", one.tightenings.clauses().stream().map(JudgeJson::tightening).toList());
            each.put("heldOut", JudgeJson.heldOut(one.tightenings.heldOut()));
            return each;
        }).toList());
        return json;
    }
}
