package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.judge.Figures;
import dev.pathwarden.policies.judge.HeldOut;
import dev.pathwarden.policies.judge.Judge;
import dev.pathwarden.policies.judge.Stopped;
import dev.pathwarden.policies.judge.Threshold;
import dev.pathwarden.policies.judge.Tightening;
import dev.pathwarden.policies.judge.TradeOff;
import dev.pathwarden.policies.statistics.Proportion;
import dev.pathwarden.recorder.cli.text.Style;
import dev.pathwarden.recorder.cli.text.Width;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guardrails measured on judged steps, as text: the figures, then what each threshold trades, then the clauses that would let good work go on. */
final class JudgeText {

    private static final int COUNT = 12;
    private static final int SHARE = 34;
    private static final int BAR = 10;
    private static final int INTERVAL = 16;
    private static final int MOST_CLAUSES = 10;

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    JudgeText(Console console) {
        this.out = console.out();
        this.style = console.terminal().outStyle();
        this.columns = console.terminal().columns();
    }

    void print(Judge judge, Stopped all, List<JudgeShowCommand.Measured> measured) {
        note("Measured on " + RecordingReport.count(judge.set().count(true), "step") + " that should be stopped and " + RecordingReport.count(judge.set().count(false), "step") + " of good work, in "
                + RecordingReport.count(judge.set().runs().size(), "run") + ".");
        out.println();
        int name = columns - 4 * (COUNT + 2);
        out.println(style.strong(Width.left("GUARDRAIL", name) + cell("RIGHT STOPS") + cell("MISSED") + cell("WRONG STOPS") + cell("LEFT ALONE")));
        measured.forEach(one -> row(one.written().id(), one.stopped().figures(), name));
        if (measured.size() != 1) {
            row("all together", all.figures(), name);
        }
        out.println();
        share("Of the stops, right", all.figures().precision());
        share("Of what should be stopped, stopped", all.figures().recall());
        share("Of good work, left alone", all.figures().utility());
        if (all.notEvaluated() > 0) {
            note("On " + RecordingReport.count(all.notEvaluated(), "judged step") + " that is not stopped some guardrail could not be evaluated, as it reads what was not recorded.");
        }
        note("In brackets the interval that holds the true share with 95 % confidence, were these steps a sample of all.");
        for (JudgeShowCommand.Measured one : measured) {
            one.tradeOffs().forEach(tradeOff -> print(one, tradeOff));
            clauses(one);
        }
    }

    private void note(String sentence) {
        Width.wrap(sentence, columns).forEach(out::println);
    }

    private static String cell(Object value) {
        return "  " + Width.right(String.valueOf(value), COUNT);
    }

    private static String wide(String value) {
        return "  " + Width.right(value, INTERVAL);
    }

    private static String interval(Optional<Proportion> share) {
        return share.map(known -> String.format(Locale.ROOT, "%.0f %% (%.0f-%.0f)", 100 * known.share(), 100 * known.least(), 100 * known.most())).orElse("-");
    }

    private void row(String id, Figures figures, int name) {
        String wrong = cell(figures.wrongStops());
        out.println(Width.left(Escaped.text(id), name) + cell(figures.rightStops()) + cell(figures.missed()) + (figures.wrongStops() > 0 ? style.warning(wrong) : wrong) + cell(figures.leftAlone()));
    }

    private void share(String what, Optional<Proportion> share) {
        out.println(Width.left(what + ":", SHARE + 2) + share.map(Proportion::text).orElse("-"));
    }

    private void print(JudgeShowCommand.Measured one, TradeOff tradeOff) {
        out.println();
        out.println(style.strong(Width.cut(Escaped.text(one.written().id() + ", instead of the " + tradeOff.threshold().literal() + " in " + tradeOff.threshold().clause()), columns)));
        Threshold threshold = tradeOff.threshold();
        int name = columns - 2 * (COUNT + 2) - 2 * (INTERVAL + 2) - BAR - 4;
        out.println("  " + Width.left(threshold.isTime() ? "TIME" : "NUMBER", name) + cell("RIGHT STOPS") + cell("WRONG STOPS") + wide("STOPPED") + wide("LEFT ALONE"));
        int most = Math.max(1, tradeOff.points().stream().mapToInt(point -> Math.max(point.figures().rightStops(), point.figures().wrongStops())).max().orElse(1));
        for (TradeOff.Point point : tradeOff.points()) {
            boolean first = point == tradeOff.points().get(0);
            boolean last = point == tradeOff.points().get(tradeOff.points().size() - 1);
            String least = threshold.written(point.least());
            String numbers = first && last ? "any" : last ? least + " and more" : point.least().compareTo(point.most()) == 0 ? least : least + " to " + threshold.written(point.most());
            String line = (point.present() ? "> " : "  ") + Width.left(numbers + (point.present() ? " (now)" : ""), name) + cell(point.figures().rightStops()) + cell(point.figures().wrongStops()) + wide(interval(point.figures().recall()))
                    + wide(interval(point.figures().utility()));
            out.println(line + "  " + "+".repeat(point.figures().rightStops() * BAR / 2 / most) + style.warning("-".repeat(point.figures().wrongStops() * BAR / 2 / most)));
        }
        if (!tradeOff.whole()) {
            note("Not all that matter were tried: there are too many.");
        }
    }

    private void clauses(JudgeShowCommand.Measured one) {
        Figures now = one.stopped().figures();
        if (now.wrongStops() == 0) {
            return;
        }
        out.println();
        note(Escaped.text(one.written().id()) + " stops good work " + (now.wrongStops() == 1 ? "once" : now.wrongStops() + " times") + "; it stops rightly " + (now.rightStops() == 1 ? "once" : now.rightStops() + " times") + ". "
                + (one.tightenings().clauses().isEmpty() ? "No clause was found that would let it go on." : "One of these clauses more in 'when' would leave:"));
        if (one.tightenings().clauses().isEmpty()) {
            return;
        }
        out.println(style.strong("   N" + cell("RIGHT STOPS") + cell("WRONG STOPS") + "  CLAUSE"));
        for (int i = 0; i < Math.min(MOST_CLAUSES, one.tightenings().clauses().size()); i++) {
            Tightening each = one.tightenings().clauses().get(i);
            out.println(Width.cut(Width.right(String.valueOf(i + 1), 4) + cell(each.figures().rightStops()) + cell(each.figures().wrongStops()) + "  " + Escaped.text(each.clause()), columns));
        }
        if (one.tightenings().clauses().size() > MOST_CLAUSES) {
            out.println("   and " + (one.tightenings().clauses().size() - MOST_CLAUSES) + " more; --json has all.");
        }
        note("They are measured on the steps that they were found in: a clause that lists what these had fits them, and may fit no others.");
        HeldOut heldOut = one.tightenings().heldOut();
        note(heldOut == null ? "Too few runs have judged steps that it stops to hold some out and measure on those." : "Found in some runs and measured on others (" + RecordingReport.count(heldOut.runs(), "run") + ", "
                + (heldOut.parts() == heldOut.runs() ? "each" : "in " + heldOut.parts() + " parts, each") + " held out in turn), the best clause leaves " + heldOut.figures().rightStops() + " right and " + heldOut.figures().wrongStops()
                + " wrong stops: what to expect of it elsewhere.");
        note("'--guardrail " + Escaped.text(one.written().id()) + " --take 1 --out FILE' writes it with the first.");
    }
}
