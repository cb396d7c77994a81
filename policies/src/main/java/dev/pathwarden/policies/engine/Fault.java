package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Field;
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
            ABSENT.put(field, new Fault(true, field.read() + (field.isOfNovelty() ? " is not known: no baseline for this agent tells it" : " was not recorded")));
        }
    }

    private final boolean missing;
    private final String reason;

    private Fault(boolean missing, String reason) {
        this.missing = missing;
        this.reason = reason;
    }

    /** A field that the step does not carry. */
    static Fault absent(Field field) {
        return ABSENT.get(field);
    }

    /** Something that was not recorded. */
    static Fault missing(String what) {
        return new Fault(true, what);
    }

    /** Something that cannot be computed. */
    static Fault of(String reason) {
        return new Fault(false, reason);
    }

    /** An operator on values it is not made for. */
    static Fault mismatch(Op op, Object... operands) {
        StringBuilder types = new StringBuilder();
        for (Object operand : operands) {
            types.append(types.isEmpty() ? "" : " and ").append(ValueText.type(operand));
        }
        return of("'" + op.text() + "' does not work on " + types);
    }

    /** Whether something was not recorded, as opposed to not computable. */
    boolean isMissing() {
        return missing;
    }

    /** Why, for people. */
    String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return reason;
    }
}
