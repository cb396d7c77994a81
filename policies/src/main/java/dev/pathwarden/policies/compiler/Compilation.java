package dev.pathwarden.policies.compiler;

import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.Problem;
import java.util.List;
import java.util.Objects;

/**
 * What came of compiling guardrails.
 *
 * @param bundle the good ones
 * @param problems what is wrong with the others, in file order
 * @param documents the good ones as written, in the order of the bundle
 */
public record Compilation(Bundle bundle, List<Problem> problems, List<GuardrailDocument> documents) {
    public Compilation {
        Objects.requireNonNull(bundle, "bundle");
        problems = List.copyOf(problems);
        documents = List.copyOf(documents);
    }

    /** Whether a guardrail was left out. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }
}
