package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.LinkKind;
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

    /** Whether an agent's invocation is the user's; it is not where another agent handed the task over, or somebody of whom nothing is known. */
    static boolean isAskedByUser(Step invocation) {
        return !invocation.labels().contains(TrustContext.UNTRUSTED) && invocation.links().stream().noneMatch(link -> link.kind() == LinkKind.HANDED_OVER);
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
            return step.arguments().isEmpty() || !isAskedByUser(step) ? List.of() : List.of(step.arguments());
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
