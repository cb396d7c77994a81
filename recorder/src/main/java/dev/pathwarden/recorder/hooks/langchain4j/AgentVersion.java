package dev.pathwarden.recorder.hooks.langchain4j;

import dev.pathwarden.recorder.hooks.agent.DefinitionHash;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Collection;

/**
 * Version of an agent: a hash of its system message, its own tools and its model's name, as far as they can be read. Tools of a provider, as those of an MCP server,
 * may change from call to call and are not part of it.
 */
final class AgentVersion {

    private static final String SYSTEM_MESSAGE = "dev.langchain4j.service.SystemMessage";

    private AgentVersion() {
    }

    /**
     * The version of the agent behind a service, 16 hex digits.
     *
     * @param context the library's context of the service; null reads as nothing known
     * @param method the service's method
     */
    static String of(Object context, Method method) {
        DefinitionHash hash = new DefinitionHash();
        hash.add("service", method.getDeclaringClass().getName() + "." + method.getName());
        hash.add("system", systemMessage(method));
        Object whole = Mirror.field(context, "chatModel");
        Object model = whole != null ? whole : Mirror.field(context, "streamingChatModel");
        hash.add("model", Mirror.text(Mirror.get(model, "defaultRequestParameters"), "modelName"));
        Collection<?> tools = Mirror.all(Mirror.field(context, "toolService"), "toolSpecifications");
        return hash.addAll("tool", tools.stream().map(tool -> Mirror.text(tool, "name") + "\n" + Mirror.text(tool, "description")).toList()).version();
    }

    /**
     * The version of a system of agents, or of an agent that is a plain object, 16 hex digits: its type, and the names and descriptions of the agents that it calls.
     *
     * @param type its class; null reads as nothing known
     * @param agents the library's list of the agents that it calls
     */
    static String ofSystem(Object type, Object agents) {
        DefinitionHash hash = new DefinitionHash();
        hash.add("type", type instanceof Class<?> declared ? declared.getName() : null);
        if (agents instanceof Collection<?> called) {
            called.forEach(agent -> hash.add("agent", Mirror.text(agent, "name") + "\n" + Mirror.text(agent, "description")));
        }
        return hash.version();
    }

    private static String systemMessage(Method method) {
        String own = systemMessage(method.getAnnotations());
        return own != null ? own : systemMessage(method.getDeclaringClass().getAnnotations());
    }

    private static String systemMessage(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation.annotationType().getName().equals(SYSTEM_MESSAGE)) {
                Object lines = Mirror.get(annotation, "value");
                StringBuilder text = new StringBuilder(String.valueOf(Mirror.text(annotation, "fromResource")));
                for (int i = 0; lines != null && lines.getClass().isArray() && i < Array.getLength(lines); i++) {
                    text.append('\n').append(Array.get(lines, i) instanceof String line ? line : "");
                }
                return text.toString();
            }
        }
        return null;
    }
}
