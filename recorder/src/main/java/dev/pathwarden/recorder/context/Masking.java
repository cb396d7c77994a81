package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.policies.engine.RunGuard;
import dev.pathwarden.policies.text.Ascii;
import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.policies.trust.TrustContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Puts a mark such as {@code [secret.api-key kbgafmohecpnldji]} in the place of each secret in what is recorded of a step, before it reaches the journal. Guardrails and the program get the step as it is, and its labels, which are
 * recorded, tell what was in it. The mark of a value, letter case aside, is the same in all recordings of this user, and tells nothing to whoever has not got the key. For any thread.
 *
 * <p>Texts are looked through where the labels say that detection has found something, or has not looked at everything. So a step without secrets costs a look at its labels and its name, some 80 ns with its end; one
 * with a secret is looked through until nothing more is found, 7.5 microseconds for 600 characters.
 */
public final class Masking {

    /** Masks nothing. */
    public static final Masking NONE = new Masking(new byte[0], Set.of());

    private static final int MARK_LETTERS = 16;
    private static final int NIBBLE = 0xF;
    private static final int HALF_BYTE = 4;
    /** No value that the detectors know is shorter. */
    private static final int SHORTEST = 7;
    private static final String PATH = "path";

    private final Set<String> kinds;
    private final Redaction redaction;

    /**
     * A masking.
     *
     * @param key of 32 bytes, kept where recordings are not
     * @param kinds what is masked: labels, or what they begin with
     */
    public Masking(byte[] key, Set<String> kinds) {
        KeyedHash hash = new KeyedHash(key);
        this.kinds = Set.copyOf(kinds);
        this.redaction = Redaction.under((text, from, to) -> mark(hash, text, from, to), kinds);
    }

    /** Letters alone: with digits among them a mark could itself be one of the numbers that are looked for. */
    private static String mark(KeyedHash hash, CharSequence text, int from, int to) {
        StringBuilder value = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            value.append(c < 128 ? Ascii.lower(c) : Character.toLowerCase(c));
        }
        byte[] hashed = hash.of(value.toString().getBytes(StandardCharsets.UTF_8));
        StringBuilder letters = new StringBuilder(MARK_LETTERS);
        for (int i = 0; i < MARK_LETTERS; i++) {
            letters.append((char) ('a' + (hashed[i / 2] >> (i % 2 == 0 ? HALF_BYTE : 0) & NIBBLE)));
        }
        return letters.toString();
    }

    /** The step as it is recorded. */
    Step step(Step step, Decision decision, Map<String, Object> uncut) {
        if (kinds.isEmpty() || !isLookedThrough(step.labels()) && decision.notEvaluated().stream().noneMatch(silent -> silent.guardrail().equals(RunGuard.EVERY_GUARDRAIL)) && !hides(step)) {
            return step;
        }
        Step.Builder masked = Step.of(step.run(), step.id(), step.operation(), redaction.text(step.name())).parent(step.parent()).agent(step.agent()).pid(step.pid()).thread(redaction.text(step.thread()))
                .startNanos(step.startNanos()).labels(step.labels());
        // A link says to which argument a value came, by the names on the way to it.
        step.links().forEach(link -> masked.link(new Link(link.step(), link.kind(), redaction.text(link.argument()))));
        Map<String, Object> arguments = new LinkedHashMap<>(redaction.arguments(step.arguments()));
        uncut.forEach((key, whole) -> {
            if (whole instanceof String text && step.arguments().get(key) instanceof String cut) {
                arguments.put(key, masked(text, cut));
            }
        });
        masked.arguments(arguments);
        facts(step.facts()).forEach(masked::fact);
        return masked.build();
    }

    /** Whether there is something in what detection does not look at: a name, and the path of a file that bytes are written to. */
    private boolean hides(Step step) {
        return isSecret(step.name()) || step.arguments().get(PATH) instanceof String path && !path.equals(step.name()) && isSecret(path);
    }

    private boolean isSecret(String text) {
        return text != null && text.length() >= SHORTEST && isCovered(Detectors.labels(text));
    }

    /** The decision as it is recorded: what it says of the step, and of those before it. */
    Decision decision(Decision decision) {
        return kinds.isEmpty() || decision.verdicts().isEmpty() && decision.notEvaluated().isEmpty() ? decision : Redacted.redacted(decision, redaction);
    }

    /**
     * The outcome as it is recorded.
     *
     * @param whole the result before it was cut
     */
    Outcome outcome(Outcome outcome, Object whole) {
        if (kinds.isEmpty()) {
            return outcome;
        }
        String error = outcome.error() == null ? null : redaction.text(withoutCutWord(outcome.error()));
        boolean cut = whole instanceof String text && outcome.result() instanceof String kept && kept.length() < text.length();
        if (!cut && !isLookedThrough(outcome.labels())) {
            return error == null || error.equals(outcome.error()) ? outcome
                    : new Outcome(outcome.ticket(), outcome.durationNanos(), outcome.status(), error, outcome.result(), outcome.facts(), outcome.labels());
        }
        Object result = cut ? masked((String) whole, (String) outcome.result()) : redaction.value(outcome.result());
        return new Outcome(outcome.ticket(), outcome.durationNanos(), outcome.status(), error, result, Facts.of(facts(outcome.facts())), outcome.labels());
    }

    /** A text that was cut, masked before it is cut: half of a secret is not known as one. */
    private String masked(String whole, String cut) {
        if (!whole.startsWith(cut)) {
            return redaction.text(cut);
        }
        // Of what lies behind no more is looked at than can belong to a value that begins before.
        String near = whole.length() > 2 * cut.length() ? whole.substring(0, 2 * cut.length()) : whole;
        return StepDraft.bounded(redaction.text(near), cut.length());
    }

    private static String withoutCutWord(String error) {
        int space = error.lastIndexOf(' ');
        return error.length() < Recorder.ERROR_LIMIT || space < 0 ? error : error.substring(0, space + 1) + "\u2026";
    }

    private Map<Field, Object> facts(Facts facts) {
        Map<Field, Object> masked = new LinkedHashMap<>();
        facts.asMap().forEach((field, value) -> masked.put(field, redaction.fact(value)));
        return masked;
    }

    private boolean isLookedThrough(Set<String> labels) {
        return labels.contains(Detectors.SAMPLED) || labels.contains(TrustContext.PROVENANCE_UNKNOWN) || isCovered(labels);
    }

    private boolean isCovered(Set<String> labels) {
        for (String label : labels) {
            for (String kind : kinds) {
                if (label.startsWith(kind) && (label.length() == kind.length() || label.charAt(kind.length()) == '.')) {
                    return true;
                }
            }
        }
        return false;
    }
}
