package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.policies.trust.FaultText;
import java.util.EnumMap;
import java.util.Map;

/**
 * A value that says why there is none. It flows through a condition like a value and is absorbed where CEL absorbs errors, so that
 * a field that was not recorded costs no exception.
 */
final class Fault {

    private static final Map<Field, Fault> ABSENT = new EnumMap<>(Field.class);

    static {
        for (Field field : Field.values()) {
            ABSENT.put(field, field.isOfNovelty() ? missing(field.read() + " is not known: no baseline for this agent tells it", "learn one with 'pathwarden baseline'")
                    : field.isKept() ? missing(field.read() + " was not traced for this step", "a dry run on the whole path traces it anew")
                    : missing(field.read() + " was not recorded", "ask has(" + field.read() + ") first"));
        }
    }

    private final boolean missing;
    private final String reason;
    private final String sentence;

    private Fault(boolean missing, String reason, String remedy) {
        this.missing = missing;
        this.reason = reason;
        this.sentence = remedy == null ? reason : reason + "; " + remedy;
    }

    /** A field that the step does not carry. */
    static Fault absent(Field field) {
        return ABSENT.get(field);
    }

    /** Something that was not recorded, and what its author can do about that. */
    static Fault missing(String what, String remedy) {
        return new Fault(true, what, remedy);
    }

    /** Something that cannot be computed, and what its author can do about that. */
    static Fault of(String reason, String remedy) {
        return new Fault(false, reason, remedy);
    }

    /** A fault of ours while something was done. */
    static Fault ofOurs(String doing, Throwable fault) {
        return new Fault(false, FaultText.of(doing, fault), null);
    }

    /** What could not be known of the step because of a fault of ours. */
    static Fault unknown(UnknownPathException unknown) {
        return new Fault(false, unknown.getMessage(), null);
    }

    /** An operator on values it is not made for. */
    static Fault mismatch(Op op, Object... operands) {
        StringBuilder types = new StringBuilder();
        for (Object operand : operands) {
            types.append(types.isEmpty() ? "" : " and ").append(ValueText.type(operand));
        }
        return unfit(op.text(), types.toString());
    }

    /** Something on a value that it is not made for. */
    static Fault unfit(String what, String type) {
        return of("'" + what + "' does not work on " + type, "the type of an argument is what was passed in: ask only where it is that one");
    }

    /** Whether something was not recorded, as opposed to not computable. */
    boolean isMissing() {
        return missing;
    }

    /** Why, for people. */
    String reason() {
        return reason;
    }

    /** Why, and what can be done about it. */
    String sentence() {
        return sentence;
    }

    @Override
    public String toString() {
        return reason;
    }
}
