package dev.pathwarden.policies.engine;

import dev.pathwarden.policies.tool.ArgumentRole;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The part of a bundle that says what tools do, as {@link BundleFormat} lays it out. */
final class ToolsPart {

    static final String NAME = "tools";

    private ToolsPart() {
    }

    static void write(List<ToolEntry> tools, BundleWriter out) {
        out.list(tools, tool -> {
            out.text(tool.name());
            out.list(List.copyOf(tool.effects()), effect -> out.text(effect.text()));
            out.list(List.copyOf(tool.roles().entrySet()), role -> {
                out.text(role.getKey());
                out.text(role.getValue().text());
            });
            out.list(List.copyOf(tool.returns()), out::text);
        });
    }

    static List<ToolEntry> read(BundleBytes in) throws BundleException {
        List<ToolEntry> tools = in.list(() -> tool(in));
        if (tools.size() > ToolCatalogue.MOST_TOOLS) {
            throw in.damaged("tools=" + tools.size() + ", most=" + ToolCatalogue.MOST_TOOLS);
        }
        Set<String> names = new HashSet<>();
        for (ToolEntry tool : tools) {
            if (!names.add(tool.name())) {
                throw in.damaged("two tools have the name " + tool.name());
            }
        }
        return tools;
    }

    private static ToolEntry tool(BundleBytes in) throws BundleException {
        String name = in.text();
        Set<ToolEffect> effects = EnumSet.noneOf(ToolEffect.class);
        effects.addAll(in.list(() -> in.constant(ToolEffect::of, "effect of a tool")));
        Map<String, ArgumentRole> roles = new TreeMap<>();
        for (Map.Entry<String, ArgumentRole> role : in.list(() -> Map.entry(in.text(), in.constant(ArgumentRole::of, "role of an argument")))) {
            roles.put(role.getKey(), role.getValue());
        }
        List<String> returns = in.list(in::text);
        for (String label : returns) {
            if (!ToolEntry.isLabel(label)) {
                throw in.damaged("'" + label + "' is no label");
            }
        }
        return new ToolEntry(name, effects, roles, Set.copyOf(returns));
    }
}
