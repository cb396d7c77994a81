package dev.pathwarden.workbench.rollout;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailFiles;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.RolloutParser;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutException;
import dev.pathwarden.policies.rollout.RolloutPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** Opens the plan of a roll-out and compiles what it is of. For any thread; takes as long as compiling does. */
final class RolloutFile {

    private RolloutFile() {
    }

    /**
     * The roll-out of a plan.
     *
     * @throws IOException if it cannot be gone on with; the message is for people
     */
    static Rollout open(Path file) throws IOException {
        RolloutPlan plan = plan(file);
        Guardrails compiled = compiled(Rollout.from(file, plan.drafts()));
        return new Rollout(plan, file, compiled.bundle(), compiled.lists());
    }

    /**
     * Guardrails that are rolled out.
     *
     * @param lists the lists that were compiled into them, and the SHA-256 of each
     */
    record Guardrails(Bundle bundle, SortedMap<String, String> lists) {
    }

    /**
     * The guardrails of a directory, a file or a bundle.
     *
     * @throws IOException if one cannot be compiled; the message is for people
     */
    static Guardrails compiled(Path drafts) throws IOException {
        if (BundleFile.isBundle(drafts)) {
            return new Guardrails(new BundleFile(drafts).open().bundle(), Collections.emptySortedMap());
        }
        Compilation compiled = GuardrailCompiler.compile(GuardrailFiles.read(drafts));
        if (compiled.hasErrors()) {
            throw new RolloutException(first(compiled.problems()));
        }
        return new Guardrails(compiled.bundle(), compiled.lists());
    }

    private static RolloutPlan plan(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            RolloutParser.Parsed parsed = RolloutParser.parse(new GuardrailSource(file.toString(), new String(in.readNBytes(GuardrailFiles.MAX_CHARS + 1), StandardCharsets.UTF_8)));
            return parsed.plan().orElseThrow(() -> new RolloutException(first(parsed.problems())));
        }
    }

    private static String first(List<Problem> problems) {
        return problems.stream().filter(problem -> problem.severity() == Problem.Severity.ERROR).findFirst().map(Problem::toString).orElse("");
    }
}
