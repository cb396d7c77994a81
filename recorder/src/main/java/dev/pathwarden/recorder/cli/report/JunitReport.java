package dev.pathwarden.recorder.cli.report;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.dryrun.Aftermath;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.Flip;
import dev.pathwarden.policies.dryrun.GuardrailChange;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.recorder.cli.text.FlipText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A dry run as JUnit XML: a suite per run, in it a case per step that something is said of and, where nothing is, one that says so.
 *
 * <p>A case is named after the step's operation, place and name, and its class after the run, so that a build server knows it again the next time. It fails only where {@code --fail-on} says
 * so; the conditions themselves are cases of a last suite. What could not be evaluated is skipped.
 */
public final class JunitReport {

    private static final int MESSAGE_CHARS = 500;

    private final XMLStreamWriter xml;
    private final DryRunResult result;

    private JunitReport(XMLStreamWriter xml, DryRunResult result) {
        this.xml = xml;
        this.result = result;
    }

    /** Writes the report as UTF-8 text. */
    public static void write(DryRunResult result, Writer out) throws IOException {
        try {
            // The JDK's own, whatever else is on the class path.
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            new JunitReport(xml, result).write();
            xml.close();
        } catch (XMLStreamException failed) {
            throw failed.getNestedException() instanceof IOException io ? io : new IOException(failed.getMessage(), failed);
        }
    }

    /** What a case came to. */
    private enum Outcome {
        PASSED, FAILED, SKIPPED
    }

    /**
     * A case.
     *
     * @param type name of the count that it is part of
     * @param message one line
     * @param details further lines
     */
    private record Case(String name, Outcome outcome, String type, String message, List<String> details) {
    }

    /** A suite. */
    private record Suite(String name, List<Case> cases) {

        long count(Outcome outcome) {
            return cases.stream().filter(one -> one.outcome == outcome).count();
        }
    }

    private void write() throws XMLStreamException {
        List<Suite> suites = suites();
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "pathwarden dry-run");
        counts(suites);
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", result.seconds()));
        for (Suite suite : suites) {
            line(1);
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", Escaped.text(suite.name));
            counts(List.of(suite));
            // The root element has no such attribute in the schema of Jenkins.
            xml.writeAttribute("skipped", String.valueOf(suite.count(Outcome.SKIPPED)));
            xml.writeAttribute("time", "0");
            for (Case one : suite.cases) {
                write(suite, one);
            }
            line(1);
            xml.writeEndElement();
        }
        line(0);
        xml.writeEndElement();
        xml.writeEndDocument();
        line(0);
    }

    private void counts(List<Suite> suites) throws XMLStreamException {
        xml.writeAttribute("tests", String.valueOf(suites.stream().mapToLong(suite -> suite.cases.size()).sum()));
        xml.writeAttribute("failures", String.valueOf(suites.stream().mapToLong(suite -> suite.count(Outcome.FAILED)).sum()));
        xml.writeAttribute("errors", "0");
    }

    private void write(Suite suite, Case one) throws XMLStreamException {
        line(2);
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "pathwarden." + Escaped.text(suite.name).replace(' ', '.'));
        xml.writeAttribute("name", Escaped.text(one.name));
        xml.writeAttribute("time", "0");
        line(3);
        switch (one.outcome) {
            case FAILED -> {
                xml.writeStartElement("failure");
                xml.writeAttribute("type", one.type);
                xml.writeAttribute("message", cut(one.message));
                text(one);
            }
            case SKIPPED -> {
                xml.writeStartElement("skipped");
                xml.writeAttribute("message", cut(one.message));
            }
            case PASSED -> {
                xml.writeStartElement("system-out");
                text(one);
            }
        }
        xml.writeEndElement();
        line(2);
        xml.writeEndElement();
    }

    private void text(Case one) throws XMLStreamException {
        xml.writeCharacters(Escaped.text(one.message));
        for (String detail : one.details) {
            xml.writeCharacters("\n" + Escaped.text(detail));
        }
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String cut(String message) {
        String safe = Escaped.text(message);
        return safe.length() <= MESSAGE_CHARS ? safe : safe.substring(0, safe.offsetByCodePoints(0, Math.min(MESSAGE_CHARS - 1, safe.codePointCount(0, safe.length())))) + "…";
    }

    private List<Suite> suites() {
        List<Suite> suites = new ArrayList<>();
        for (int i = 0; i < result.report().runs().size(); i++) {
            RunDryRun run = result.report().runs().get(i);
            List<Case> cases = new ArrayList<>();
            if (result.flips() == null) {
                decisions(i, run, cases);
            } else {
                int place = i;
                result.flips().get(i).forEach(flip -> cases.add(flip(place, flip)));
            }
            if (cases.isEmpty()) {
                String nothing = result.flips() == null ? "no step is acted on" : "no step is decided otherwise";
                cases.add(new Case(nothing, Outcome.PASSED, "", nothing + " in " + run.steps() + " steps", List.of()));
            }
            skipped(i, run, cases);
            suites.add(new Suite("run " + run.run().id(), cases));
        }
        if (!result.checks().isEmpty()) {
            suites.add(new Suite("fail-on", result.checks().stream().map(JunitReport::check).toList()));
        }
        return suites;
    }

    private static Case check(DryRunResult.Check check) {
        return new Case(check.text(), check.fails() ? Outcome.FAILED : Outcome.PASSED, "fail-on", check.count() + " is " + check.value(), List.of());
    }

    private void decisions(int place, RunDryRun run, List<Case> cases) {
        Map<StepId, List<DryRunDecision>> steps = new LinkedHashMap<>();
        run.decisions().forEach(decision -> steps.computeIfAbsent(decision.step(), step -> new ArrayList<>()).add(decision));
        Map<StepId, Aftermath.Hanging> hanging = run.aftermath().byStep();
        for (List<DryRunDecision> decisions : steps.values()) {
            DryRunDecision first = decisions.get(0);
            Action strongest = decisions.stream().map(decision -> decision.verdict().action()).max(Action::compareTo).orElseThrow();
            List<String> details = new ArrayList<>();
            details.add("Step " + first.step() + " of run " + run.run().id() + ".");
            Aftermath.Hanging hangs = hanging.get(first.step());
            if (hangs != null) {
                details.add("It would not have happened as recorded: " + (hangs.tie() == Aftermath.Tie.CAUSED ? "caused by" : "fed by") + " step " + hangs.stop() + ", which is stopped.");
            }
            for (DryRunDecision decision : decisions) {
                details.add(decision.verdict().action().text() + " (" + decision.verdict().mode().text() + ") by " + decision.verdict().guardrail() + ": " + decision.verdict().message());
                decision.verdict().clauses().forEach(clause -> details.add("  " + clause.text() + " is " + clause.value()));
            }
            cases.add(new Case(name(first.operation().text(), first.ordinal(), first.name()), outcome(place, first.step()), strongest.text(),
                    strongest.text() + " by " + String.join(", ", decisions.stream().filter(one -> one.verdict().action() == strongest).map(one -> one.verdict().guardrail()).toList()), details));
        }
    }

    private Case flip(int place, Flip flip) {
        String type = flip.newlyStopped() ? CountedRun.NEWLY_STOPPED : flip.newlyAllowed() ? CountedRun.NEWLY_ALLOWED : "changed";
        List<String> details = new ArrayList<>();
        details.add("Step " + flip.step() + " of run " + flip.run() + ".");
        for (GuardrailChange change : flip.changes()) {
            details.add(FlipText.sentence(change, flip));
            FlipText.clauses(change).forEach(clause -> details.add("  " + clause));
        }
        String guardrails = String.join(", ", flip.changes().stream().map(GuardrailChange::guardrail).toList());
        return new Case(name(flip.operation().text(), flip.ordinal(), flip.name()), outcome(place, flip.step()), type, FlipText.actions(flip) + " by " + guardrails, details);
    }

    private Outcome outcome(int place, StepId step) {
        return result.fails(place, step) ? Outcome.FAILED : Outcome.PASSED;
    }

    private void skipped(int place, RunDryRun run, List<Case> cases) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        run.notEvaluated().forEach(skip -> reasons.merge(skip.guardrail() + ": " + skip.reason(), 1, Integer::sum));
        reasons.forEach((reason, count) -> cases.add(new Case("not evaluated: " + reason, result.failsNotEvaluated(place) ? Outcome.FAILED : Outcome.SKIPPED, CountedRun.NOT_EVALUATED,
                reason + ", on " + count + (count == 1 ? " step" : " steps"), List.of())));
    }

    private static String name(String operation, int ordinal, String name) {
        return operation + " #" + ordinal + " " + name;
    }
}
