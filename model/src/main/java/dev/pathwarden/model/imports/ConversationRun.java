package dev.pathwarden.model.imports;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a run of a conversation between user, assistant and tools. For one use.
 *
 * <p>The whole is one {@code agent.invoke} with the user's first message as its prompt. Each assistant turn becomes a {@code model.chat} that
 * was told what came since the turn before; each call it asks for becomes a {@code tool.call} beside it. Calls and results are paired by
 * order, because ids are often empty; a call nobody answered before the next turn has no end.
 */
final class ConversationRun {

    private static final int MAX_ARGUMENTS = JsonLines.MAX_LINE;

    private record Call(String name, Map<String, Object> arguments, StepId decidedBy) {
    }

    private final RunId id;
    private final String pipeline;
    private final Map<String, Object> attributes;
    private final String model;
    private final StepId root;
    private final PathDraft path = new PathDraft();
    private final Deque<Call> unanswered = new ArrayDeque<>();
    private List<Object> toldSince = new ArrayList<>();
    private String prompt;
    private Object lastAnswer;
    private boolean finished;
    private long stepNumber;

    ConversationRun(RunId id, String pipeline, Map<String, Object> attributes) {
        this.id = id;
        this.pipeline = pipeline;
        this.attributes = attributes;
        this.model = attributes.get("model") instanceof String name ? name : "model";
        this.root = nextStep();
    }

    RecordedRun read(List<?> messages) throws BadRunException {
        for (int i = 0; i < messages.size() && prompt == null; i++) {
            if (messages.get(i) instanceof Map<?, ?> message && "user".equals(message.get("role"))) {
                prompt = content(message);
            }
        }
        if (!messages.isEmpty()) {
            path.decided(Step.of(id, root, Operation.AGENT_INVOKE, pipeline == null ? "agent" : pipeline)
                    .arguments(prompt == null ? Map.of() : Map.of("prompt", prompt)).build());
        }
        for (int i = 0; i < messages.size(); i++) {
            if (!(messages.get(i) instanceof Map<?, ?> message)) {
                throw new BadRunException("message " + i + " was expected to be an object");
            }
            read(message, i);
        }
        leaveUnanswered();
        if (finished) {
            path.ended(root, Status.OK, null, lastAnswer, Facts.NONE);
        }
        List<RecordedStep> steps = path.steps();
        return new RecordedRun(new Run(id, null, pipeline, null, finished ? Status.OK : Status.UNFINISHED, null, null, attributes), steps, List.of());
    }

    private void read(Map<?, ?> message, int index) throws BadRunException {
        Object role = message.get("role");
        if ("assistant".equals(role)) {
            readTurn(message, index);
        } else if ("tool".equals(role)) {
            readResult(message, index);
        } else if (role instanceof String) {
            finished = false;
            toldSince.add(said((String) role, content(message)));
        } else {
            throw new BadRunException("message " + index + " was expected to have a 'role'");
        }
    }

    private void readTurn(Map<?, ?> message, int index) throws BadRunException {
        leaveUnanswered();
        StepId chat = nextStep();
        path.decided(Step.of(id, chat, Operation.MODEL_CHAT, model).parent(root).arguments(Map.of("messages", toldSince)).fact(Field.MODEL_NAME, model).build());
        toldSince = new ArrayList<>();
        List<Object> asked = new ArrayList<>();
        Object calls = message.get("tool_calls");
        if (calls != null && !(calls instanceof List)) {
            throw new BadRunException("'tool_calls' of message " + index + " was expected to be a list");
        }
        for (Object each : calls == null ? List.of() : (List<?>) calls) {
            Call call = call(each, chat, index);
            unanswered.add(call);
            asked.add(Map.of("name", call.name, "arguments", call.arguments));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("text", content(message));
        if (!asked.isEmpty()) {
            answer.put("toolCalls", asked);
        }
        path.ended(chat, Status.OK, null, answer, Facts.NONE);
        lastAnswer = content(message);
        finished = asked.isEmpty();
    }

    private void readResult(Map<?, ?> message, int index) throws BadRunException {
        Call call = unanswered.poll();
        if (call == null) {
            call = call(message.get("tool_call"), null, index);
        }
        Object error = message.get("error");
        StepId step = begin(call);
        path.ended(step, error == null ? Status.OK : Status.ERROR, error == null ? null : String.valueOf(error), content(message), Facts.NONE);
        toldSince.add(said("tool", content(message)));
        finished = false;
    }

    private void leaveUnanswered() {
        while (!unanswered.isEmpty()) {
            begin(unanswered.poll());
        }
    }

    private StepId begin(Call call) {
        StepId step = nextStep();
        Step.Builder draft = Step.of(id, step, Operation.TOOL_CALL, call.name).parent(root).arguments(call.arguments).fact(Field.TOOL_NAME, call.name);
        if (call.decidedBy != null) {
            draft.link(Link.to(call.decidedBy, LinkKind.DECIDED_BY));
        }
        path.decided(draft.build());
        return step;
    }

    /** A call as the assistant asks for it, or as a result repeats it. */
    private static Call call(Object call, StepId decidedBy, int index) throws BadRunException {
        if (call instanceof Map<?, ?> map) {
            if (map.get("function") instanceof Map<?, ?> function && function.get("name") instanceof String name) {
                return new Call(name, arguments(function.get("arguments")), decidedBy);
            }
            if (map.get("function") instanceof String name) {
                return new Call(name, arguments(map.get("args")), decidedBy);
            }
        }
        throw new BadRunException("message " + index + " was expected to name the tool that is called");
    }

    private static Map<String, Object> arguments(Object arguments) {
        Object value = arguments;
        if (arguments instanceof String text) {
            try {
                value = JsonText.parse(text, MAX_ARGUMENTS);
            } catch (JsonText.MalformedJsonException e) {
                // What a model writes in place of JSON is what it passed, and is kept as it is.
                value = text;
            }
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((key, each) -> named.put((String) key, each));
            return named;
        }
        return value == null ? Map.of() : Map.of("arguments", value);
    }

    private static String content(Map<?, ?> message) {
        Object content = message.get("content");
        return content == null || content instanceof String ? (String) content : JsonText.write(content);
    }

    private static Map<String, Object> said(String role, String content) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("role", role);
        said.put("text", content);
        return said;
    }

    private StepId nextStep() {
        // A one-to-one mix of the number, so that steps of one run never share an id.
        long mixed = id.low() + ++stepNumber * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return mixed == 0 ? nextStep() : new StepId(mixed);
    }
}
