package dev.pathwarden.recorder.hooks.model;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.recorder.context.StepDraft;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a model answered, whole or as far as it has come in. Texts and the number of tool calls are bounded. For one thread at a time. */
public final class ModelAnswer {

    private final StringBuilder text = new StringBuilder();
    private boolean said;
    private final TreeMap<Integer, Call> calls = new TreeMap<>();
    private Long input;
    private Long output;
    private Long cached;

    /** Adds to what it says; null adds nothing. */
    public ModelAnswer text(String more) {
        if (more != null) {
            said = true;
            append(text, more);
        }
        return this;
    }

    /**
     * Adds a tool that it asks for.
     *
     * @param arguments as the model wrote them
     * @param request the library's own object, by which its tool hook can find this model call; null where there is none
     */
    public ModelAnswer call(String id, String name, String arguments, Object request) {
        return wholeCall(calls.isEmpty() ? 0 : calls.lastKey() + 1, id, name, arguments, request);
    }

    /** Sets the tool call with that index, of which pieces may have come before; see {@link #call(String, String, String, Object)}. */
    public ModelAnswer wholeCall(int index, String id, String name, String arguments, Object request) {
        calls.remove(index);
        Call call = callAt(index);
        if (call != null) {
            call.add(id, name, arguments);
            call.request = request;
        }
        return this;
    }

    /** Adds a piece of the tool call with that index: id and name where they come, and more of its arguments; each can be null. */
    public ModelAnswer callPart(int index, String id, String name, String moreArguments) {
        Call call = callAt(index);
        if (call != null) {
            call.add(id, name, moreArguments);
        }
        return this;
    }

    /**
     * Sets the tokens as the provider counted them; null leaves what was known.
     *
     * @param all of the request, those from the provider's cache included
     * @param answered of the answer
     * @param fromCache of the request, those from the provider's cache
     */
    public ModelAnswer tokens(Long all, Long answered, Long fromCache) {
        input = all == null ? input : all;
        output = answered == null ? output : answered;
        cached = fromCache == null ? cached : fromCache;
        return this;
    }

    List<Object> requests() {
        List<Object> requests = new ArrayList<>(calls.size());
        calls.values().forEach(call -> {
            if (call.request != null) {
                requests.add(call.request);
            }
        });
        return requests;
    }

    /** The answer as a recorded value. */
    Map<String, Object> recorded(boolean whole) {
        Map<String, Object> recorded = new LinkedHashMap<>();
        recorded.put("text", said ? text.toString() : null);
        if (!calls.isEmpty()) {
            List<Object> asked = new ArrayList<>(calls.size());
            calls.values().forEach(call -> asked.add(ChatMessage.recordedCall(call.id, call.name, call.arguments == null ? null : call.arguments.toString())));
            recorded.put("toolCalls", asked);
        }
        if (!whole) {
            recorded.put("incomplete", true);
        }
        return recorded;
    }

    /** What is known of its cost. */
    Facts facts(PriceTable prices, String provider, String model, Long firstTokenMillis) {
        Map<Field, Object> facts = new EnumMap<>(Field.class);
        put(facts, Field.MODEL_INPUT_TOKENS, input);
        put(facts, Field.MODEL_OUTPUT_TOKENS, output);
        put(facts, Field.MODEL_CACHED_INPUT_TOKENS, cached);
        put(facts, Field.MODEL_COST_MICRO_USD, prices.microUsd(provider, model, input, cached, output));
        put(facts, Field.MODEL_FIRST_TOKEN_MILLIS, firstTokenMillis);
        return Facts.of(facts);
    }

    private static void put(Map<Field, Object> facts, Field field, Long value) {
        if (value != null) {
            facts.put(field, value);
        }
    }

    private Call callAt(int index) {
        Call call = calls.get(index);
        if (call == null && calls.size() < ChatMessage.MOST_CALLS) {
            call = new Call();
            calls.put(index, call);
        }
        return call;
    }

    private static void append(StringBuilder text, String more) {
        text.append(more, 0, Math.min(more.length(), StepDraft.TEXT_LIMIT - text.length()));
    }

    private static final class Call {
        private String id;
        private String name;
        private StringBuilder arguments;
        private Object request;

        void add(String withId, String withName, String more) {
            id = id == null ? withId : id;
            name = name == null ? withName : name;
            if (more != null) {
                arguments = arguments == null ? new StringBuilder() : arguments;
                append(arguments, more);
            }
        }
    }
}
