package dev.pathwarden.recorder.hooks.adk;

import dev.pathwarden.recorder.hooks.agent.DefinitionHash;
import dev.pathwarden.recorder.hooks.genai.Contents;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The library's agents and events, read. */
final class AdkAgents {

    private AdkAgents() {
    }

    static String name(Object agent) {
        String name = Mirror.text(agent, "name");
        return name == null || name.isBlank() ? "agent" : name;
    }

    /** A hash of the agent's kind, instructions, model and tools, and the agents below it. An instruction that is a function is known by its class only. */
    static String version(Object agent) {
        Object model = Optionals.get(agent, "model");
        String modelName = Optionals.text(model, "modelName");
        return new DefinitionHash()
                .add("type", agent.getClass().getName())
                .add("instruction", instruction(agent, "instruction"))
                .add("globalInstruction", instruction(agent, "globalInstruction"))
                .add("model", modelName == null ? Mirror.text(Optionals.get(model, "model"), "model") : modelName)
                .addAll("tool", all(agent, "toolsUnion").stream().map(AdkAgents::tool).toList())
                .addAll("agent", all(agent, "subAgents").stream().map(below -> Mirror.text(below, "name") + "\n" + Mirror.text(below, "description")).toList())
                .version();
    }

    private static String instruction(Object agent, String method) {
        Object instruction = Mirror.get(agent, method);
        String text = Mirror.text(instruction, "instruction");
        return text != null || instruction == null ? text : instruction.getClass().getName();
    }

    private static String tool(Object tool) {
        String name = Mirror.text(tool, "name");
        return name == null ? tool.getClass().getName() : name + "\n" + Mirror.text(tool, "description");
    }

    private static Collection<?> all(Object target, String method) {
        return Mirror.get(target, method) instanceof Collection<?> found ? found : List.of();
    }

    /** What an agent is asked with a content; empty where that is no text. */
    static Map<String, Object> asked(Object content) {
        String text = Contents.text(content);
        return text.isEmpty() ? Map.of() : Map.of("prompt", text);
    }

    /** What an event adds to the agent's answer; null for one that is not the answer. */
    static String answer(Object event) {
        if (!Boolean.TRUE.equals(Mirror.get(event, "finalResponse"))) {
            return null;
        }
        String text = Contents.text(Optionals.get(event, "content"));
        return text.isEmpty() ? null : text;
    }
}
