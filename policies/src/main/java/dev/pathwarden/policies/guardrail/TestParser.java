package dev.pathwarden.policies.guardrail;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.FieldType;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.trust.Certainty;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one test of a guardrail. */
final class TestParser {

    private static final String NOT_EVALUATED = "not-evaluated";
    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("name", "step", "path", "expect"));
    private static final Set<String> PATH_KEYS = new LinkedHashSet<>(List.of("labels", "provenance", "sources", "steps", "count", "run", "agent", "user", "novel", "from"));

    private static final String NOVEL = "novel.";
    private static final Map<String, Field> OF_NOVELTY = Stream.of(Field.values()).filter(Field::isOfNovelty)
            .collect(Collectors.toMap(field -> field.read().substring(NOVEL.length()), Function.identity(), (one, other) -> one, LinkedHashMap::new));
    private static final Set<String> CERTAINTIES = Stream.of(Certainty.values()).map(Certainty::text).collect(Collectors.toCollection(LinkedHashSet::new));
    private static final String AGENT = "agent.";
    private static final Map<String, Field> OF_AGENT = Stream.of(Field.values()).filter(Field::isOfActor)
            .collect(Collectors.toMap(field -> field.read().substring(AGENT.length()), Function.identity(), (one, other) -> one, LinkedHashMap::new));
    private static final String USER = "user.";
    private static final Map<String, Field> OF_USER = Stream.of(Field.values()).filter(Field::isOfUser)
            .collect(Collectors.toMap(field -> field.read().substring(USER.length()), Function.identity(), (one, other) -> one, LinkedHashMap::new));
    private static final String RUN = "run.";
    private static final Map<String, Field> OF_RUN = Stream.of(Field.values()).filter(Field::isOfRun)
            .collect(Collectors.toMap(field -> field.read().substring(RUN.length()), Function.identity(), (one, other) -> one, LinkedHashMap::new));

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
        Optional<Node> tested = fields.required("step");
        Action expected = fields.required("expect").map(value -> expected(fields, value)).orElse(null);
        MappingReader path = fields.node("path").map(value -> MappingReader.of(value, "'path'", PATH_KEYS, problems)).orElse(null);
        List<Node> nodes = path == null ? List.of() : earlier(path);
        TestStepParser parser = new TestStepParser(problems, tested.filter(TestStepParser::isTimed).isPresent() || nodes.stream().anyMatch(TestStepParser::isTimed));
        List<Step> earlier = new ArrayList<>();
        for (Node each : nodes) {
            if (earlier.size() <= TestStepParser.MOST) {
                earlier.addAll(parser.earlier(each));
            }
        }
        if (earlier.size() > TestStepParser.MOST) {
            path.node("steps").ifPresent(steps -> problems.error(steps, "A test takes at most " + TestStepParser.MOST + " earlier steps."));
        }
        Optional<Step.Builder> step = tested.flatMap(value -> parser.tested(value, on));
        List<String> labels = path == null ? List.of() : path.texts("labels");
        Map<String, Map<String, Certainty>> sources = path == null ? Map.of() : sources(path);
        List<String> provenance = path == null ? List.of() : path.texts("provenance");
        Map<Operation, Long> counts = new EnumMap<>(Operation.class);
        earlier.forEach(each -> counts.merge(each.operation(), 1L, Long::sum));
        if (path != null) {
            counts.putAll(counts(path, parser));
            step.ifPresent(linked -> links(path, earlier, parser).forEach(linked::link));
            step.ifPresent(told -> ofRun(path, parser, told));
            step.ifPresent(told -> texts(path, "agent", OF_AGENT, told));
            step.ifPresent(told -> texts(path, "user", OF_USER, told));
            step.ifPresent(told -> ofNovelty(path, told));
        }
        long steps = path == null ? 0 : path.node("steps").filter(value -> !(value instanceof SequenceNode)).map(value -> count(value, parser)).orElse(counts.values().stream().mapToLong(Long::longValue).sum());
        if (problems.errors() > before) {
            return Optional.empty();
        }
        return Optional.of(new GuardrailTest(name.orElseThrow(), step.orElseThrow().build(), earlier, Set.copyOf(labels), Set.copyOf(provenance), sources, steps, counts, expected,
                problems.line(node), NodeProblems.column(node)));
    }

    private List<Node> earlier(MappingReader path) {
        if (!(path.node("steps").orElse(null) instanceof SequenceNode sequence)) {
            return List.of();
        }
        if (sequence.getValue().size() > TestStepParser.MOST) {
            problems.error(sequence, "A test takes at most " + TestStepParser.MOST + " earlier steps.");
            return List.of();
        }
        return sequence.getValue();
    }

    /** Links to the earlier steps from whose results values in the arguments come. */
    private List<Link> links(MappingReader path, List<Step> earlier, TestStepParser parser) {
        List<Link> links = new ArrayList<>();
        path.node("from").ifPresent(node -> {
            for (Node each : node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node)) {
                Object number = parser.value(each);
                if (number instanceof Long place && place >= 1 && place <= earlier.size()) {
                    links.add(new Link(earlier.get((int) (place - 1)).id(), LinkKind.TOKEN_MATCH, ""));
                } else {
                    problems.error(each, "'from' takes numbers of earlier steps, from 1 to " + earlier.size() + ", as many as stand in 'steps'.");
                }
            }
        });
        return links;
    }

    /** What is known of the agent that acts, or of the user, by the names behind {@code agent.} and {@code user.}. */
    private void texts(MappingReader path, String whose, Map<String, Field> known, Step.Builder step) {
        path.node(whose).ifPresent(node -> {
            MappingReader fields = MappingReader.of(node, "'" + whose + "'", known.keySet(), problems);
            for (String name : fields.names()) {
                Field field = known.get(name);
                if (field != null && field.type() == FieldType.TEXT_LIST) {
                    step.fact(field, fields.texts(name));
                } else if (field != null) {
                    fields.text(name, fields.node(name).orElseThrow()).ifPresent(text -> step.fact(field, text));
                }
            }
        });
    }

    /** Where arguments came from, by argument and class of the source. */
    private Map<String, Map<String, Certainty>> sources(MappingReader path) {
        Map<String, Map<String, Certainty>> sources = new LinkedHashMap<>();
        path.node("sources").ifPresent(node -> {
            MappingReader arguments = MappingReader.of(node, "'sources'", null, problems);
            for (String argument : arguments.names()) {
                Map<String, Certainty> classes = new LinkedHashMap<>();
                Node value = arguments.node(argument).orElseThrow();
                MappingReader fields = MappingReader.of(value, "an argument", null, problems);
                for (String source : fields.names()) {
                    fields.word(source, fields.node(source).orElseThrow(), Certainty::of, CERTAINTIES).ifPresent(certainty -> classes.put(source, certainty));
                }
                sources.put(argument, classes);
            }
        });
        return sources;
    }

    /** What is known of the run up to the step, by the names behind {@code run.}. */
    private void ofRun(MappingReader path, TestStepParser parser, Step.Builder step) {
        path.node("run").ifPresent(node -> {
            MappingReader fields = MappingReader.of(node, "'run'", OF_RUN.keySet(), problems);
            for (String name : fields.names()) {
                Field field = OF_RUN.get(name);
                Node number = fields.node(name).orElseThrow();
                if (field != null && parser.value(number) instanceof Long value && value >= 0) {
                    step.fact(field, value);
                } else if (field != null) {
                    problems.error(number, "'" + name + "' takes a whole number from 0 upwards, not " + MappingReader.name(number) + ".");
                }
            }
        });
    }

    /** What is new in the step, by the names behind {@code novel.}; what is not named is not new. Without it there is no baseline. */
    private void ofNovelty(MappingReader path, Step.Builder step) {
        if (path.node("novel").isEmpty()) {
            return;
        }
        Operation operation = step.build().operation();
        Set<Field> named = new LinkedHashSet<>();
        for (Node each : path.elements("novel")) {
            path.word("novel", each, word -> Optional.ofNullable(OF_NOVELTY.get(word)), OF_NOVELTY.keySet()).ifPresent(field -> {
                named.add(field);
                if (!field.appliesTo(operation)) {
                    problems.error(each, "A step of " + operation.text() + " has no '" + field.read() + "'.");
                }
            });
        }
        OF_NOVELTY.values().stream().filter(field -> field.appliesTo(operation)).forEach(field -> step.fact(field, named.contains(field)));
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

    private Map<Operation, Long> counts(MappingReader path, TestStepParser parser) {
        Map<Operation, Long> counts = new HashMap<>();
        path.node("count").ifPresent(node -> {
            MappingReader fields = MappingReader.of(node, "'count'", null, problems);
            for (String name : fields.names()) {
                Optional<Operation> operation = Operation.of(name);
                if (operation.isEmpty()) {
                    problems.error(fields.key(name), "There is no operation '" + MappingReader.shorten(name) + "'." + Suggestion.of(name, Stream.of(Operation.values()).map(Operation::text).toList()));
                } else {
                    counts.put(operation.get(), count(fields.node(name).orElseThrow(), parser));
                }
            }
        });
        return counts;
    }

    private long count(Node node, TestStepParser parser) {
        Object value = parser.value(node);
        if (!(value instanceof Long number) || number < 0) {
            problems.error(node, "Expected a number of steps, not " + MappingReader.name(node) + ".");
            return 0;
        }
        return number;
    }
}
