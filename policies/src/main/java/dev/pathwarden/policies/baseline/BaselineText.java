package dev.pathwarden.policies.baseline;

import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.yaml.YamlName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A baseline as the YAML that a person reviews: a document per agent, all sorted. Names come from recordings and can be anything; they are written so that they are read as the same names. */
public final class BaselineText {

    /** Version of the format. */
    public static final int VERSION = 1;

    /** Word in {@code cut} for agents of which nothing was kept. */
    public static final String AGENTS = "agents";

    private static final int TOP = 0;
    private static final int BELOW = 2;

    private final StringBuilder text = new StringBuilder();

    private BaselineText() {
    }

    /** The baseline as text; only a comment where it is of no agent. */
    public static String of(Baseline baseline) {
        BaselineText written = new BaselineText();
        written.text.append("""
                # What agents normally do, learnt from recorded runs. Names and forms of values, no values.
                # Behind each, in brackets: in how many runs and in how many steps it was seen. Take out what is not to be normal; add what is, with [] behind it.
                """);
        boolean first = true;
        for (AgentBaseline agent : baseline.agents()) {
            written.text.append(first ? "" : "---\n");
            written.agent(agent, first && baseline.cut());
            first = false;
        }
        return written.text.toString();
    }

    private void agent(AgentBaseline agent, boolean moreAgents) {
        text.append("baseline: ").append(VERSION).append('\n');
        text.append("agent: ").append(YamlName.of(agent.agent())).append(agent.agent().isEmpty() ? "  # of steps that tell no agent\n" : "\n");
        counts("names", agent.names(), TOP);
        counts("versions", agent.versions(), TOP);
        text.append("seen: ").append(seen(agent.seen())).append('\n');
        TreeSet<String> cut = new TreeSet<>(agent.cut());
        if (moreAgents) {
            cut.add(AGENTS);
        }
        if (!cut.isEmpty()) {
            text.append("cut: [").append(String.join(", ", cut)).append("]  # more of these was seen than is kept here\n");
        }
        named("models", of(agent, TraitKind.MODEL), TOP);
        tools(agent);
        nested("tables", of(agent, TraitKind.TABLE));
        named("hosts", of(agent, TraitKind.HOST), TOP);
        nested("paths", of(agent, TraitKind.PATH));
        named("executables", of(agent, TraitKind.EXECUTABLE), TOP);
        order(of(agent, TraitKind.ORDER));
        if (!agent.volumes().isEmpty()) {
            text.append("volumes:  # how many runs came to at most so many\n");
            agent.volumes().forEach((volume, spread) -> text.append("  ").append(volume.text()).append(": {")
                    .append(spread.runs().entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).collect(Collectors.joining(", "))).append("}\n"));
        }
    }

    private static SortedMap<Trait, Seen> of(AgentBaseline agent, TraitKind kind) {
        SortedMap<Trait, Seen> ofKind = new TreeMap<>();
        agent.traits().forEach((trait, seen) -> {
            if (trait.kind() == kind) {
                ofKind.put(trait, seen);
            }
        });
        return ofKind;
    }

    private void counts(String key, SortedMap<String, Long> counts, int indent) {
        if (!counts.isEmpty()) {
            line(indent, key + ":");
            counts.forEach((name, count) -> line(indent + BELOW, YamlName.of(name) + ": " + count));
        }
    }

    private void named(String key, SortedMap<Trait, Seen> traits, int indent) {
        if (!traits.isEmpty()) {
            line(indent, key + ":");
            traits.forEach((trait, seen) -> line(indent + BELOW, YamlName.of(trait.word(trait.words().size() - 1)) + ": " + seen(seen)));
        }
    }

    /** Traits of two words, those of the same first word together. */
    private void nested(String key, SortedMap<Trait, Seen> traits) {
        if (traits.isEmpty()) {
            return;
        }
        line(TOP, key + ":");
        grouped(traits, 0).forEach((first, group) -> named(YamlName.of(first), group, BELOW));
    }

    private static SortedMap<String, SortedMap<Trait, Seen>> grouped(SortedMap<Trait, Seen> traits, int word) {
        SortedMap<String, SortedMap<Trait, Seen>> groups = new TreeMap<>();
        traits.forEach((trait, seen) -> groups.computeIfAbsent(trait.word(word), first -> new TreeMap<>()).put(trait, seen));
        return groups;
    }

    private void order(SortedMap<Trait, Seen> traits) {
        if (!traits.isEmpty()) {
            line(TOP, "order:  # which tool was called right behind which; behind \"\" stands what a run began with");
            grouped(traits, 0).forEach((before, group) -> named(YamlName.of(before), group, BELOW));
        }
    }

    private void tools(AgentBaseline agent) {
        Map<String, SortedMap<Trait, Seen>> servers = grouped(of(agent, TraitKind.TOOL), 0);
        Map<List<String>, SortedMap<Trait, Seen>> shapes = new TreeMap<>((a, b) -> (a.get(0) + "\0" + a.get(1)).compareTo(b.get(0) + "\0" + b.get(1)));
        of(agent, TraitKind.SHAPE).forEach((trait, seen) -> shapes.computeIfAbsent(trait.words().subList(0, 2), tool -> new TreeMap<>()).put(trait, seen));
        if (servers.containsKey("")) {
            line(TOP, "tools:");
            servers.get("").forEach((trait, seen) -> tool(trait, seen, shapes, BELOW));
        }
        if (servers.size() > (servers.containsKey("") ? 1 : 0)) {
            line(TOP, "servers:  # tools of MCP servers");
            servers.forEach((server, tools) -> {
                if (!server.isEmpty()) {
                    line(BELOW, YamlName.of(server) + ":");
                    tools.forEach((trait, seen) -> tool(trait, seen, shapes, BELOW + BELOW));
                }
            });
        }
    }

    private void tool(Trait tool, Seen seen, Map<List<String>, SortedMap<Trait, Seen>> shapes, int indent) {
        line(indent, YamlName.of(tool.word(1)) + ":");
        line(indent + BELOW, "seen: " + seen(seen));
        SortedMap<Trait, Seen> own = shapes.getOrDefault(tool.words(), new TreeMap<>());
        if (own.isEmpty()) {
            return;
        }
        line(indent + BELOW, "arguments:");
        grouped(own, 2).forEach((argument, forms) -> line(indent + BELOW + BELOW, YamlName.of(argument) + ": {"
                + forms.entrySet().stream().map(form -> form.getKey().word(3) + ": " + seen(form.getValue())).collect(Collectors.joining(", ")) + "}"));
    }

    private void line(int indent, String content) {
        text.append(" ".repeat(indent)).append(content).append('\n');
    }

    private static String seen(Seen seen) {
        return seen.equals(Seen.NEVER) ? "[]" : "[" + seen.runs() + ", " + seen.steps() + "]";
    }
}
