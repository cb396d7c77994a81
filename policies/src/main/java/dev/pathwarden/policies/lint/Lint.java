package dev.pathwarden.policies.lint;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.engine.ActionOptions;
import dev.pathwarden.policies.engine.AtomOperations;
import dev.pathwarden.policies.engine.Condition;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Part;
import dev.pathwarden.policies.engine.SandboxOptions;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.LocatedText;
import dev.pathwarden.policies.guardrail.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Warns of guardrails that compile and probably do not do what their author meant. */
public final class Lint {

    /** Operations of which a recorder can change the arguments and the result. */
    private static final Set<Operation> REDACTABLE = EnumSet.of(Operation.TOOL_CALL, Operation.MCP_CALL);

    private final Compilation compilation;
    private final List<Problem> warnings = new ArrayList<>();
    private final Map<Operation, String> stopped = new EnumMap<>(Operation.class);

    private Lint(Compilation compilation) {
        this.compilation = compilation;
    }

    /** The warnings for guardrails that compiled, in file order. */
    public static List<Problem> check(Compilation compilation) {
        Lint lint = new Lint(compilation);
        List<Inlined> inlined = compilation.bundle().guardrails().stream().map(Inlined::new).toList();
        for (int i = 0; i < inlined.size(); i++) {
            GuardrailDocument document = compilation.documents().get(i);
            Guardrail guardrail = compilation.bundle().guardrails().get(i);
            lint.fields(document, guardrail);
            lint.constant(document, guardrail, inlined.get(i));
            lint.nested(document, guardrail);
            lint.earlierSteps(document, guardrail);
            lint.options(document);
            lint.shadowed(document, i, inlined);
            if (document.tests().isEmpty()) {
                lint.warn(document, "This guardrail has no tests. Give it one step that it stops and one near miss that it lets pass.");
            }
        }
        return List.copyOf(lint.warnings);
    }

    private void fields(GuardrailDocument document, Guardrail guardrail) {
        Set<Field> named = EnumSet.noneOf(Field.class);
        each(document, guardrail, (text, condition) -> {
            Set<Field> here = EnumSet.noneOf(Field.class);
            collect(condition.expr(), here);
            here.removeIf(field -> !named.add(field) || guardrail.operations().stream().anyMatch(field::appliesTo));
            for (Field field : here) {
                int offset = Math.max(0, text.text().indexOf("step." + field.text()));
                warn(document, text, offset, "'step." + field.text() + "' is never recorded for " + names(guardrail.operations()) + "; it belongs to "
                        + names(EnumSet.allOf(Operation.class).stream().filter(field::appliesTo).collect(Collectors.toSet())) + ".");
            }
        });
    }

    private void constant(GuardrailDocument document, Guardrail guardrail, Inlined inlined) {
        Constancy constancy = new Constancy(guardrail.operations());
        Optional<Boolean> whole = constancy.of(inlined.when());
        if (whole.isPresent()) {
            warn(document, document.when(), 0, whole.get() ? "This condition is always true: the guardrail fires on every step of " + names(guardrail.operations()) + "."
                    : "This condition is never true: the guardrail does nothing.");
            if (whole.get() && guardrail.action() == Action.BLOCK) {
                deniesAll(document, guardrail);
            }
            return;
        }
        each(document, guardrail, (text, condition) -> {
            for (Part.Clause clause : condition.clauses()) {
                constancy.of(inlined.of(clause.expr())).ifPresent(truth -> warn(document, text, clause.from(), "This part is always " + truth + "."));
            }
        });
    }

    private void options(GuardrailDocument document) {
        option(document, "abort", document.options().abort(), Action.BLOCK);
        option(document, "sandbox", !document.options().sandbox().equals(SandboxOptions.STRICT), Action.SANDBOX);
        if (document.action() == Action.SANDBOX && document.on().stream().anyMatch(operation -> operation != Operation.CODE_PROCESS)) {
            warn(document, "Only processes can be run in a sandbox: a step of another operation than code.process is denied.");
        }
        option(document, "redact", !document.options().redact().equals(ActionOptions.DEFAULT.redact()), Action.REDACT);
        if (document.action() == Action.REDACT && !REDACTABLE.containsAll(document.on())) {
            warn(document, "Words can be taken out of tool.call and mcp.call only: a step of another operation is denied. Ask for block or hold there, or put the guardrail on tool.call.");
        }
        option(document, "holdFor", !document.options().holdFor().equals(ActionOptions.DEFAULT.holdFor()), Action.HOLD);
    }

    private void option(GuardrailDocument document, String name, boolean given, Action action) {
        if (given && document.action() != action) {
            warn(document, "'" + name + "' says nothing here: it goes with 'action: " + action.text() + "', and this action is " + document.action().text() + ".");
        }
    }

    private void deniesAll(GuardrailDocument document, Guardrail guardrail) {
        for (Operation operation : guardrail.operations()) {
            if (stopped.putIfAbsent(operation, guardrail.id()) == null) {
                warn(document, "With this guardrail every step of " + operation.text() + " is denied, whatever the others say.");
            }
        }
    }

    private void nested(GuardrailDocument document, Guardrail guardrail) {
        each(document, guardrail, (text, condition) -> {
            if (foldDepth(condition.expr()) > 1) {
                warn(document, text, 0, "This goes through a list for each element of another, so its cost grows with both; after 100,000 elements it counts as failed.");
            }
        });
    }

    private void earlierSteps(GuardrailDocument document, Guardrail guardrail) {
        each(document, guardrail, (text, condition) -> {
            for (Part.Clause clause : condition.clauses()) {
                if (neverHappens(clause.expr())) {
                    warn(document, text, clause.from(), "No step of any operation can make a condition in here true: the operations it names and the fields it reads do not go together. Such an earlier step is never found.");
                }
            }
        });
    }

    /** Whether it asks for an earlier step that no operation can have. */
    private static boolean neverHappens(Expr expr) {
        return expr instanceof Expr.Past past && past.atoms().stream().anyMatch(atom -> AtomOperations.of(atom).isEmpty()) || expr.children().stream().anyMatch(Lint::neverHappens);
    }

    private static int foldDepth(Expr expr) {
        int below = 0;
        List<Expr> inside = expr instanceof Expr.Past past ? past.atoms() : expr instanceof Expr.Fold fold ? List.of(fold.condition(), fold.next()) : expr.children();
        for (Expr child : inside) {
            below = Math.max(below, foldDepth(child));
        }
        boolean longList = expr instanceof Expr.Fold fold && !(fold.range() instanceof Expr.ListOf);
        int beside = expr instanceof Expr.Fold fold ? foldDepth(fold.range()) : 0;
        return Math.max(beside, below + (longList ? 1 : 0));
    }

    private void shadowed(GuardrailDocument document, int index, List<Inlined> inlined) {
        Guardrail guardrail = compilation.bundle().guardrails().get(index);
        for (int other = 0; other < inlined.size(); other++) {
            Guardrail stronger = compilation.bundle().guardrails().get(other);
            boolean covers = other != index && stronger.operations().containsAll(guardrail.operations()) && stronger.action().compareTo(guardrail.action()) >= 0
                    && stronger.mode().compareTo(guardrail.mode()) >= 0 && inlined.get(index).conjuncts().containsAll(inlined.get(other).conjuncts());
            // Of two that say the same, only the second is told of.
            boolean same = covers && inlined.get(other).conjuncts().containsAll(inlined.get(index).conjuncts()) && stronger.operations().equals(guardrail.operations())
                    && stronger.action() == guardrail.action() && stronger.mode() == guardrail.mode();
            if (covers && (!same || other < index)) {
                warn(document, "Whenever this guardrail fires, '" + stronger.id() + "' fires as well and asks for " + (same ? "the same" : "no less") + ".");
                return;
            }
        }
    }

    private interface Visitor {
        void visit(LocatedText text, Condition condition);
    }

    private static void each(GuardrailDocument document, Guardrail guardrail, Visitor visitor) {
        guardrail.letsAsked().forEach(let -> visitor.visit(document.let().get(let.name()), let.condition()));
        visitor.visit(document.when(), guardrail.when());
    }

    private static void collect(Expr expr, Set<Field> found) {
        if (expr instanceof Expr.FieldRead read) {
            found.add(read.field());
        } else if (expr instanceof Expr.FieldRecorded recorded) {
            found.add(recorded.field());
        }
        expr.children().forEach(child -> collect(child, found));
    }

    private static String names(Set<Operation> operations) {
        return operations.stream().sorted().map(Operation::text).collect(Collectors.joining(", "));
    }

    private void warn(GuardrailDocument document, String message) {
        warnings.add(new Problem(Problem.Severity.WARNING, document.source(), document.id().line(), document.id().column(), message));
    }

    private void warn(GuardrailDocument document, LocatedText text, int offset, String message) {
        warnings.add(new Problem(Problem.Severity.WARNING, document.source(), text.line(offset), text.column(offset), message));
    }
}
