package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.text.TextLeaves;
import dev.pathwarden.policies.tool.ArgumentRole;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which part each argument of a call plays. On record it is one text for each value: the role, and the path of the value. */
public final class ArgumentRoles {

    /** Most values of one call whose roles are kept. */
    static final int MOST = 256;

    private ArgumentRoles() {
    }

    /** What is kept of a call: the roles of its first {@value #MOST} values that are texts or numbers. */
    public static List<String> fact(Step call, ToolCatalogue tools) {
        ToolEntry tool = tools.of(Aim.toolOf(call));
        List<String> fact = new ArrayList<>();
        TextLeaves.visit(call.arguments(), (path, text) -> {
            if (fact.size() < MOST) {
                fact.add(tools.role(tool, path).text() + ' ' + path);
            }
        });
        return fact;
    }

    /** The values of a call by the names of all roles, as texts, of what was kept. */
    public static Map<String, List<String>> read(List<?> fact, Map<String, Object> arguments) {
        Map<String, String> roles = new HashMap<>();
        for (Object each : fact) {
            String[] words = String.valueOf(each).split(" ", 2);
            if (words.length == 2) {
                roles.put(words[1], words[0]);
            }
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (ArgumentRole role : ArgumentRole.values()) {
            values.put(role.text(), new ArrayList<>());
        }
        TextLeaves.visit(arguments, (path, text) -> {
            List<String> those = values.get(roles.get(path));
            if (those != null) {
                those.add(text);
            }
        });
        return values;
    }
}
