package dev.pathwarden.policies.authoring;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.engine.Part;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.LocatedText;
import dev.pathwarden.policies.yaml.YamlName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what each named sub-condition, each clause and the condition of a guardrail come to on one recorded step, in a dry run over the whole path. Pure. */
public final class LiveClauses {

    /** What something came to. */
    public enum State {
        TRUE, FALSE,
        /** Something else than true or false. */
        VALUE,
        /** Something that it reads was not recorded, or it could not be evaluated. */
        NOT_EVALUATED
    }

    /**
     * What a part of the guardrail came to.
     *
     * @param name name in {@code let}; empty for a clause of the condition; {@code when} for all of it
     * @param text the part as it is written
     * @param line line in the file, from 1
     * @param column column, from 1
     * @param state what it came to
     * @param value its value where it is neither true nor false, or why it could not be evaluated; else empty
     */
    public record Said(String name, String text, int line, int column, State state, String value) {
    }

    /**
     * What was found.
     *
     * @param guardrail id of the guardrail; null where the text has none that can be used
     * @param asked whether it is asked of steps of this operation
     * @param said its parts, in the order in which they are written; empty where it is not asked
     */
    public record Answer(String guardrail, boolean asked, List<Said> said) {
        public Answer {
            said = List.copyOf(said);
        }
    }

    private static final Answer NONE = new Answer(null, false, List.of());

    /** A part to ask, with the guardrails that do: one for true and false, one for a value. */
    private record Asked(String name, LocatedText in, int from, int to) {

        String text() {
            return in.text().substring(from, to);
        }
    }

    private LiveClauses() {
    }

    /**
     * Asks the guardrail in which a line of a file lies.
     *
     * @param line from 1
     * @throws IllegalArgumentException if the run has no such step
     */
    public static Answer of(GuardrailSource source, int line, RecordedRun run, StepId step) {
        Operation operation = run.steps().stream().filter(each -> each.id().equals(step)).findFirst().orElseThrow(() -> new IllegalArgumentException("no step " + step + " in this run")).operation();
        Compilation written = GuardrailCompiler.compile(List.of(source));
        int place = -1;
        for (int i = 0; i < written.documents().size(); i++) {
            if (place < 0 || written.documents().get(i).id().line() <= line) {
                place = i;
            }
        }
        if (place < 0) {
            return NONE;
        }
        GuardrailDocument document = written.documents().get(place);
        if (!document.on().contains(operation)) {
            return new Answer(document.id().value(), false, List.of());
        }
        List<Asked> asked = new ArrayList<>();
        document.let().forEach((name, text) -> asked.add(new Asked(name, text, 0, text.text().length())));
        clauses(written.bundle().guardrails().get(place).when().root(), document.when(), asked);
        asked.add(new Asked("when", document.when(), 0, document.when().text().length()));
        document.exceptions().forEach(exception -> asked.add(new Asked("exception " + exception.name().value(), exception.when(), 0, exception.when().text().length())));
        return new Answer(document.id().value(), true, ask(source, document, operation, asked, run, step));
    }

    /** A condition of one clause is told once, as a whole. */
    private static void clauses(Part part, LocatedText when, List<Asked> asked) {
        if (part instanceof Part.All all) {
            all.parts().forEach(each -> leaf(each, when, asked));
        } else if (part instanceof Part.Any any) {
            any.parts().forEach(each -> leaf(each, when, asked));
        }
    }

    private static void leaf(Part part, LocatedText when, List<Asked> asked) {
        if (part instanceof Part.Clause) {
            asked.add(new Asked("", when, part.from(), part.to()));
        } else {
            clauses(part, when, asked);
        }
    }

    private static List<Said> ask(GuardrailSource source, GuardrailDocument document, Operation operation, List<Asked> asked, RecordedRun run, StepId step) {
        StringBuilder text = new StringBuilder();
        Map<String, LocatedText> lets = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            Asked each = asked.get(i);
            boolean let = document.let().containsKey(each.name()) && each.in() == document.let().get(each.name());
            if (let) {
                lets.put(each.name(), each.in());
                text.append(guardrail("v" + i, operation, lets, "true", "{" + each.name() + "}"));
            }
            text.append(guardrail("b" + i, operation, lets, let ? each.name() : each.text(), "true"));
        }
        Compilation compiled = GuardrailCompiler.compile(List.of(new GuardrailSource(source.name(), text.toString(), source.lists())));
        RunDryRun dryRun = new DryRun(compiled.bundle(), DryRunMode.WHOLE_PATH).dryRun(run);
        Map<String, String> met = dryRun.decisions().stream().filter(decision -> decision.step().equals(step)).collect(Collectors.toMap(decision -> decision.verdict().guardrail(), LiveClauses::message, (one, other) -> one));
        Map<String, String> silent = dryRun.notEvaluated().stream().filter(skipped -> skipped.step().equals(step)).collect(Collectors.toMap(RunDryRun.Skipped::guardrail, RunDryRun.Skipped::reason, (one, other) -> one));
        List<String> usable = compiled.bundle().guardrails().stream().map(guardrail -> guardrail.id()).toList();
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Asked each = asked.get(i);
            String id = usable.contains("b" + i) ? "b" + i : "v" + i;
            boolean truth = id.startsWith("b");
            State state = silent.containsKey(id) ? State.NOT_EVALUATED : !truth ? State.VALUE : met.containsKey(id) ? State.TRUE : State.FALSE;
            String value = state == State.NOT_EVALUATED ? silent.get(id) : state == State.VALUE ? met.getOrDefault(id, "") : "";
            said.add(new Said(each.name(), each.text(), each.in().line(each.from()), each.in().column(each.from()), state, value));
        }
        return said;
    }

    private static String message(DryRunDecision decision) {
        return decision.verdict().message();
    }

    private static String guardrail(String id, Operation operation, Map<String, LocatedText> lets, String when, String message) {
        StringBuilder text = new StringBuilder("---\nid: " + id + "\ntitle: a part\non: [" + operation.text() + "]\n");
        if (!lets.isEmpty()) {
            text.append("let:\n");
            lets.forEach((name, let) -> text.append("  ").append(name).append(": ").append(YamlName.quoted(let.text())).append('\n'));
        }
        return text.append("when: ").append(YamlName.quoted(when)).append("\naction: alert\nmessage: ").append(YamlName.quoted(message)).append('\n').toString();
    }
}
