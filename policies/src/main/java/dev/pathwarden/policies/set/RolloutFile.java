package dev.pathwarden.policies.set;

import dev.pathwarden.policies.guardrail.GuardrailFiles;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.RolloutParser;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutException;
import dev.pathwarden.policies.rollout.RolloutPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The plan of a roll-out in a file.
 *
 * @param path where it lies
 */
public record RolloutFile(Path path) {

    /** Reads the plan, and what is wrong with it. */
    public RolloutParser.Parsed read() throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new RolloutException(path + " is no file, and so no plan: name the one that 'pathwarden policy rollout plan' wrote.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return RolloutParser.parse(new GuardrailSource(path.toString(), new String(in.readNBytes(GuardrailFiles.MAX_CHARS + 1), StandardCharsets.UTF_8)));
        }
    }

    /** Where the guardrails lie that a plan in this file rolls out. */
    public Path drafts(RolloutPlan plan) {
        return Rollout.from(path, plan.drafts());
    }

    /**
     * Reads the plan and compiles what it is of. Takes as long as compiling does.
     *
     * @throws RolloutException if the plan has an error, of which the first is told, or cannot be gone on with
     * @throws GuardrailSetException if a guardrail has
     */
    public Rollout open() throws IOException {
        RolloutParser.Parsed parsed = read();
        RolloutPlan plan = parsed.plan().orElseThrow(() -> new RolloutException(parsed.problems().stream().filter(problem -> problem.severity() == Problem.Severity.ERROR).findFirst().map(Problem::toString).orElse("")));
        GuardrailSet drafts = GuardrailSet.read(drafts(plan)).whole();
        return new Rollout(plan, path, drafts.bundle(), drafts.compilation().lists());
    }
}
