package dev.pathwarden.policies.guardrail;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.ActionOptions;
import dev.pathwarden.policies.engine.BuiltInGuardrails;
import dev.pathwarden.policies.engine.OnFault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the guardrails of a file. Checks keys and types; conditions are looked at by the compiler. */
public final class GuardrailParser {

    private static final Set<String> KEYS = ordered("id", "title", "description", "severity", "maturity", "tags", "on", "let", "when", "exceptions", "action", "abort", "holdFor", "sandbox", "redact", "mode", "onFault",
            "message", "misses", "false_positives", "references", "tests");
    private static final Set<String> SEVERITIES = ordered("low", "medium", "high", "critical");
    private static final Set<String> MATURITIES = ordered("sandbox", "incubating", "stable", "deprecated");
    private static final Set<String> OPERATIONS = names(Operation.values(), Operation::text);
    private static final Set<String> ACTIONS = names(Action.values(), Action::text);
    private static final Set<String> MODES = names(Mode.values(), Mode::text);
    private static final Set<String> ON_FAULTS = names(OnFault.values(), OnFault::text);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
    private static final Pattern LET_NAME = Pattern.compile("[a-z][a-zA-Z0-9_]{0,59}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
    private static final int MAX_LETS = 50;

    private final GuardrailSource source;
    private final NodeProblems problems;

    private GuardrailParser(GuardrailSource source) {
        this.source = source;
        this.problems = new NodeProblems(source.name());
    }

    /**
     * What a file holds.
     *
     * @param documents the guardrails without an error
     * @param problems what is wrong with the others
     */
    public record Parsed(List<GuardrailDocument> documents, List<Problem> problems) {
        public Parsed {
            documents = List.copyOf(documents);
            problems = List.copyOf(problems);
        }
    }

    /** Reads a file. Takes text from anywhere; throws nothing. */
    public static Parsed parse(GuardrailSource source) {
        return new GuardrailParser(source).parse();
    }

    private Parsed parse() {
        String text = source.text().startsWith("\uFEFF") ? source.text().substring(1) : source.text();
        if (text.length() > GuardrailFiles.MAX_CHARS) {
            problems.error(Optional.empty(), "This file is longer than " + GuardrailFiles.MAX_CHARS + " characters. Split it.");
            return new Parsed(List.of(), problems.all());
        }
        List<GuardrailDocument> documents = new ArrayList<>();
        for (YamlDocuments.Yaml yaml : YamlDocuments.of(text, problems)) {
            if (yaml.root() instanceof ScalarNode empty && empty.getTag().equals(Tag.NULL)) {
                continue;
            }
            problems.chunk(yaml.chunk(), yaml.firstLine());
            int before = problems.errors();
            Optional<GuardrailDocument> document = document(yaml);
            if (problems.errors() == before) {
                document.ifPresent(documents::add);
            }
        }
        return new Parsed(documents, problems.all());
    }

    private Optional<GuardrailDocument> document(YamlDocuments.Yaml yaml) {
        MappingReader fields = MappingReader.of(yaml.root(), "a guardrail", KEYS, problems);
        Optional<Located<String>> id = fields.required("id").flatMap(node -> id(fields, node));
        Optional<String> title = fields.required("title").flatMap(node -> fields.text("title", node));
        Set<Operation> on = operations(fields);
        Map<String, LocatedText> let = lets(fields);
        Optional<LocatedText> when = fields.required("when").flatMap(node -> fields.located("when", node));
        List<WrittenException> exceptions = fields.node("exceptions").map(new ExceptionParser(problems)::parse).orElse(List.of());
        Optional<Action> action = fields.required("action").flatMap(node -> fields.word("action", node, Action::of, ACTIONS));
        Optional<LocatedText> message = fields.node("message").or(() -> title.flatMap(text -> fields.node("title"))).flatMap(node -> fields.located("message", node));
        ActionOptions options = new ActionOptionsParser(fields, problems).parse();
        String severity = fields.word("severity", among(SEVERITIES), SEVERITIES, "medium");
        String maturity = fields.word("maturity", among(MATURITIES), MATURITIES, "incubating");
        Mode mode = fields.word("mode", Mode::of, MODES, Mode.AUDIT);
        OnFault onFault = fields.word("onFault", OnFault::of, ON_FAULTS, OnFault.ALLOW);
        List<String> tags = tags(fields);
        String description = fields.text("description", "");
        String misses = fields.text("misses", "");
        String falsePositives = fields.text("false_positives", "");
        List<String> references = fields.texts("references");
        List<GuardrailTest> tests = new ArrayList<>();
        for (Node node : fields.elements("tests")) {
            new TestParser(problems, on, action.orElse(Action.ALLOW)).parse(node).ifPresent(tests::add);
        }
        if (id.isEmpty() || title.isEmpty() || when.isEmpty() || action.isEmpty() || message.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GuardrailDocument(source.name(), yaml.chunk().strip(), id.get(), title.get(), description, severity, maturity, tags, on, let, when.get(), exceptions,
                action.get(), options, mode, onFault, message.get(), misses, falsePositives, references, tests));
    }

    private Optional<Located<String>> id(MappingReader fields, Node node) {
        Optional<String> text = fields.text("id", node);
        if (text.isPresent() && !ID.matcher(text.get()).matches()) {
            problems.error(node, "An id is made of lower-case letters, digits and hyphens, such as 'read-credential-file'.");
            return Optional.empty();
        }
        if (text.filter(BuiltInGuardrails::contains).isPresent()) {
            problems.error(node, "'" + text.get() + "' is a guardrail built into the recorder. Choose another id.");
            return Optional.empty();
        }
        return text.map(id -> new Located<>(id, problems.line(node), NodeProblems.column(node)));
    }

    private Set<Operation> operations(MappingReader fields) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        fields.required("on").ifPresent(node -> {
            List<Node> elements = fields.elements("on");
            for (Node each : elements) {
                fields.word("on", each, Operation::of, OPERATIONS).ifPresent(operation -> {
                    if (!operations.add(operation)) {
                        problems.error(each, "'" + operation.text() + "' stands here twice.");
                    }
                });
            }
            if (elements.isEmpty() && node instanceof SequenceNode) {
                problems.error(node, "'on' names no operation, so this guardrail would never be asked. Name one, such as [data.sql].");
            }
        });
        return operations;
    }

    private Map<String, LocatedText> lets(MappingReader fields) {
        Map<String, LocatedText> lets = new LinkedHashMap<>();
        fields.node("let").ifPresent(node -> {
            MappingReader named = MappingReader.of(node, "'let'", null, problems);
            if (named.names().size() > MAX_LETS) {
                problems.error(node, "'let' has more than " + MAX_LETS + " names.");
            }
            for (String name : named.names()) {
                if (!LET_NAME.matcher(name).matches()) {
                    problems.error(named.key(name), "A name in 'let' begins with a lower-case letter and goes on with letters, digits and _.");
                } else {
                    named.located(name, named.node(name).orElseThrow()).ifPresent(text -> lets.put(name, text));
                }
            }
        });
        return lets;
    }

    private List<String> tags(MappingReader fields) {
        List<String> tags = new ArrayList<>();
        for (Node node : fields.elements("tags")) {
            fields.text("tags", node).ifPresent(tag -> {
                if (TAG.matcher(tag).matches()) {
                    tags.add(tag);
                } else {
                    problems.error(node, "'" + MappingReader.shorten(tag) + "' is no tag; a tag is one word, such as ASI03 or AML.T0057.");
                }
            });
        }
        return tags;
    }

    private static Function<String, Optional<String>> among(Set<String> known) {
        return text -> known.contains(text) ? Optional.of(text) : Optional.empty();
    }

    private static Set<String> ordered(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    private static <T> Set<String> names(T[] values, Function<T, String> name) {
        return Stream.of(values).map(name).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
