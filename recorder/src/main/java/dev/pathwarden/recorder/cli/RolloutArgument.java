package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.RolloutParser;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutPlan;
import dev.pathwarden.policies.set.RolloutFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** The plan of a roll-out that a command line names, and how what became of it is told. */
final class RolloutArgument {

    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan, as 'policy rollout plan' writes it.")
    private Path file;

    /** Where it lies. */
    Path file() {
        return file;
    }

    /** Reads the plan and compiles what it is of. */
    Rollout open(Console console) throws IOException {
        RolloutFile rollout = new RolloutFile(file);
        RolloutPlan plan = read(console, rollout);
        GuardrailOption.Loaded loaded = GuardrailOption.load(console, rollout.drafts(plan));
        return new Rollout(plan, file, loaded.bundle(), loaded.compilation().lists());
    }

    private RolloutPlan read(Console console, RolloutFile rollout) throws IOException {
        RolloutParser.Parsed parsed = rollout.read();
        for (Problem problem : parsed.problems()) {
            console.err().println(Escaped.text(problem.toString()));
        }
        return parsed.plan().orElseThrow(() -> new CommandException(ExitCode.INPUT, "The plan " + file + " has errors, and nothing was done; correct those above."));
    }

    /** The key that a command signs with; null where none is named. */
    static SigningKey key(Path file) throws IOException {
        return file == null ? null : SigningOption.key(file);
    }

    /**
     * What was put in place, or waits for signatures.
     *
     * @param proposed null for nothing
     */
    static Map<String, Object> json(Rollout rollout, int stage, Rollout.Proposed proposed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("bundle", rollout.deployed().path().toString());
        result.put("stage", stage + 1);
        if (proposed != null) {
            result.put("hash", proposed.bundle().hash());
            result.put("sequence", proposed.sequence());
            result.put("signers", proposed.signed());
        }
        return result;
    }

    /** Says what was put in place, or waits for signatures. */
    static void print(Console console, Rollout rollout, int stage, Rollout.Proposed proposed, String what) {
        console.out().println(Escaped.text(what + ": " + rollout.told(stage) + (proposed.bundle().hash().isEmpty() ? ", no guardrails" : ", hash " + proposed.bundle().hash()) + (proposed.sequence() == null ? "" : ", sequence " + proposed.sequence())
                + (proposed.signed().isEmpty() ? "" : ", signed by the " + (proposed.signed().size() == 1 ? "key " : "keys ") + Signers.fingerprints(String.join("+", proposed.signed())))));
    }
}
