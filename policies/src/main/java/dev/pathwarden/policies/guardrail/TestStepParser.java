package dev.pathwarden.policies.guardrail;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.FieldType;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the steps of one test, one after the other. Where one of them says how long after the one before it begins, all have a clock. */
final class TestStepParser {

    /** Most steps of a test. */
    static final int MOST = 2_000;

    private static final String TIMES = "times";
    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("operation", "name", "args", "labels", "agent", "start", "after", TIMES));
    private static final long NANOS = 1_000_000_000L;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    static {
        Stream.of(Field.values()).filter(field -> field.before() && !field.isTold()).forEach(field -> KEYS.add(field.text()));
    }

    private final NodeProblems problems;
    private final boolean timed;
    private long now = FIRST.getEpochSecond() * NANOS;
    private long number;

    /**
     * A reader of the steps of one test.
     *
     * @param timed whether one of them says how long after the one before it begins
     */
    TestStepParser(NodeProblems problems, boolean timed) {
        this.problems = problems;
        this.timed = timed;
    }

    /** Whether a node is a step that says so. */
    static boolean isTimed(Node node) {
        return node instanceof MappingNode mapping && mapping.getValue().stream().anyMatch(tuple -> tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("after"));
    }

    /** Reads an earlier step, of any operation, as often as it says. */
    List<Step> earlier(Node node) {
        MappingReader fields = MappingReader.of(node, "a step", KEYS, problems);
        long times = fields.node(TIMES).map(this::times).orElse(1L);
        List<Step> steps = new ArrayList<>();
        for (long i = 0; i < times; i++) {
            Optional<Step.Builder> step = step(fields, node, Set.of());
            if (step.isEmpty()) {
                return List.of();
            }
            steps.add(step.get().build());
        }
        return steps;
    }

    private long times(Node node) {
        if (value(node) instanceof Long times && times >= 1 && times <= MOST) {
            return times;
        }
        problems.error(node, "'times' takes a number from 1 to " + MOST + ".");
        return 1;
    }

    /**
     * Reads the step that is tested, behind all others.
     *
     * @param on the operations it can be of, the only one where it does not say; empty for any
     */
    Optional<Step.Builder> tested(Node node, Set<Operation> on) {
        MappingReader fields = MappingReader.of(node, "a step", KEYS, problems);
        if (fields.node(TIMES).isPresent()) {
            problems.error(fields.key(TIMES), "Only an earlier step can come several times.");
        }
        return step(fields, node, on);
    }

    private Optional<Step.Builder> step(MappingReader fields, Node node, Set<Operation> on) {
        int before = problems.errors();
        Optional<Operation> operation = operation(fields, node, on);
        if (operation.isEmpty()) {
            return Optional.empty();
        }
        Step.Builder step = Step.of(new RunId(0, 1), new StepId(++number), operation.get(), fields.text("name", "test"));
        step.labels(fields.texts("labels"));
        step.agent(fields.node("agent").flatMap(value -> fields.text("agent", value)).orElse(null));
        step.startNanos(start(fields));
        fields.node("args").ifPresent(value -> step.arguments(arguments(value)));
        for (String name : fields.names()) {
            Field.of(name).ifPresent(field -> fact(step, field, operation.get(), fields));
        }
        return problems.errors() > before ? Optional.empty() : Optional.of(step);
    }

    private Optional<Operation> operation(MappingReader fields, Node node, Set<Operation> on) {
        if (fields.node("operation").isEmpty() && on.size() == 1) {
            return Optional.of(on.iterator().next());
        }
        Optional<Operation> operation = fields.required("operation")
                .flatMap(value -> fields.word("operation", value, Operation::of, new LinkedHashSet<>(Stream.of(Operation.values()).map(Operation::text).toList())));
        if (operation.isPresent() && !on.isEmpty() && !on.contains(operation.get())) {
            problems.error(node, "This guardrail is not for " + operation.get().text() + ", so a test on it proves nothing.");
            return Optional.empty();
        }
        return operation;
    }

    private void fact(Step.Builder step, Field field, Operation operation, MappingReader fields) {
        Node node = fields.node(field.text()).orElseThrow();
        Object value = value(node);
        if (!field.appliesTo(operation)) {
            problems.error(fields.key(field.text()), "A step of " + operation.text() + " has no field '" + field.text() + "'.");
        } else if (!field.type().accepts(value)) {
            problems.error(node, "'" + field.text() + "' takes " + describe(field.type()) + ", not " + MappingReader.name(node) + ".");
        } else {
            step.fact(field, value);
        }
    }

    private static String describe(FieldType type) {
        return switch (type) {
            case TEXT -> "a text";
            case BOOLEAN -> "true or false";
            case INTEGER -> "a whole number";
            case TEXT_LIST -> "a list of texts";
        };
    }

    /** When the step begins; null where there is no clock. */
    private Long start(MappingReader fields) {
        Optional<Node> after = fields.node("after");
        Optional<Node> given = fields.node("start");
        if (after.isPresent() && given.isPresent()) {
            problems.error(fields.key("after"), "A step has either 'start' or 'after'.");
        }
        if (given.isPresent()) {
            Long start = start(fields, given.get());
            now = start == null ? now : start;
            return start;
        }
        now += after.flatMap(node -> fields.time("after", node)).orElse(Duration.ZERO).toNanos();
        return timed ? (Long) now : null;
    }

    private Long start(MappingReader fields, Node node) {
        Optional<String> text = fields.text("start", node);
        try {
            Instant time = text.map(Instant::parse).orElse(Instant.EPOCH);
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
        } catch (DateTimeParseException | ArithmeticException wrong) {
            problems.error(node, "'start' takes a time such as \"2026-11-22T14:00:00Z\".");
            return null;
        }
    }

    private Map<String, Object> arguments(Node node) {
        Object value = value(node);
        if (!(value instanceof Map)) {
            problems.error(node, "'args' takes arguments by name, not " + MappingReader.name(node) + ".");
            return Map.of();
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> arguments = (Map<String, Object>) value;
        return arguments;
    }

    /** A value as it would be recorded. */
    Object value(Node node) {
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    map.put(key.getValue(), value(tuple.getValueNode()));
                } else {
                    problems.error(tuple.getKeyNode(), "A key must be a word.");
                }
            }
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.getValue().forEach(each -> list.add(value(each)));
            return list;
        }
        return scalar((ScalarNode) node);
    }

    private Object scalar(ScalarNode node) {
        Tag tag = node.getTag();
        String text = node.getValue();
        try {
            if (tag.equals(Tag.NULL)) {
                return null;
            }
            if (tag.equals(Tag.BOOL)) {
                return text.equalsIgnoreCase("true");
            }
            if (tag.equals(Tag.INT)) {
                return text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : text.startsWith("0o") ? Long.parseLong(text.substring(2), 8) : Long.parseLong(text);
            }
            return tag.equals(Tag.FLOAT) ? (Object) Double.parseDouble(text) : text;
        } catch (NumberFormatException wrong) {
            problems.error(node, "'" + MappingReader.shorten(text) + "' is no number of 64 bits.");
            return null;
        }
    }
}
