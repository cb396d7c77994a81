package dev.pathwarden.recorder.cli.report;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.dryrun.Aftermath;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.Flip;
import dev.pathwarden.policies.dryrun.GuardrailChange;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.engine.Reasons;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.recorder.cli.json.JsonWriter;
import dev.pathwarden.recorder.cli.text.FlipText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A dry run as SARIF 2.1.0: guardrails are its rules, and what they say of steps its results, each at the clause in the guardrail file that decided and at the step as a logical place.
 *
 * <p>Of two sets that are compared, a result is a guardrail that decides a step differently: {@code baselineState} says whether only the tried set asks for something ({@code new}), only the
 * other ({@code absent}), or both for something else ({@code updated}). What could not be evaluated is a result of the kind {@code open}, once per guardrail and reason.
 */
public final class SarifReport {

    private static final String SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final DryRunResult result;
    private final GuardrailPlaces tried;
    private final GuardrailPlaces other;
    private final Map<String, Integer> rules = new LinkedHashMap<>();

    private SarifReport(DryRunResult result, GuardrailPlaces tried, GuardrailPlaces other) {
        this.result = result;
        this.tried = tried;
        this.other = other;
    }

    /**
     * Writes the report as UTF-8 text.
     *
     * @param tried where the guardrails stand that were tried
     * @param other where those stand that they were compared with; null where they were compared with none
     * @param version version of this program
     */
    public static void write(DryRunResult result, GuardrailPlaces tried, GuardrailPlaces other, String version, Writer out) throws IOException {
        new JsonWriter(out).write(new SarifReport(result, tried, other).log(version));
        out.write('\n');
    }

    private Map<String, Object> log(String version) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Pathwarden");
        driver.put("semanticVersion", version);
        driver.put("rules", rules());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("automationDetails", Map.of("id", "pathwarden/dry-run/"));
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", results());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    private List<Object> rules() {
        List<Object> list = new ArrayList<>();
        List<GuardrailDocument> documents = new ArrayList<>(tried.documents());
        if (other != null) {
            documents.addAll(other.documents());
        }
        for (GuardrailDocument document : documents) {
            if (rules.putIfAbsent(document.id().value(), list.size()) == null) {
                list.add(rule(document));
            }
        }
        return list;
    }

    private static Map<String, Object> rule(GuardrailDocument document) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", document.id().value());
        rule.put("shortDescription", text(document.title()));
        if (!document.description().isEmpty()) {
            rule.put("fullDescription", text(document.description()));
        }
        List<String> help = new ArrayList<>();
        if (!document.misses().isEmpty()) {
            help.add("Misses: " + document.misses());
        }
        if (!document.falsePositives().isEmpty()) {
            help.add("Stops by mistake: " + document.falsePositives());
        }
        if (!help.isEmpty()) {
            rule.put("help", text(String.join(" ", help)));
        }
        rule.put("defaultConfiguration", Map.of("level", level(document.severity())));
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> tags = new ArrayList<>(List.of("security"));
        document.tags().stream().map(Escaped::text).filter(tag -> !tags.contains(tag)).forEach(tags::add);
        properties.put("tags", tags);
        properties.put("security-severity", score(document.severity()));
        rule.put("properties", properties);
        return rule;
    }

    private static String level(String severity) {
        return switch (severity) {
            case "critical", "high" -> "error";
            case "medium" -> "warning";
            default -> "note";
        };
    }

    /** A number in the middle of the range that code hosts call by the severity's name. */
    private static String score(String severity) {
        return switch (severity) {
            case "critical" -> "9.5";
            case "high" -> "8.0";
            case "medium" -> "5.5";
            default -> "2.0";
        };
    }

    private List<Object> results() {
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < result.report().runs().size(); i++) {
            RunDryRun run = result.report().runs().get(i);
            if (result.flips() == null) {
                Map<StepId, Aftermath.Hanging> hanging = run.aftermath().byStep();
                run.decisions().forEach(decision -> results.add(decision(run, decision, hanging.get(decision.step()))));
            } else {
                result.flips().get(i).forEach(flip -> flip.changes().forEach(change -> results.add(change(flip, change))));
            }
        }
        Map<List<String>, Integer> reasons = new LinkedHashMap<>();
        result.report().runs().forEach(run -> run.notEvaluated().forEach(skip -> reasons.merge(List.of(skip.guardrail(), skip.reason()), 1, Integer::sum)));
        reasons.forEach((what, count) -> results.add(notEvaluated(what.get(0), what.get(1), count)));
        return results;
    }

    /** @param hanging how the step hangs on an earlier stop; null where it does not */
    private Map<String, Object> decision(RunDryRun run, DryRunDecision decision, Aftermath.Hanging hanging) {
        Verdict verdict = decision.verdict();
        int from = verdict.clauses().isEmpty() ? 0 : verdict.clauses().get(0).from();
        Map<String, Object> json = result(verdict.guardrail(), "fail", verdict.message());
        json.put("locations", List.of(location(tried.clause(verdict.guardrail(), "", from), run.run().id(), decision.step(), decision.name())));
        json.put("partialFingerprints", fingerprint(run.run().id(), decision.step(), verdict.guardrail()));
        Map<String, Object> properties = properties(run.run().id(), decision.step(), decision.operation().text(), decision.ordinal(), decision.name());
        properties.put("action", verdict.action().text());
        properties.put("mode", verdict.mode().text());
        if (hanging != null) {
            properties.put("notAsRecorded", (hanging.tie() == Aftermath.Tie.CAUSED ? "caused by " : "fed by ") + hanging.stop());
        }
        properties.put("clauses", verdict.clauses().stream().map(clause -> Escaped.text(clause.text() + " is " + clause.value())).toList());
        json.put("properties", properties);
        return json;
    }

    private Map<String, Object> change(Flip flip, GuardrailChange change) {
        List<String> clauses = FlipText.clauses(change);
        String message = flip.operation().text() + " #" + flip.ordinal() + " " + flip.name() + ": " + FlipText.actions(flip) + ". " + FlipText.sentence(change, flip)
                + (clauses.isEmpty() ? "" : " " + String.join("; ", clauses) + ".");
        Map<String, Object> json = result(change.guardrail(), "fail", message);
        json.put("baselineState", change.after().action() == Action.ALLOW ? "absent" : change.before().action() == Action.ALLOW ? "new" : "updated");
        json.put("locations", List.of(location(place(change), flip.run(), flip.step(), flip.name())));
        json.put("partialFingerprints", fingerprint(flip.run(), flip.step(), change.guardrail()));
        Map<String, Object> properties = properties(flip.run(), flip.step(), flip.operation().text(), flip.ordinal(), flip.name());
        properties.put("before", flip.before().text());
        properties.put("after", flip.after().text());
        properties.put("clauses", clauses);
        json.put("properties", properties);
        return json;
    }

    /** Where the clause stands that made the difference: in the tried set, unless only the other has it. */
    private GuardrailPlaces.Place place(GuardrailChange change) {
        boolean here = tried.document(change.guardrail()) != null;
        List<Reasons.Clause> clauses = here ? change.clausesAfter() : change.clausesBefore();
        Reasons.Clause first = clauses.isEmpty() ? null : clauses.get(0);
        GuardrailPlaces places = here || other == null ? tried : other;
        return places.clause(change.guardrail(), first == null ? "" : first.let(), first == null ? 0 : first.from());
    }

    private Map<String, Object> notEvaluated(String guardrail, String reason, int count) {
        Map<String, Object> json = result(guardrail, "open", "Could not be evaluated on " + count + (count == 1 ? " step: " : " steps: ") + reason + ".");
        json.put("level", "none");
        json.put("occurrenceCount", count);
        GuardrailPlaces.Place place = tried.clause(guardrail, "", 0);
        if (place != null) {
            json.put("locations", List.of(Map.of("physicalLocation", physical(place))));
        }
        return json;
    }

    private Map<String, Object> result(String guardrail, String kind, String message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ruleId", Escaped.text(guardrail));
        if (rules.containsKey(guardrail)) {
            json.put("ruleIndex", rules.get(guardrail));
        }
        json.put("kind", kind);
        json.put("message", text(message.isEmpty() ? guardrail : message));
        return json;
    }

    private static Map<String, Object> location(GuardrailPlaces.Place place, RunId run, StepId step, String name) {
        Map<String, Object> logical = new LinkedHashMap<>();
        logical.put("name", Escaped.text(name));
        logical.put("fullyQualifiedName", run + "/" + step);
        logical.put("kind", "step");
        Map<String, Object> location = new LinkedHashMap<>();
        if (place != null) {
            location.put("physicalLocation", physical(place));
        }
        location.put("logicalLocations", List.of(logical));
        return location;
    }

    private static Map<String, Object> physical(GuardrailPlaces.Place place) {
        Map<String, Object> artifact = new LinkedHashMap<>();
        artifact.put("uri", place.uri());
        if (place.isRelative()) {
            artifact.put("uriBaseId", "%SRCROOT%");
        }
        return Map.of("artifactLocation", artifact, "region", new TreeMap<>(Map.of("startLine", place.line(), "startColumn", place.column())));
    }

    private static Map<String, Object> fingerprint(RunId run, StepId step, String guardrail) {
        return Map.of("stepAndGuardrail/v1", run + "/" + step + "/" + Escaped.text(guardrail));
    }

    private static Map<String, Object> properties(RunId run, StepId step, String operation, int ordinal, String name) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("run", run.toString());
        properties.put("step", step.toString());
        properties.put("operation", operation);
        properties.put("ordinal", ordinal);
        properties.put("name", Escaped.text(name));
        return properties;
    }

    /** A message. What SARIF would take for a link is told apart by a blank. */
    private static Map<String, Object> text(String text) {
        return Map.of("text", Escaped.text(text).replace("](", "] ("));
    }
}
