package dev.pathwarden.policies.compiler;

import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of compiling guardrails.
 *
 * @param bundle the good ones
 * @param problems what is wrong with the others, in file order
 * @param documents the good ones as written, in the order of the bundle
 * @param lists the lists that were compiled into the good ones: the SHA-256 of each by its path from the directory of the guardrails
 */
public record Compilation(Bundle bundle, List<Problem> problems, List<GuardrailDocument> documents, SortedMap<String, String> lists) {
    public Compilation {
        Objects.requireNonNull(bundle, "bundle");
        problems = List.copyOf(problems);
        documents = List.copyOf(documents);
        lists = Collections.unmodifiableSortedMap(new TreeMap<>(lists));
    }

    /** Whether a guardrail was left out. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }
}
