package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.policies.engine.Guardrail;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What of a guardrail can be another in two sets. */
public enum GuardrailPart {
    /** The operations it is for. */
    OPERATIONS,
    /** Its condition, the named ones that it reads, or a list that any of them reads. */
    CONDITION,
    /** Its exceptions. */
    EXCEPTIONS,
    /** What it asks for, or how that is to be done. */
    ACTION,
    /** Whether that is done. */
    MODE,
    /** How far it is rolled out. */
    STAGE,
    /** What it asks for where it cannot be evaluated. */
    ON_FAULT,
    /** Only words about it: title, severity, tags, message, or how its file is written. */
    WORDS;

    /** The parts in which two guardrails of one id differ; none where they are the same. */
    public static Set<GuardrailPart> differing(Guardrail before, Guardrail now) {
        EnumSet<GuardrailPart> parts = EnumSet.noneOf(GuardrailPart.class);
        boolean rewritten = !before.version().equals(now.version());
        add(parts, OPERATIONS, !before.operations().equals(now.operations()));
        // The version is of the text and the lists it reads: one that is the same says so of the condition, whichever way it was compiled.
        add(parts, CONDITION, rewritten && !(before.when().equals(now.when()) && before.lets().equals(now.lets())));
        add(parts, EXCEPTIONS, !before.exceptions().equals(now.exceptions()));
        add(parts, ACTION, before.action() != now.action() || !before.options().equals(now.options()));
        add(parts, MODE, before.mode() != now.mode());
        add(parts, STAGE, before.stage() == null ? now.stage() != null : !before.stage().equals(now.stage()));
        add(parts, ON_FAULT, before.onFault() != now.onFault());
        add(parts, WORDS, rewritten && parts.isEmpty());
        return Collections.unmodifiableSet(parts);
    }

    private static void add(Set<GuardrailPart> parts, GuardrailPart part, boolean differs) {
        if (differs) {
            parts.add(part);
        }
    }
}
