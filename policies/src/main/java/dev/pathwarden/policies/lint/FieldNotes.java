package dev.pathwarden.policies.lint;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which fields guardrails read, and what fills them where. */
public final class FieldNotes {

    private FieldNotes() {
    }

    /** The fields that guardrails read, in file order, those of one guardrail in that of the field table. */
    public static List<FieldUse> uses(Compilation compilation) {
        List<FieldUse> uses = new ArrayList<>();
        for (Guardrail guardrail : compilation.bundle().guardrails()) {
            fields(guardrail).forEach(field -> uses.add(new FieldUse(guardrail.id(), field, carrying(guardrail, field))));
        }
        return uses;
    }

    /** A note for each guardrail that hangs on fields which are not filled on all of its operations, not in an imported conversation, or only with a baseline. */
    public static List<Problem> notes(Compilation compilation) {
        List<Problem> notes = new ArrayList<>();
        for (int i = 0; i < compilation.bundle().guardrails().size(); i++) {
            Guardrail guardrail = compilation.bundle().guardrails().get(i);
            GuardrailDocument document = compilation.documents().get(i);
            Expr when = new Inlined(guardrail).when();
            List<String> gaps = fields(guardrail).stream().map(field -> gap(guardrail, when, field)).filter(gap -> gap != null).toList();
            if (!gaps.isEmpty()) {
                notes.add(new Problem(Problem.Severity.NOTE, document.source(), document.id().line(), document.id().column(),
                        "'" + guardrail.id() + "' hangs on what is not filled everywhere, and is not evaluated there: " + String.join("; ", gaps) + ". Ask has() first where it is to decide without."));
            }
        }
        return notes;
    }

    /** Where nothing fills the field and the condition can hang on it; null where that is nowhere, or everywhere, of which a warning tells. */
    private static String gap(Guardrail guardrail, Expr when, Field field) {
        Set<Operation> carrying = carrying(guardrail, field);
        if (carrying.isEmpty()) {
            return null;
        }
        String only = guardrail.operations().stream().filter(operation -> !carrying.contains(operation)).anyMatch(operation -> new Outcomes(operation, field).canHang(when))
                ? "on " + names(carrying) + " only" : null;
        boolean hangs = carrying.stream().anyMatch(operation -> new Outcomes(operation, field).canHang(when));
        String where = !hangs ? null : field.isOfNovelty() ? "with a baseline only"
                : !field.isInConversations() && carrying.stream().anyMatch(operation -> operation.isInConversations() && new Outcomes(operation, field).canHang(when)) ? "not by an import" : null;
        if (only == null && where == null) {
            return null;
        }
        String by = field.isTold() ? "the recorder" : carrying(guardrail, field).stream().sorted().map(Operation::recordedBy).distinct().collect(Collectors.joining(", "));
        return field.read() + " is filled by " + by + (only == null ? "" : ", " + only) + (where == null ? "" : ", " + where);
    }

    private static Set<Operation> carrying(Guardrail guardrail, Field field) {
        return guardrail.operations().stream().filter(field::appliesTo).collect(Collectors.toCollection(() -> EnumSet.noneOf(Operation.class)));
    }

    private static Set<Field> fields(Guardrail guardrail) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        guardrail.letsAsked().forEach(let -> Lint.collect(let.condition().expr(), fields));
        Lint.collect(guardrail.when().expr(), fields);
        guardrail.exceptions().forEach(except -> Lint.collect(except.condition().expr(), fields));
        return fields;
    }

    private static String names(Set<Operation> operations) {
        return operations.stream().sorted().map(Operation::text).collect(Collectors.joining(", "));
    }
}
