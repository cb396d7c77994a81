package dev.pathwarden.policies.engine;

import java.time.Duration;

/** An exception ready to run. */
final class Exemption {

    private static final long NANOS = 1_000_000_000L;

    private final Guardrail.Except except;
    private final Closure condition;
    /** When it ends, epoch nanoseconds; null where it does not. */
    private final Long end;

    /**
     * An exception.
     *
     * @param monitors those that its operators over earlier steps are among
     */
    Exemption(Guardrail.Except except, Monitors monitors) {
        this.except = except;
        condition = Closures.of(except.condition().expr(), monitors);
        end = except.until() == null ? null : Long.valueOf(except.until().plusDays(1).toEpochDay() * Duration.ofDays(1).toSeconds() * NANOS);
    }

    /** Whether it is for the step of that frame, on which its guardrail was evaluated before. Where it cannot be told, it is not. */
    boolean holds(Frame frame) {
        return isInForce(frame) && Boolean.TRUE.equals(value(frame));
    }

    private boolean isInForce(Frame frame) {
        Long now = frame.step.startNanos();
        return end == null || now != null && now < end;
    }

    private Object value(Frame frame) {
        try {
            return condition.value(frame);
        } catch (UnknownPathException unknown) {
            return Fault.unknown(unknown);
        } catch (RuntimeException fault) {
            return Fault.ofOurs("evaluating it", fault);
        }
    }

    /** What is said where it holds. */
    String message() {
        return "Excepted by " + except.name() + ": " + except.reason();
    }

    /** What it came to on that step, for people. */
    String told(Frame frame) {
        if (end != null && frame.step.startNanos() == null) {
            return "(it ends with " + except.until() + ", and the step has no clock)";
        }
        if (!isInForce(frame)) {
            return "(ended with " + except.until() + ")";
        }
        Object value = value(frame);
        return value instanceof Fault fault ? "(" + fault.reason() + ")" : ValueText.of(value);
    }
}
