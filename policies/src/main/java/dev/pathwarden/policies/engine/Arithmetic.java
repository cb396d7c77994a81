package dev.pathwarden.policies.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** CEL's arithmetic: integers do not wrap around, and numbers of different types do not mix. */
final class Arithmetic {

    private static final Fault OVERFLOW = Fault.of("the result does not fit into 64 bits", "compare the numbers before you add or multiply them");
    private static final Fault BY_ZERO = Fault.of("division by zero", "ask whether the divisor is 0 first");
    private static final Fault OUT_OF_TIME = Fault.of("the result is no time that can be written down", "add or take away less");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Arithmetic() {
    }

    /** The value of an arithmetic operator on two operands, or a fault. */
    static Object apply(Op op, Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return integers(op, a, b);
        }
        if (left instanceof Double a && right instanceof Double b && op != Op.MODULO) {
            return switch (op) {
                case ADD -> a + b;
                case SUBTRACT -> a - b;
                case MULTIPLY -> a * b;
                default -> a / b;
            };
        }
        if (op == Op.ADD) {
            return add(left, right);
        }
        if (op == Op.SUBTRACT) {
            return subtract(left, right);
        }
        return Fault.mismatch(op, left, right);
    }

    /** The negative of a number, or a fault. */
    static Object negate(Object value) {
        if (value instanceof Long number) {
            return number == Long.MIN_VALUE ? OVERFLOW : (Object) (-number);
        }
        return value instanceof Double number ? (Object) (-number) : Fault.mismatch(Op.NEGATE, value);
    }

    private static Object integers(Op op, long a, long b) {
        try {
            return switch (op) {
                case ADD -> Math.addExact(a, b);
                case SUBTRACT -> Math.subtractExact(a, b);
                case MULTIPLY -> Math.multiplyExact(a, b);
                case DIVIDE -> b == 0 ? BY_ZERO : a == Long.MIN_VALUE && b == -1 ? OVERFLOW : (Object) (a / b);
                default -> b == 0 ? BY_ZERO : (Object) (a % b);
            };
        } catch (ArithmeticException overflow) {
            return OVERFLOW;
        }
    }

    private static Object add(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return a + b;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            List<Object> both = new ArrayList<>(a.size() + b.size());
            both.addAll(a);
            both.addAll(b);
            return both;
        }
        try {
            if (left instanceof Duration a && right instanceof Duration b) {
                return a.plus(b);
            }
            if (left instanceof Instant a && right instanceof Duration b) {
                return inRange(a.plus(b));
            }
            if (left instanceof Duration a && right instanceof Instant b) {
                return inRange(b.plus(a));
            }
        } catch (ArithmeticException | DateTimeException tooFar) {
            return OUT_OF_TIME;
        }
        return Fault.mismatch(Op.ADD, left, right);
    }

    private static Object subtract(Object left, Object right) {
        try {
            if (left instanceof Duration a && right instanceof Duration b) {
                return a.minus(b);
            }
            if (left instanceof Instant a && right instanceof Duration b) {
                return inRange(a.minus(b));
            }
            if (left instanceof Instant a && right instanceof Instant b) {
                return Duration.ofNanos(Duration.between(b, a).toNanos());
            }
        } catch (ArithmeticException | DateTimeException tooFar) {
            return OUT_OF_TIME;
        }
        return Fault.mismatch(Op.SUBTRACT, left, right);
    }

    private static Object inRange(Instant time) {
        return time.isBefore(FIRST) || time.isAfter(LAST) ? OUT_OF_TIME : time;
    }
}
