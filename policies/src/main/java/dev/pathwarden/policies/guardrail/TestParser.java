package dev.pathwarden.policies.guardrail;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.FieldType;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
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

/** Reads one test of a guardrail. */
final class TestParser {

    private static final String NOT_EVALUATED = "not-evaluated";
    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("name", "step", "path", "expect"));
    private static final Set<String> PATH_KEYS = new LinkedHashSet<>(List.of("labels", "provenance", "steps", "count"));
    private static final Set<String> STEP_KEYS = new LinkedHashSet<>(List.of("operation", "name", "args", "labels", "agent", "start"));
    private static final long NANOS = 1_000_000_000L;

    static {
        Stream.of(Field.values()).filter(Field::before).forEach(field -> STEP_KEYS.add(field.text()));
    }

    private final NodeProblems problems;
    private final Set<Operation> on;
    private final Action action;

    TestParser(NodeProblems problems, Set<Operation> on, Action action) {
        this.problems = problems;
        this.on = on;
        this.action = action;
    }

    Optional<GuardrailTest> parse(Node node) {
        int before = problems.errors();
        MappingReader fields = MappingReader.of(node, "a test", KEYS, problems);
        Optional<String> name = fields.required("name").flatMap(value -> fields.text("name", value));
        Optional<Step> step = fields.required("step").flatMap(this::step);
        Action expected = fields.required("expect").map(value -> expected(fields, value)).orElse(null);
        MappingReader path = fields.node("path").map(value -> MappingReader.of(value, "'path'", PATH_KEYS, problems)).orElse(null);
        List<String> labels = path == null ? List.of() : path.texts("labels");
        List<String> provenance = path == null ? List.of() : path.texts("provenance");
        Map<Operation, Long> counts = path == null ? Map.of() : counts(path);
        long steps = path == null ? 0 : path.node("steps").map(this::count).orElse(counts.values().stream().mapToLong(Long::longValue).sum());
        if (problems.errors() > before) {
            return Optional.empty();
        }
        return Optional.of(new GuardrailTest(name.orElseThrow(), step.orElseThrow(), Set.copyOf(labels), Set.copyOf(provenance), steps, counts, expected,
                problems.line(node), NodeProblems.column(node)));
    }

    private Action expected(MappingReader fields, Node node) {
        Optional<String> text = fields.text("expect", node);
        if (text.isEmpty() || text.get().equals(NOT_EVALUATED)) {
            return null;
        }
        Optional<Action> expected = Action.of(text.get()).filter(each -> each == action || each == Action.ALLOW);
        if (expected.isEmpty()) {
            problems.error(node, "This guardrail can only come to " + action.text() + ", allow or " + NOT_EVALUATED + ", not '" + MappingReader.shorten(text.get()) + "'.");
        }
        return expected.orElse(null);
    }

    private Map<Operation, Long> counts(MappingReader path) {
        Map<Operation, Long> counts = new HashMap<>();
        path.node("count").ifPresent(node -> {
            MappingReader fields = MappingReader.of(node, "'count'", null, problems);
            for (String name : fields.names()) {
                Optional<Operation> operation = Operation.of(name);
                if (operation.isEmpty()) {
                    problems.error(fields.key(name), "There is no operation '" + MappingReader.shorten(name) + "'." + Suggestion.of(name, Stream.of(Operation.values()).map(Operation::text).toList()));
                } else {
                    counts.put(operation.get(), count(fields.node(name).orElseThrow()));
                }
            }
        });
        return counts;
    }

    private long count(Node node) {
        Object value = value(node);
        if (!(value instanceof Long number) || number < 0) {
            problems.error(node, "Expected a number of steps, not " + MappingReader.name(node) + ".");
            return 0;
        }
        return number;
    }

    private Optional<Step> step(Node node) {
        int before = problems.errors();
        MappingReader fields = MappingReader.of(node, "a step", STEP_KEYS, problems);
        Optional<Operation> operation = operation(fields, node);
        if (operation.isEmpty()) {
            return Optional.empty();
        }
        Step.Builder step = Step.of(new RunId(0, 1), new StepId(1), operation.get(), fields.text("name", "test"));
        step.labels(fields.texts("labels"));
        step.agent(fields.node("agent").flatMap(value -> fields.text("agent", value)).orElse(null));
        fields.node("start").ifPresent(value -> step.startNanos(start(fields, value)));
        fields.node("args").ifPresent(value -> step.arguments(arguments(value)));
        for (String name : fields.names()) {
            Field.of(name).ifPresent(field -> fact(step, field, operation.get(), fields));
        }
        return problems.errors() > before ? Optional.empty() : Optional.of(step.build());
    }

    private Optional<Operation> operation(MappingReader fields, Node node) {
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

    private Object value(Node node) {
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
