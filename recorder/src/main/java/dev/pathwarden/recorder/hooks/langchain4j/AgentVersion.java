package dev.pathwarden.recorder.hooks.langchain4j;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Version of an agent: a hash of its system message, its own tools and its model's name, as far as they can be read. Tools of a provider, as those of an MCP server,
 * may change from call to call and are not part of it.
 */
final class AgentVersion {

    private static final String SYSTEM_MESSAGE = "dev.langchain4j.service.SystemMessage";
    private static final int HEX_DIGITS = 16;

    private AgentVersion() {
    }

    /**
     * The version of the agent behind a service, 16 hex digits.
     *
     * @param context the library's context of the service; null reads as nothing known
     * @param method the service's method
     */
    static String of(Object context, Method method) {
        MessageDigest digest = sha256();
        add(digest, "service", method.getDeclaringClass().getName() + "." + method.getName());
        add(digest, "system", systemMessage(method));
        Object whole = Mirror.field(context, "chatModel");
        Object model = whole != null ? whole : Mirror.field(context, "streamingChatModel");
        add(digest, "model", Mirror.text(Mirror.get(model, "defaultRequestParameters"), "modelName"));
        Collection<?> tools = Mirror.all(Mirror.field(context, "toolService"), "toolSpecifications");
        TreeSet<String> definitions = new TreeSet<>();
        tools.forEach(tool -> definitions.add(Mirror.text(tool, "name") + "\n" + Mirror.text(tool, "description")));
        definitions.forEach(tool -> add(digest, "tool", tool));
        return hex(digest.digest());
    }

    /**
     * The version of a system of agents, or of an agent that is a plain object, 16 hex digits: its type, and the names and descriptions of the agents that it calls.
     *
     * @param type its class; null reads as nothing known
     * @param agents the library's list of the agents that it calls
     */
    static String ofSystem(Object type, Object agents) {
        MessageDigest digest = sha256();
        add(digest, "type", type instanceof Class<?> declared ? declared.getName() : null);
        if (agents instanceof Collection<?> called) {
            called.forEach(agent -> add(digest, "agent", Mirror.text(agent, "name") + "\n" + Mirror.text(agent, "description")));
        }
        return hex(digest.digest());
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

    private static void add(MessageDigest digest, String key, String value) {
        digest.update(key.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update((value == null ? "" : value).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static String hex(byte[] hash) {
        StringBuilder hex = new StringBuilder(HEX_DIGITS);
        for (int i = 0; i < HEX_DIGITS / 2; i++) {
            hex.append(Character.forDigit(hash[i] >> 4 & 0xF, 16)).append(Character.forDigit(hash[i] & 0xF, 16));
        }
        return hex.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
