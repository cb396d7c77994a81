package dev.pathwarden.policies.draft;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.yaml.YamlName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Drafts as the YAML that a person goes on with. What comes from recordings is written so that it is read as the same. Pure. */
public final class DraftText {

    /** A condition that YAML reads as it stands. */
    private static final Pattern PLAIN = Pattern.compile("[a-z][ -~]*");
    private static final int MOST_TESTED = 5;
    private static final int MOST_MISSES = 4;
    private static final int MOST_NAMED = 3;
    private static final int MOST_LEFT_OUT = 10;

    private final StringBuilder text = new StringBuilder();

    private DraftText() {
    }

    /** Guardrail files with the drafts, one document for each; with tests that they pass. */
    public static String of(List<Draft> drafts) {
        return drafts.stream().map(draft -> {
            DraftText written = new DraftText();
            written.guardrail(draft);
            return written.text.toString();
        }).collect(Collectors.joining("---\n"));
    }

    /** The steps of drafts as tests, to stand below {@code tests:} of a guardrail that asks for that action of them. */
    public static String tests(List<Draft> drafts) {
        DraftText written = new DraftText();
        drafts.forEach(draft -> draft.steps().forEach(step -> written.test(name(step.step()), step, draft.flow(), true, draft.action(), "")));
        return written.text.toString();
    }

    private void guardrail(Draft draft) {
        line("# Drafted from " + from(draft.steps()) + (draft.flow() == null ? "" : ", and what came from " + from(List.of(draft.flow().source()))) + ".");
        line("# It asks for what stands in 'when'. What else the steps have in common stands behind # in 'let': take the # away and add its name to 'when'.");
        if (!draft.leftOut().isEmpty()) {
            String more = draft.leftOut().size() > MOST_LEFT_OUT ? " and " + (draft.leftOut().size() - MOST_LEFT_OUT) + " more" : "";
            line("# No condition can keep what the steps have of " + Escaped.text(draft.leftOut().stream().limit(MOST_LEFT_OUT).collect(Collectors.joining(", "))) + more + ": it is too long, of too many kinds, or no text, number or boolean.");
        }
        if (draft.asked().isEmpty()) {
            line("# Nothing is asked of the step: this stops every " + draft.operation().text() + ". Say in 'when' what is not to happen.");
        }
        line("id: " + draft.id());
        line("title: " + YamlName.quoted(draft.title()));
        line("severity: medium");
        line("maturity: sandbox");
        line("on: [" + draft.operation().text() + "]");
        line(draft.asked().isEmpty() ? "# let:" : "let:");
        draft.clauses().forEach(clause -> let(clause, clause.on() && !draft.asked().isEmpty()));
        if (draft.flow() != null) {
            draft.flow().clauses().stream().filter(clause -> !clause.on()).forEach(clause -> let(clause, false));
        }
        line("when: " + (draft.asked().isEmpty() ? "true" : draft.asked().stream().map(DraftClause::name).collect(Collectors.joining(" && "))));
        line("action: " + draft.action().text());
        line("mode: audit");
        line("message: \"{step.name}: as in the steps that this guardrail was drafted from.\"");
        line("tests:");
        draft.steps().stream().limit(MOST_TESTED).forEach(step -> test(name(step.step()), step, draft.flow(), true, draft.action(), "  "));
        draft.asked().stream().limit(MOST_MISSES).forEach(clause -> test("near miss: " + clause.name(), NearMiss.of(draft.steps().get(0), clause), draft.flow(), clause.keep() != Keep.FLOW, Action.ALLOW, "  "));
    }

    private void let(DraftClause clause, boolean asked) {
        line((asked ? "  " : "  # ") + clause.name() + ": " + condition(clause.condition()));
        for (int i = 0; i < clause.choices().size(); i++) {
            if (i != clause.chosen()) {
                line("  # " + clause.name() + ": " + condition(clause.condition(i)) + (i < clause.chosen() ? "  # narrower" : "  # wider"));
            }
        }
    }

    private static String from(List<SeenStep> steps) {
        List<String> ids = new ArrayList<>(steps.stream().limit(MOST_NAMED).map(step -> "step " + step.step().id() + " of run " + step.step().run()).toList());
        if (steps.size() > MOST_NAMED) {
            ids.add(steps.size() - MOST_NAMED + " more");
        }
        return String.join(", ", ids);
    }

    private static String name(Step step) {
        return "step " + step.id() + " of run " + step.run();
    }

    /** @param linked whether values in the arguments came from the source of the flow */
    private void test(String name, SeenStep seen, Flow flow, boolean linked, Action expected, String indent) {
        line(indent + "- name: " + YamlName.quoted(name));
        block(indent + "  ", "step", StepYaml.step(seen.step()));
        Map<String, String> path = new LinkedHashMap<>(StepYaml.path(seen));
        if (flow != null) {
            path.put("steps", StepYaml.step(flow.source().step()).entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).collect(Collectors.joining(", ", "[{", "}]")));
            if (linked) {
                path.put("from", "[1]");
            }
        }
        block(indent + "  ", "path", path);
        line(indent + "  expect: " + expected.text());
    }

    private void block(String indent, String key, Map<String, String> lines) {
        if (!lines.isEmpty()) {
            line(indent + key + ":");
            lines.forEach((name, value) -> line(indent + "  " + name + ": " + value));
        }
    }

    private static String condition(String condition) {
        boolean plain = PLAIN.matcher(condition).matches() && !condition.contains(": ") && !condition.contains(" #") && !condition.endsWith(":") && !condition.endsWith(" ");
        return plain ? condition : YamlName.quoted(condition);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
