package dev.pathwarden.policies.compiler;

import dev.cel.common.values.NullValue;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.FieldType;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.trust.ArgumentRoles;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes steps in which about half of everything was not recorded, and the same facts as cel-java's variables. */
final class StepGenerator {

    private static final List<String> TEXTS = List.of("", "a", "ab", "/tmp/x", "é😀", "A1", "pii.email");
    private static final List<Long> INTS = List.of(0L, 1L, 2L, -1L, 7L, Long.MAX_VALUE, Long.MIN_VALUE, 9007199254740993L);
    private static final List<String> LABELS = List.of("pii.email", "user", "untrusted", "a", "secret.aws-key");

    private final Random random;

    StepGenerator(Random random) {
        this.random = random;
    }

    /** A step on a path, with what cel-java is to see of it. */
    record Sample(Step step, PathFacts path, Map<String, Object> variables) {
    }

    Sample sample() {
        Map<String, Object> variables = new HashMap<>();
        Step.Builder builder = Step.of(new RunId(0, 1), new StepId(1), Operation.values()[random.nextInt(Operation.values().length)], pick(TEXTS));
        for (Field field : Field.values()) {
            if (field.before()) {
                Object value = random.nextBoolean() ? value(field.type()) : null;
                builder.fact(field, value);
                put(variables, field.read(), value);
            }
        }
        builder.agent(random.nextBoolean() ? pick(TEXTS) : null);
        builder.startNanos(random.nextBoolean() ? (Long) 1_795_355_999_000_000_000L : null);
        builder.labels(labels()).arguments(arguments());
        boolean traced = random.nextBoolean();
        boolean told = random.nextBoolean();
        builder.fact(Field.ARGUMENT_SOURCES, traced ? List.of("copied untrusted to", "token-match a to", "order-only user list", "none-observed none a b") : null);
        builder.fact(Field.ARGUMENT_ROLES, told ? List.of("target to", "content list[1]", "detail amount", "content deep.map.list[0]") : null);
        Step step = builder.build();
        SortedSet<String> pathLabels = new TreeSet<>(labels());
        pathLabels.addAll(step.labels());
        FixedPath path = new FixedPath(pathLabels, pick(INTS), new TreeSet<>(labels()), random.nextInt(9));
        put(variables, "agent.id", step.agent());
        put(variables, "step.start", step.startNanos() == null ? null : java.time.Instant.ofEpochSecond(1_795_355_999L));
        put(variables, "step.operation", step.operation().text());
        put(variables, "step.name", step.name());
        put(variables, "step.args", withCelNull(step.arguments()));
        put(variables, "step.labels", List.copyOf(step.labels()));
        put(variables, "labels", List.copyOf(pathLabels));
        put(variables, "provenance", List.copyOf(path.provenance(step)));
        put(variables, "roles", told ? ArgumentRoles.read((List<?>) step.facts().get(Field.ARGUMENT_ROLES), step.arguments()) : null);
        put(variables, "run.steps", path.steps());
        return new Sample(step, path, variables);
    }

    /** The value as cel-java wants it: it knows a null of its own and fails on Java's. */
    private static Object withCelNull(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(key, withCelNull(each)));
            return copy;
        }
        return value instanceof List<?> list ? list.stream().map(StepGenerator::withCelNull).toList() : value == null ? NullValue.NULL_VALUE : value;
    }

    private static void put(Map<String, Object> variables, String name, Object value) {
        variables.put(CelEnvironment.RECORDED + name, value != null);
        if (value != null) {
            variables.put(name, value);
        }
    }

    private Object value(FieldType type) {
        return switch (type) {
            case TEXT -> pick(TEXTS);
            case BOOLEAN -> random.nextBoolean();
            case INTEGER -> pick(INTS);
            case TEXT_LIST -> List.of(pick(TEXTS), pick(TEXTS)).subList(0, random.nextInt(3));
        };
    }

    private Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            labels.add(pick(LABELS));
        }
        return labels;
    }

    private Map<String, Object> arguments() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("to", pick(TEXTS));
        all.put("amount", pick(INTS));
        all.put("ratio", random.nextBoolean() ? 1.0 : Double.NaN);
        all.put("flag", random.nextBoolean());
        all.put("none", null);
        all.put("list", java.util.Arrays.asList(1L, "a", 2.0, null, List.of("x")));
        all.put("map", Map.of("to", 1L, "deep", true));
        all.put("deep", Map.of("map", Map.of("list", List.of(1L))));
        all.keySet().removeIf(key -> random.nextInt(3) == 0);
        return all;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private record FixedPath(SortedSet<String> labels, long steps, Set<String> sources, long counted) implements PathFacts {
        @Override
        public long count(Operation operation) {
            return counted + operation.ordinal();
        }

        @Override
        public Set<String> provenance(Step step) {
            return sources;
        }
    }
}
