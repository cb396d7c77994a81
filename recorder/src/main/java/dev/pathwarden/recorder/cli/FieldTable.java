package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.lint.FieldUse;
import dev.pathwarden.recorder.cli.text.Style;
import dev.pathwarden.recorder.cli.text.Width;
import java.util.List;
import java.util.stream.Collectors;

/** The fields that guardrails read as text: guardrail by guardrail, a line for each field. */
final class FieldTable {

    private static final int FIELD = 28;

    private FieldTable() {
    }

    static void print(Console console, List<FieldUse> uses) {
        Style style = console.terminal().outStyle();
        String guardrail = null;
        for (FieldUse use : uses) {
            if (!use.guardrail().equals(guardrail)) {
                guardrail = use.guardrail();
                console.out().println(style.strong(Escaped.text(guardrail)));
            }
            String operations = use.operations().size() == Operation.values().length ? "any step"
                    : use.operations().stream().sorted().map(Operation::text).collect(Collectors.joining(", "));
            String indent = "  " + Width.left(use.field().read(), FIELD) + "  ";
            for (String line : Width.wrap(use.operations().isEmpty() ? "nothing on these operations" : String.join(", ", use.field().filledBy(use.operations())) + "; on " + operations, console.terminal().columns() - FIELD - 4, 3)) {
                console.out().println(indent + line);
                indent = " ".repeat(FIELD + 4);
            }
        }
        console.out().println();
    }
}
