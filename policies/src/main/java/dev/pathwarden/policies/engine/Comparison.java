package dev.pathwarden.policies.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** CEL's equality and order, numbers of different types included. */
final class Comparison {

    private static final double TWO_TO_63 = 0x1p63;
    /** Result of comparing a double with a NaN. */
    private static final int UNORDERED = 2;

    private Comparison() {
    }

    /** Whether the two are equal; values of types that cannot be compared are not. */
    static boolean equal(Object left, Object right) {
        if (left instanceof String || left instanceof Boolean || left instanceof Instant || left instanceof Duration) {
            return left.equals(right);
        }
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof Number && right instanceof Number) {
            return compareNumbers(left, right) == 0;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return equalLists(a, b);
        }
        return left instanceof Map<?, ?> a && right instanceof Map<?, ?> b && equalMaps(a, b);
    }

    private static boolean equalLists(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> other = right.iterator();
        for (Object each : left) {
            if (!equal(each, other.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> each : left.entrySet()) {
            Object key = keyIn(right, each.getKey());
            if (key == null || !equal(each.getValue(), right.get(key))) {
                return false;
            }
        }
        return true;
    }

    /** The key as the map holds it, with a whole double standing for an integer and the other way round; null where it has none. */
    static Object keyIn(Map<?, ?> map, Object key) {
        if (key == null) {
            return null;
        }
        if (map.containsKey(key)) {
            return key;
        }
        if (key instanceof Double number && number == Math.rint(number) && Math.abs(number) < TWO_TO_63) {
            Long whole = number.longValue();
            return map.containsKey(whole) ? whole : null;
        }
        return null;
    }

    /** Whether a list holds a value equal to this one. */
    static boolean contains(List<?> list, Object value) {
        if (list instanceof TextSet || list instanceof WrittenTexts) {
            return list.contains(value);
        }
        for (Object each : list) {
            if (equal(value, each)) {
                return true;
            }
        }
        return false;
    }

    /** The answer of an order operator, or a fault. */
    static Object order(Op op, Object left, Object right) {
        int order;
        if (left instanceof Number && right instanceof Number) {
            order = compareNumbers(left, right);
            if (order == UNORDERED) {
                return Boolean.FALSE;
            }
        } else if (left instanceof String a && right instanceof String b) {
            order = a.compareTo(b);
        } else if (left instanceof Boolean a && right instanceof Boolean b) {
            order = a.compareTo(b);
        } else if (left instanceof Instant a && right instanceof Instant b) {
            order = a.compareTo(b);
        } else if (left instanceof Duration a && right instanceof Duration b) {
            order = a.compareTo(b);
        } else {
            return Fault.mismatch(op, left, right);
        }
        return switch (op) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    private static int compareNumbers(Object left, Object right) {
        if (left instanceof Long a) {
            return right instanceof Long b ? Long.compare(a, b) : compare(a, (Double) right);
        }
        double a = (Double) left;
        if (right instanceof Long b) {
            return -compare(b, a);
        }
        return compare(a, (double) (Double) right);
    }

    // As cel-java: the integer is rounded to a double, -0.0 is less than 0, and NaN greater than all. A condition means what its author
    // could try out there.
    private static int compare(long left, double right) {
        return Integer.signum(Double.compare((double) left, right));
    }

    // Double.compare would tell 0.0 from -0.0 and find NaN equal to itself.
    private static int compare(double left, double right) {
        return left < right ? -1 : left > right ? 1 : left == right ? 0 : UNORDERED;
    }
}
