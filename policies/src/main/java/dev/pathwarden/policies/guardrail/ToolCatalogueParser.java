package dev.pathwarden.policies.guardrail;

import dev.pathwarden.policies.tool.ArgumentRole;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a catalogue of tools. */
public final class ToolCatalogueParser {

    private static final Set<String> KEYS = Set.of("tools");
    private static final Set<String> TOOL_KEYS = new TreeSet<>(Set.of("effects", "roles", "returns"));
    private static final Set<String> EFFECTS = Stream.of(ToolEffect.values()).map(ToolEffect::text).collect(Collectors.toCollection(TreeSet::new));
    private static final Set<String> ROLES = Stream.of(ArgumentRole.values()).map(ArgumentRole::text).collect(Collectors.toCollection(TreeSet::new));

    private final NodeProblems problems;

    private ToolCatalogueParser(NodeProblems problems) {
        this.problems = problems;
    }

    /**
     * What a file holds.
     *
     * @param catalogue the tools without an error
     * @param problems what is wrong with the others
     */
    public record Parsed(ToolCatalogue catalogue, List<Problem> problems) {
        public Parsed {
            problems = List.copyOf(problems);
        }
    }

    /** Reads a file. Takes text from anywhere; throws nothing. */
    public static Parsed parse(GuardrailSource source) {
        NodeProblems problems = new NodeProblems(source.name());
        List<ToolEntry> entries = SingleDocument.of(source, problems).map(new ToolCatalogueParser(problems)::tools).orElse(List.of());
        return new Parsed(new ToolCatalogue(entries), problems.all());
    }

    private List<ToolEntry> tools(Node root) {
        List<ToolEntry> entries = new ArrayList<>();
        MappingReader.of(root, "a catalogue", KEYS, problems).required("tools").ifPresent(node -> {
            MappingReader tools = MappingReader.of(node, "the list of tools", null, problems);
            if (tools.names().size() > ToolCatalogue.MOST_TOOLS) {
                problems.error(node, "A catalogue holds at most " + ToolCatalogue.MOST_TOOLS + " tools; this one has " + tools.names().size() + ".");
                return;
            }
            for (String name : tools.names()) {
                int before = problems.errors();
                ToolEntry entry = tool(name, tools.node(name).orElseThrow());
                if (problems.errors() == before) {
                    entries.add(entry);
                }
            }
        });
        return entries;
    }

    private ToolEntry tool(String name, Node node) {
        MappingReader fields = MappingReader.of(node, "a tool", TOOL_KEYS, problems);
        Set<ToolEffect> effects = EnumSet.noneOf(ToolEffect.class);
        for (Node each : fields.elements("effects")) {
            fields.word("effects", each, ToolEffect::of, EFFECTS).ifPresent(effects::add);
        }
        Map<String, ArgumentRole> roles = new TreeMap<>();
        fields.node("roles").ifPresent(mapping -> {
            MappingReader arguments = MappingReader.of(mapping, "the roles of arguments", null, problems);
            for (String argument : arguments.names()) {
                Optional<Node> role = arguments.node(argument);
                role.flatMap(word -> arguments.word(argument, word, ArgumentRole::of, ROLES)).ifPresent(known -> roles.put(argument, known));
            }
        });
        Set<String> returns = new TreeSet<>();
        for (Node each : fields.elements("returns")) {
            fields.text("returns", each).ifPresent(label -> {
                if (ToolEntry.isLabel(label)) {
                    returns.add(label);
                } else {
                    problems.error(each, "A label is lower-case words with dots between them, such as untrusted or sensitive.finance.");
                }
            });
        }
        return new ToolEntry(name, effects, roles, returns);
    }
}
