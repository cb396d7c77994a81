package dev.pathwarden.policies.guardrail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML mapping read key by key. What is missing, unknown, double or of the wrong type becomes a problem; the reader then gets a default. */
final class MappingReader {

    private static final int MAX_TEXT = 100_000;
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smh])");

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Node owner;
    private final String what;
    private final NodeProblems problems;

    private MappingReader(Node owner, String what, NodeProblems problems) {
        this.owner = owner;
        this.what = what;
        this.problems = problems;
    }

    /**
     * The fields of a node.
     *
     * @param what what the node is, for messages, such as {@code a guardrail}
     * @param known the keys it may have; null where any may
     */
    static MappingReader of(Node node, String what, Set<String> known, NodeProblems problems) {
        MappingReader fields = new MappingReader(node, what, problems);
        if (!(node instanceof MappingNode mapping)) {
            problems.error(node, "Expected " + what + " as 'key: value' lines, not " + name(node) + ".");
            return fields;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                problems.error(key, "A key must be a word.");
            } else if (known != null && !known.contains(scalar.getValue())) {
                problems.error(key, what.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + what.substring(1) + " has no key '" + shorten(scalar.getValue()) + "'."
                        + orElse(Suggestion.of(scalar.getValue(), known), " Known are " + String.join(", ", known) + "."));
            } else if (fields.nodes.putIfAbsent(scalar.getValue(), tuple.getValueNode()) != null) {
                problems.error(key, "'" + shorten(scalar.getValue()) + "' stands here twice.");
            } else {
                fields.keys.put(scalar.getValue(), key);
            }
        }
        return fields;
    }

    Set<String> names() {
        return nodes.keySet();
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(nodes.get(key));
    }

    Node key(String key) {
        return keys.get(key);
    }

    /** The node, or a problem that it is missing. */
    Optional<Node> required(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty() && owner instanceof MappingNode) {
            problems.error(owner, what.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + what.substring(1) + " needs '" + key + "'.");
        }
        return node;
    }

    /** A text; the default where it is absent. */
    String text(String key, String otherwise) {
        return node(key).flatMap(node -> text(key, node)).orElse(otherwise);
    }

    Optional<String> text(String key, Node node) {
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
            problems.error(node, "'" + key + "' takes a text, not " + name(node) + "." + (node instanceof ScalarNode ? " Put it in quotes." : ""));
            return Optional.empty();
        }
        return bounded(key, scalar);
    }

    /** A scalar of any type, as it is written; for conditions, in which {@code true} is as good a text as any. */
    Optional<LocatedText> located(String key, Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            problems.error(node, "'" + key + "' takes a text, not " + name(node) + ".");
            return Optional.empty();
        }
        return bounded(key, scalar).map(text -> TextPlaces.of(scalar, problems.chunk(), problems.firstLine()));
    }

    private Optional<String> bounded(String key, ScalarNode scalar) {
        if (scalar.getValue().length() > MAX_TEXT) {
            problems.error(scalar, "'" + key + "' is longer than " + MAX_TEXT + " characters.");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    /** A list of texts, empty where it is absent. A single text stands for a list of one. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node each : elements(key)) {
            text(key, each).ifPresent(texts::add);
        }
        return texts;
    }

    List<Node> elements(String key) {
        Node node = nodes.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
            return List.of(node);
        }
        problems.error(node, "'" + key + "' takes a list, not " + name(node) + ".");
        return List.of();
    }

    /** A time such as 90s, 10m or 2h. */
    Optional<Duration> time(String key, Node node) {
        Optional<String> text = text(key, node);
        Optional<Matcher> parts = text.map(TIME::matcher).filter(Matcher::matches);
        if (text.isPresent() && parts.isEmpty()) {
            problems.error(node, "'" + key + "' takes a time such as 90s, 10m or 2h, not '" + shorten(text.get()) + "'.");
        }
        return parts.map(time -> {
            long number = Long.parseLong(time.group(1));
            return switch (time.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        });
    }

    /** True or false; false where it is absent. */
    boolean flag(String key) {
        Node node = nodes.get(key);
        if (node == null) {
            return false;
        }
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.BOOL)) {
            problems.error(node, "'" + key + "' takes true or false, not " + name(node) + ".");
            return false;
        }
        return Boolean.parseBoolean(scalar.getValue());
    }

    /** A word that must be one of a few; the default where it is absent or is none. */
    <T> T word(String key, Function<String, Optional<T>> byName, Set<String> known, T otherwise) {
        Optional<Node> node = node(key);
        return node.isEmpty() ? otherwise : word(key, node.get(), byName, known).orElse(otherwise);
    }

    <T> Optional<T> word(String key, Node node, Function<String, Optional<T>> byName, Set<String> known) {
        Optional<String> text = text(key, node);
        Optional<T> value = text.flatMap(byName);
        if (text.isPresent() && value.isEmpty()) {
            problems.error(node, "'" + key + "' cannot be '" + shorten(text.get()) + "'."
                    + orElse(Suggestion.of(text.get(), known), " It is one of " + String.join(", ", known) + "."));
        }
        return value;
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }

    /** What a node is, for messages. */
    static String name(Node node) {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        Tag tag = node.getTag();
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? "a number" : tag.equals(Tag.BOOL) ? "true or false" : tag.equals(Tag.NULL) ? "nothing" : "a text";
    }
}
