package dev.pathwarden.recorder.hooks.redact;

import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.recorder.context.NotRedactableException;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What tools are given and what comes of them, without the words that go, for hooks. LangChain4j's requests and results are immutable; in their place are others, made by its own builders.
 */
public final class RedactedTool {

    private static final int MOST_CAUSES = 16;
    private static final String TEXT_CONTENT = "dev.langchain4j.data.message.TextContent";

    private RedactedTool() {
    }

    /** A {@code ToolExecutionRequest} whose arguments are without such words; null where this version of the library lets none be made. */
    public static Object request(Object request, Redaction redaction, DeclaredTypes declared) {
        try {
            Object builder = request.getClass().getMethod("toBuilder").invoke(request);
            builder = builder.getClass().getMethod("arguments", String.class).invoke(builder, RedactedJson.arguments(Mirror.text(request, "arguments"), redaction, declared));
            return builder.getClass().getMethod("build").invoke(builder);
        } catch (ReflectiveOperationException otherVersion) {
            return null;
        }
    }

    /**
     * What the program is to get as a step's result, text or {@code ToolExecutionResult}: without the words that the step is to lose, in what the model gets of it.
     *
     * @throws PathwardenBlockedException where this version of the library lets none be made: the words must not get to the program, and the step has ended
     */
    public static Object result(Object result, OpenStep step) {
        if (result == null || step.redaction() == null) {
            return result;
        }
        try {
            return redacted(result, step.redaction());
        } catch (PathwardenBlockedException refusal) {
            step.end(null, refusal);
            throw refusal;
        }
    }

    /**
     * What a model is to get as a step's result, a value of the program: without the words that the step is to lose.
     *
     * @throws PathwardenBlockedException where they cannot be taken out of it; the step has ended
     */
    public static Object value(Object result, OpenStep step) {
        return redacted(step, redaction -> RedactedValue.result(result, redaction), result);
    }

    /** As {@link #value}, for a result that may be of a type the program counts on, where a number stays a number. */
    public static Object typed(Object result, OpenStep step) {
        return redacted(step, redaction -> RedactedValue.typed(result, redaction), result);
    }

    /** As {@link #value}, of which words are taken out in that way, which throws {@link NotRedactableException} where they cannot be. */
    public static Object redacted(OpenStep step, Function<Redaction, Object> how, Object result) {
        if (step.redaction() == null) {
            return result;
        }
        String why;
        try {
            return how.apply(step.redaction());
        } catch (NotRedactableException cannot) {
            why = cannot.getMessage();
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            why = "reading it failed";
        }
        step.failed("words cannot be taken out of the result: " + why, null);
        throw new PathwardenBlockedException();
    }

    /**
     * Keeps from the program what went wrong in a step, where it tells words that the step is to lose.
     *
     * @throws PathwardenBlockedException in its place
     */
    public static void check(Throwable error, OpenStep step) {
        if (heard(error, step) instanceof PathwardenBlockedException refusal && refusal != error) {
            throw refusal;
        }
    }

    /** What the program is to hear of what went wrong in a step: the refusal in its place, where it tells words that the step is to lose. */
    public static Throwable heard(Throwable error, OpenStep step) {
        Throwable cause = step.redaction() == null ? null : error;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            String message = cause.getMessage();
            if (message != null && !step.redaction().text(message).equals(message)) {
                return new PathwardenBlockedException();
            }
            cause = cause.getCause();
        }
        return error;
    }

    private static Object redacted(Object result, Redaction redaction) {
        if (result instanceof String text) {
            return RedactedJson.of(text, redaction);
        }
        try {
            return rebuilt(result, redaction);
        } catch (ReflectiveOperationException | RuntimeException otherVersion) {
            throw new PathwardenBlockedException();
        }
    }

    /** Made from nothing: a builder that the result gives keeps where its text came from. */
    private static Object rebuilt(Object result, Redaction redaction) throws ReflectiveOperationException {
        Object builder = result.getClass().getMethod("builder").invoke(null);
        Class<?> type = builder.getClass();
        Object raw = Mirror.get(result, "result");
        type.getMethod("isError", boolean.class).invoke(builder, Boolean.TRUE.equals(Mirror.get(result, "isError")));
        type.getMethod("result", Object.class).invoke(builder, raw instanceof String text ? RedactedJson.of(text, redaction) : raw);
        if (Mirror.get(result, "attributes") instanceof Map<?, ?> attributes) {
            type.getMethod("attributes", Map.class).invoke(builder, attributes);
        }
        Collection<?> contents = Mirror.all(result, "resultContents");
        if (contents.isEmpty()) {
            type.getMethod("resultText", String.class).invoke(builder, RedactedJson.of(Mirror.text(result, "resultText"), redaction));
        } else {
            type.getMethod("resultContents", List.class).invoke(builder, contents(contents, redaction));
        }
        return type.getMethod("build").invoke(builder);
    }

    private static List<Object> contents(Collection<?> contents, Redaction redaction) throws ReflectiveOperationException {
        List<Object> redacted = new ArrayList<>();
        for (Object content : contents) {
            String text = content.getClass().getName().equals(TEXT_CONTENT) ? Mirror.text(content, "text") : null;
            redacted.add(text == null ? content : content.getClass().getMethod("from", String.class).invoke(null, RedactedJson.of(text, redaction)));
        }
        return redacted;
    }
}
