package dev.pathwarden.policies.compiler;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.Profile;
import dev.pathwarden.policies.novelty.Habits;
import dev.pathwarden.policies.tool.ToolCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

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

    /**
     * The guardrails of a profile alone, each with the action that the profile gives it.
     *
     * @throws IllegalArgumentException if the profile names a guardrail that is not among these; the message names it
     */
    public Compilation under(Profile profile) {
        List<Guardrail> guardrails = new ArrayList<>();
        List<GuardrailDocument> written = new ArrayList<>();
        Set<String> missing = new TreeSet<>(profile.actions().keySet());
        for (int i = 0; i < documents.size(); i++) {
            Guardrail guardrail = bundle.guardrails().get(i);
            Action action = profile.actions().get(guardrail.id());
            if (action != null) {
                missing.remove(guardrail.id());
                guardrails.add(guardrail.withAction(action));
                written.add(documents.get(i));
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("The profile " + profile.name() + " names guardrails that do not exist: " + String.join(", ", missing) + ".");
        }
        return new Compilation(bundle.withGuardrails(guardrails), problems, written, lists);
    }

    /** The same guardrails, which are to know this of tools. */
    public Compilation withTools(ToolCatalogue tools) {
        return new Compilation(bundle.withTools(tools.written()), problems, documents, lists);
    }

    /** The same guardrails, which are to know that of agents. */
    public Compilation withHabits(Habits habits) {
        return new Compilation(bundle.withHabits(habits), problems, documents, lists);
    }
}
