package dev.pathwarden.recorder.hooks.springai;

import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.Map;
import java.util.Optional;

/**
 * The declared name of the agent behind a call of a chat client, which the library itself has no word for. The first that there is of:
 *
 * <ol>
 * <li>the advisor parameter {@value #PARAMETER}, set on the client or on the one call;
 * <li>the name of the client's bean, unless that says nothing ({@value #SAYS_NOTHING});
 * <li>the simple name of the program's class that makes the call.
 * </ol>
 *
 * None of them changes with the prompt, the model or the run. For any thread.
 */
final class AgentNames {

    static final String PARAMETER = "pathwarden.agent";
    static final String SAYS_NOTHING = "chatClient";

    private static final String[] NOT_THE_PROGRAM = {"org.springframework.", "reactor.", "java.", "jdk.", "sun.", "io.micrometer.", "kotlin.", "dev.pathwarden.recorder."};
    private static final String NOBODY = "ChatClient";

    private final WeakIdentityMap<String> beans = new WeakIdentityMap<>();
    private final WeakIdentityMap<String> requests = new WeakIdentityMap<>();

    /** Notes the name of a bean that is a chat client. */
    void bean(Object client, String name) {
        if (!SAYS_NOTHING.equals(name)) {
            beans.put(client, name);
        }
    }

    /** The name of the client's bean; null for none. */
    String ofBean(Object client) {
        return beans.get(client);
    }

    /** Notes that the request is made of a client whose bean has that name. */
    void request(Object request, String name) {
        requests.put(request, name);
    }

    /** The declared name behind a request, for the thread on which the program makes it. */
    String of(Object request) {
        if (Mirror.get(request, "getAdvisorParams") instanceof Map<?, ?> parameters && parameters.get(PARAMETER) instanceof String name && !name.isBlank()) {
            return name;
        }
        String bean = requests.get(request);
        return bean == null ? caller().orElse(NOBODY) : bean;
    }

    private static Optional<String> caller() {
        return StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::getClassName).filter(AgentNames::isProgram).findFirst()).map(AgentNames::simple);
    }

    private static boolean isProgram(String className) {
        for (String prefix : NOT_THE_PROGRAM) {
            if (className.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }

    /** The name of the outermost class, without what a proxy adds to it. */
    private static String simple(String className) {
        String name = className.substring(className.lastIndexOf('.') + 1);
        int inner = name.indexOf('$');
        return inner > 0 ? name.substring(0, inner) : name;
    }
}
