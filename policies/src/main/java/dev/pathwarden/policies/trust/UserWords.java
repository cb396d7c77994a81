package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what the user himself said. */
public final class UserWords {

    private UserWords() {
    }

    /** Whether steps of that operation can carry what the user said. */
    public static boolean carries(Operation operation) {
        return operation == Operation.AGENT_INVOKE || operation == Operation.MODEL_CHAT;
    }

    /**
     * What the user said in a step: the arguments of an agent's invocation, or the user's messages to a model; empty for any other step.
     *
     * <p>Messages to a model count only before anything was read: later, frameworks put tool results and retrieved texts into the user's role.
     *
     * @param anythingRead whether a result of a tool or of data was seen before this step
     */
    public static List<Object> in(Step step, boolean anythingRead) {
        if (step.operation() == Operation.AGENT_INVOKE) {
            return step.arguments().isEmpty() ? List.of() : List.of(step.arguments());
        }
        if (step.operation() != Operation.MODEL_CHAT || anythingRead) {
            return List.of();
        }
        List<Object> words = new ArrayList<>();
        if (step.arguments().get("messages") instanceof List<?> messages) {
            for (Object message : messages) {
                if (message instanceof Map<?, ?> map && "user".equals(map.get("role"))) {
                    words.add(map);
                }
            }
        }
        return words;
    }
}
