package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Step;
import java.util.List;
import java.util.Map;

/** Hash of a step's operation, name and arguments, the same in every process. The order of arguments by name plays no part. Takes time in proportion to the arguments. */
public final class CallKey {

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private CallKey() {
    }

    /** The hash, never 0. */
    public static long of(Step step) {
        long key = mixed(mixed(text(step.operation().text())) + text(step.name())) * MULTIPLIER + value(step.arguments());
        return mixed(key) == 0 ? 1 : mixed(key);
    }

    private static long value(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Map<?, ?> map) {
            long sum = map.size();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sum += mixed(value(entry.getKey()) * MULTIPLIER + value(entry.getValue()));
            }
            return mixed(sum + 1);
        }
        if (value instanceof List<?> list) {
            long all = list.size();
            for (Object each : list) {
                all = mixed(all * MULTIPLIER + value(each));
            }
            return mixed(all + 2);
        }
        if (value instanceof Long number) {
            return mixed(number + 3);
        }
        if (value instanceof Double number) {
            return mixed(Double.doubleToLongBits(number) + 4);
        }
        return value == null ? 5 : mixed(Boolean.TRUE.equals(value) ? 6 : 7);
    }

    private static long text(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = hash * MULTIPLIER + text.charAt(i);
        }
        return mixed(hash);
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 29;
    }
}
