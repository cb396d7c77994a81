package dev.pathwarden.model.approval;

import dev.pathwarden.model.signing.Hex;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.CanonicalJson;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an answer to a held step is bound to. Both sides compute it from what they know of the step, so an answer to anything else than what
 * the approver was shown does not count.
 *
 * <p>SHA-256 of the UTF-8 of {@code pathwarden-hold 1}, a line feed, and the {@linkplain CanonicalJson canonical JSON} of an object with the keys {@code agent},
 * {@code arguments}, {@code guardrails} (a list of {@code id@version} of the enforced guardrails that asked for the hold), {@code name}, {@code operation} and {@code run}.
 */
public final class HoldBinding {

    private static final String HEAD = "pathwarden-hold 1\n";

    private HoldBinding() {
    }

    /** The binding of a decided step, 64 hex digits. */
    public static String of(Step step, Decision decision) {
        Map<String, Object> bound = new LinkedHashMap<>();
        bound.put("agent", step.agent());
        bound.put("arguments", step.arguments());
        bound.put("guardrails", guardrails(decision));
        bound.put("name", step.name());
        bound.put("operation", step.operation().text());
        bound.put("run", step.run().toString());
        try {
            return Hex.of(MessageDigest.getInstance("SHA-256").digest((HEAD + CanonicalJson.of(bound)).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static List<String> guardrails(Decision decision) {
        List<String> guardrails = new ArrayList<>();
        for (Verdict verdict : decision.verdicts()) {
            if (verdict.mode() == Mode.ENFORCE && verdict.action() == Action.HOLD) {
                guardrails.add(verdict.guardrail() + "@" + verdict.version());
            }
        }
        return guardrails;
    }
}
