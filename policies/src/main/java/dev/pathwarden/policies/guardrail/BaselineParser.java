package dev.pathwarden.policies.guardrail;

import dev.pathwarden.policies.baseline.AgentBaseline;
import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.baseline.BaselineText;
import dev.pathwarden.policies.baseline.Learning;
import dev.pathwarden.policies.baseline.Seen;
import dev.pathwarden.policies.baseline.Spread;
import dev.pathwarden.policies.novelty.Form;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.novelty.Volume;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads what agents normally do, as {@link BaselineText} writes it and a person corrects it. */
public final class BaselineParser {

    /** Most characters of a file. */
    public static final int MAX_CHARS = 16 << 20;

    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("baseline", "agent", "names", "versions", "seen", "cut", "models", "tools", "servers", "tables", "hosts", "paths", "executables", "order", "volumes"));
    private static final Set<String> TOOL_KEYS = new LinkedHashSet<>(List.of("seen", "arguments"));
    private static final Set<String> TABLE_USES = new LinkedHashSet<>(List.of("reads", "writes"));
    private static final Set<String> PATH_USES = new LinkedHashSet<>(List.of("reads", "writes", "deletes"));
    private static final Set<String> FORMS = Stream.of(Form.values()).map(Form::text).collect(Collectors.toCollection(LinkedHashSet::new));
    private static final Set<String> VOLUMES = Stream.of(Volume.values()).map(Volume::text).collect(Collectors.toCollection(LinkedHashSet::new));
    private static final Set<String> CUT = Stream.concat(Stream.of(TraitKind.values()).map(TraitKind::text), Stream.of("names", "versions", BaselineText.AGENTS)).collect(Collectors.toCollection(LinkedHashSet::new));
    private static final Pattern ARGUMENT = Pattern.compile("(?:\\*|[A-Za-z_][A-Za-z0-9_-]{0,35})(?:\\[\\]|\\.(?:\\*|[A-Za-z_][A-Za-z0-9_-]{0,35})){0,2}");
    private static final Pattern AREA = Pattern.compile("(?s)(?:/[^/]+){0,5}/\\*\\*?");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

    private final NodeProblems problems;
    private final Set<String> agents = new HashSet<>();
    private boolean moreAgents;

    private BaselineParser(NodeProblems problems) {
        this.problems = problems;
    }

    /**
     * What a file holds.
     *
     * @param baseline the agents without an error
     * @param problems what is wrong with the others
     */
    public record Parsed(Baseline baseline, List<Problem> problems) {
        public Parsed {
            problems = List.copyOf(problems);
        }
    }

    /** Reads a file. Takes text from anywhere; throws nothing. */
    public static Parsed parse(GuardrailSource source) {
        NodeProblems problems = new NodeProblems(source.name());
        return new Parsed(new BaselineParser(problems).read(source), problems.all());
    }

    private Baseline read(GuardrailSource source) {
        if (source.text().length() > MAX_CHARS) {
            problems.error(Optional.empty(), "This file is longer than " + MAX_CHARS + " characters.");
            return Baseline.NONE;
        }
        List<AgentBaseline> read = new ArrayList<>();
        List<YamlDocuments.Yaml> documents = YamlDocuments.of(source.text().startsWith("\uFEFF") ? source.text().substring(1) : source.text(), MAX_CHARS, problems);
        if (documents.isEmpty() && problems.errors() == 0) {
            problems.error(Optional.empty(), "This file is empty. 'pathwarden baseline' writes one.");
        }
        if (documents.size() > Baseline.MAX_AGENTS) {
            problems.error(Optional.empty(), "A baseline holds at most " + Baseline.MAX_AGENTS + " agents; this one has " + documents.size() + ".");
            return Baseline.NONE;
        }
        for (YamlDocuments.Yaml document : documents) {
            problems.chunk(document.chunk(), document.firstLine());
            int before = problems.errors();
            Optional<AgentBaseline> agent = agent(document.root());
            if (problems.errors() == before) {
                agent.ifPresent(read::add);
            }
        }
        return new Baseline(read, moreAgents);
    }

    private Optional<AgentBaseline> agent(Node root) {
        MappingReader fields = MappingReader.of(root, "a baseline", KEYS, problems);
        fields.required("baseline").ifPresent(this::version);
        Optional<String> id = fields.required("agent").flatMap(node -> fields.text("agent", node));
        if (id.isPresent() && (id.get().length() > Trait.MAX_WORD || !agents.add(id.get()))) {
            problems.error(fields.node("agent").orElseThrow(), "'agent' takes the id of an agent that stands here once, of at most " + Trait.MAX_WORD + " characters.");
        }
        Seen seen = fields.node("seen").map(this::seen).orElse(Seen.NEVER);
        TreeSet<String> cut = cut(fields);
        SortedMap<Trait, Seen> traits = new TreeMap<>();
        named(fields, "models", (name, often) -> traits.put(Trait.of(TraitKind.MODEL, name), often));
        tools(fields, traits);
        uses(fields, "tables", TraitKind.TABLE, TABLE_USES, traits);
        named(fields, "hosts", (name, often) -> traits.put(Trait.of(TraitKind.HOST, name), often));
        uses(fields, "paths", TraitKind.PATH, PATH_USES, traits);
        named(fields, "executables", (name, often) -> traits.put(Trait.of(TraitKind.EXECUTABLE, name), often));
        uses(fields, "order", TraitKind.ORDER, null, traits);
        tooMany(root, traits);
        SortedMap<String, Long> names = counts(fields, "names");
        SortedMap<String, Long> versions = counts(fields, "versions");
        Map<Volume, Spread> volumes = volumes(fields);
        return id.map(agent -> new AgentBaseline(agent, names, versions, seen, traits, volumes, cut));
    }

    private void version(Node node) {
        if (!(node instanceof ScalarNode scalar) || !scalar.getValue().equals(String.valueOf(BaselineText.VERSION))) {
            problems.error(node, "'baseline' takes the version of the format, which is " + BaselineText.VERSION + " here; a later version of Pathwarden may read others.");
        }
    }

    private TreeSet<String> cut(MappingReader fields) {
        TreeSet<String> cut = new TreeSet<>();
        for (Node each : fields.elements("cut")) {
            fields.word("cut", each, word -> CUT.contains(word) ? Optional.of(word) : Optional.empty(), CUT).ifPresent(cut::add);
        }
        moreAgents |= cut.remove(BaselineText.AGENTS);
        return cut;
    }

    private void tooMany(Node root, SortedMap<Trait, Seen> traits) {
        Map<TraitKind, Long> counts = traits.keySet().stream().collect(Collectors.groupingBy(Trait::kind, Collectors.counting()));
        counts.forEach((kind, count) -> {
            if (count > kind.most()) {
                problems.error(root, "A baseline holds at most " + kind.most() + " of the kind '" + kind.text() + "' of one agent; here are " + count + ".");
            }
        });
    }

    /** How often it was seen: {@code [runs, steps]}; never where there is nothing. */
    private Seen seen(Node node) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
            return Seen.NEVER;
        }
        if (node instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
            return Seen.NEVER;
        }
        Long runs = node instanceof SequenceNode sequence && sequence.getValue().size() == 2 ? count(sequence.getValue().get(0)) : null;
        Long steps = runs == null ? null : count(((SequenceNode) node).getValue().get(1));
        if (steps == null) {
            problems.error(node, "How often something was seen is written as [runs, steps], or [] for never.");
            return Seen.NEVER;
        }
        return new Seen(runs, steps);
    }

    private static Long count(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT) && COUNT.matcher(scalar.getValue()).matches() ? Long.valueOf(scalar.getValue()) : null;
    }

    private void named(MappingReader fields, String key, BiConsumer<String, Seen> taker) {
        fields.node(key).ifPresent(node -> names(node, "'" + key + "'", null, (name, value) -> taker.accept(name, seen(value))));
    }

    /** Goes through names with what is said of each. */
    private void names(Node node, String what, Set<String> known, BiConsumer<String, Node> taker) {
        MappingReader reader = MappingReader.of(node, what, known, problems);
        for (String name : reader.names()) {
            if (name.length() > Trait.MAX_WORD) {
                problems.error(reader.key(name), "A name here has at most " + Trait.MAX_WORD + " characters.");
            } else {
                taker.accept(name, reader.node(name).orElseThrow());
            }
        }
    }

    private void uses(MappingReader fields, String key, TraitKind kind, Set<String> known, SortedMap<Trait, Seen> traits) {
        fields.node(key).ifPresent(node -> names(node, "'" + key + "'", known, (first, group) -> names(group, "'" + MappingReader.shorten(first) + "'", null, (second, value) -> {
            if (kind == TraitKind.PATH && !AREA.matcher(second).matches()) {
                problems.error(value, "A path here is a directory with /* behind it, or five of them with /** for all below, such as /srv/reports/*.");
            } else {
                traits.put(Trait.of(kind, first, second), seen(value));
            }
        })));
    }

    private void tools(MappingReader fields, SortedMap<Trait, Seen> traits) {
        fields.node("tools").ifPresent(node -> names(node, "'tools'", null, (name, tool) -> tool("", name, tool, traits)));
        fields.node("servers").ifPresent(node -> names(node, "'servers'", null, (server, tools) -> {
            if (server.isEmpty()) {
                problems.error(tools, "A server needs a name; tools of none stand under 'tools'.");
            }
            names(tools, "a server", null, (name, tool) -> tool(server, name, tool, traits));
        }));
    }

    private void tool(String server, String name, Node node, SortedMap<Trait, Seen> traits) {
        Trait tool = Trait.of(TraitKind.TOOL, server, name);
        traits.put(tool, Seen.NEVER);
        if (node instanceof SequenceNode || node instanceof ScalarNode) {
            traits.put(tool, seen(node));
            return;
        }
        MappingReader fields = MappingReader.of(node, "a tool", TOOL_KEYS, problems);
        fields.node("seen").ifPresent(often -> traits.put(tool, seen(often)));
        fields.node("arguments").ifPresent(arguments -> names(arguments, "'arguments'", null, (argument, forms) -> {
            if (!ARGUMENT.matcher(argument).matches()) {
                problems.error(forms, "An argument is a name, with [] behind it for the elements of a list and .name for what lies in it, or * for a key that looks like no name.");
                return;
            }
            names(forms, "the shape of '" + MappingReader.shorten(argument) + "'", FORMS, (form, often) -> traits.put(Trait.of(TraitKind.SHAPE, server, name, argument, form), seen(often)));
        }));
    }

    private SortedMap<String, Long> counts(MappingReader fields, String key) {
        SortedMap<String, Long> counts = new TreeMap<>();
        fields.node(key).ifPresent(node -> names(node, "'" + key + "'", null, (name, value) -> counts.put(name, number(key, value))));
        if (counts.size() > Learning.MAX_NAMES) {
            problems.error(fields.key(key), "'" + key + "' holds at most " + Learning.MAX_NAMES + "; here are " + counts.size() + ".");
        }
        return counts;
    }

    private long number(String key, Node node) {
        Long count = count(node);
        if (count == null) {
            problems.error(node, "'" + key + "' takes a number of runs.");
        }
        return count == null ? 0 : count;
    }

    private Map<Volume, Spread> volumes(MappingReader fields) {
        Map<Volume, Spread> volumes = new EnumMap<>(Volume.class);
        fields.node("volumes").ifPresent(node -> names(node, "'volumes'", VOLUMES, (name, spread) -> {
            SortedMap<Long, Long> runs = new TreeMap<>();
            names(spread, "'" + name + "'", null, (bound, count) -> {
                Long at = COUNT.matcher(bound).matches() ? Long.valueOf(bound) : null;
                if (at == null || Spread.bound(at) != at) {
                    problems.error(count, "A volume is told as 'bound: runs', and bounds are 0, 1, 2, 4, 8 and so on, not '" + MappingReader.shorten(bound) + "'.");
                } else {
                    runs.put(at, number("volumes", count));
                }
            });
            volumes.put(Volume.of(name).orElseThrow(), new Spread(runs));
        }));
        return volumes;
    }
}
