package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Field;
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

    /**
     * Whether an agent's invocation is the user's. It is not where another agent asks, by whatever way, or somebody of whom nothing is known: what they say may be what they read. Where the
     * recorder says that it is, it knows the one who asks to be no agent but a program.
     */
    static boolean isAskedByUser(Step invocation) {
        return !invocation.labels().contains(TrustContext.UNTRUSTED) && invocation.links().stream().noneMatch(link -> link.kind() == LinkKind.HANDED_OVER)
                && (invocation.labels().contains(TrustContext.USER) || !(invocation.facts().get(Field.AGENT_CHAIN) instanceof List<?> agents && agents.size() > 1));
    }

    /** Whether a step brings in what somebody other than the user said: no message to a model is the user's for certain from there on. */
    public static boolean isAskedByOthers(Step step) {
        return step.operation() == Operation.AGENT_INVOKE && !isAskedByUser(step);
    }

    /**
     * What the user said in a step: the arguments of an agent's invocation, or the user's messages to a model; empty for any other step.
     *
     * <p>Messages to a model count only before anything was read: later, frameworks put tool results and retrieved texts into the user's role.
     *
     * @param anythingRead whether a result of a tool or of data was seen before this step, or somebody else {@linkplain #isAskedByOthers asked}
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
