package dev.pathwarden.policies.catalogue;

import dev.pathwarden.policies.tool.ArgumentRole;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.yaml.YamlName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A draft as the YAML that a person corrects. Names come from recordings and can be anything; they are written so that they are read as the same names. */
public final class CatalogueText {


    private CatalogueText() {
    }

    /** The catalogue as text, each tool with the reasons as a comment. */
    public static String of(List<DraftedTool> tools) {
        StringBuilder text = new StringBuilder("""
                # Drafted from recorded runs. Correct what is wrong: a name can say anything, and what was not seen is not here.
                # effects: reads, changes, sends, destroys. roles: target, command, path, credential, selector, content, detail.
                # returns: labels of what the tool gives back, such as untrusted for what others wrote.
                """);
        text.append(tools.isEmpty() ? "tools: {}\n" : "tools:\n");
        for (DraftedTool tool : tools) {
            text.append("  ").append(YamlName.of(tool.entry().name())).append(":  # ").append(reason(tool)).append('\n');
            text.append("    effects: [").append(sorted(tool.entry().effects())).append("]\n");
            if (!tool.entry().roles().isEmpty()) {
                text.append("    roles: {").append(roles(tool.entry().roles())).append("}\n");
            }
            if (!tool.entry().returns().isEmpty()) {
                text.append("    returns: [").append(String.join(", ", tool.entry().returns())).append("]\n");
            }
        }
        return text.toString();
    }

    private static String reason(DraftedTool tool) {
        String calls = tool.calls() == 1 ? "1 call" : tool.calls() + " calls";
        String byName = tool.byName().isEmpty() ? "its name does not tell" : "its name says " + sorted(tool.byName());
        String seen = tool.evidence().isEmpty() ? "" : "; seen below: " + tool.evidence().entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).collect(Collectors.joining(", "));
        return calls + "; " + byName + seen + hints(tool);
    }

    /** What a server says stands as its own word, and what speaks against it beside it. */
    private static String hints(DraftedTool tool) {
        String title = tool.title() == null ? "" : "; its server calls it " + YamlName.quoted(tool.title());
        if (tool.hints().isEmpty()) {
            return title;
        }
        String says = "; its server says, unchecked, that it " + tool.hints().stream().map(ServerHint::toString).collect(Collectors.joining(" and "));
        if (!tool.hints().contains(ServerHint.ONLY_READS)) {
            return title + says;
        }
        return title + says + (tool.entry().acts() ? ", which does not fit" : tool.entry().effects().isEmpty() ? ": look, and write reads if it does" : "");
    }

    private static String sorted(Collection<ToolEffect> effects) {
        return effects.stream().sorted().map(ToolEffect::text).collect(Collectors.joining(", "));
    }

    private static String roles(Map<String, ArgumentRole> roles) {
        return roles.entrySet().stream().map(role -> YamlName.of(role.getKey()) + ": " + role.getValue().text()).collect(Collectors.joining(", "));
    }
}
