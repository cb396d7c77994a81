package dev.pathwarden.recorder.hooks.langchain4j;

import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.model.AfterEnd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Calls of agents: runs, or parts of one, that end with their answer, even where that comes after the call has returned. For any thread. */
public final class AgentCalls {

    private static final int MOST_ARGUMENTS = 32;

    private final Recorder recorder;
    private final ConcurrentMap<StepId, AgentCall> returning = new ConcurrentHashMap<>();
    private final WeakIdentityMap<OpenRun> streaming = new WeakIdentityMap<>();

    /** Calls that are recorded there. */
    public AgentCalls(Recorder recorder) {
        this.recorder = recorder;
    }

    /** One call that has not returned yet. */
    static final class AgentCall {
        private final OpenRun run;
        private final boolean invoked;
        private boolean entered;
        private boolean streams;

        private AgentCall(OpenRun run, boolean invoked) {
            this.run = run;
            this.invoked = invoked;
        }
    }

    /**
     * Begins the run, or the agent's part in a run, of an agent that a framework's invoker is about to call. The first agent entered directly within is that agent.
     *
     * @throws PathwardenBlockedException if a guardrail refuses it
     */
    AgentCall invoke(String name, String version, Map<String, Object> asked) {
        return begin(name, version, asked, true);
    }

    /**
     * As {@link #invoke}, for an agent that is entered without an invoker; null if an invoker has begun its part already.
     *
     * @param version reads its version
     * @param asked reads what it is asked
     */
    AgentCall enter(String name, Supplier<String> version, Supplier<Map<String, Object>> asked) {
        AgentCall around = here();
        if (around != null && around.invoked && !around.entered) {
            around.entered = true;
            return null;
        }
        return begin(name, version.get(), asked.get(), false);
    }

    private AgentCall begin(String name, String version, Map<String, Object> asked, boolean invoked) {
        AgentCall call = new AgentCall(recorder.startRun(name, version, asked), invoked);
        returning.put(call.run.root().id(), call);
        return call;
    }

    private AgentCall here() {
        Place place = recorder.here();
        return place == null ? null : returning.get(place.step());
    }

    /** Notes that the call this thread is in answers with that stream, in whatever form its caller gets it. */
    void streams(Object tokenStream) {
        AgentCall call = here();
        if (call != null) {
            call.streams = true;
            streaming.put(tokenStream, call.run);
        }
    }

    /**
     * Ends the call that has returned, or has it end with its stream or future.
     *
     * @return what to give to the caller
     * @throws PathwardenBlockedException if a guardrail refuses the answer
     */
    Object end(AgentCall call, Object result, Throwable error) {
        returning.remove(call.run.root().id());
        if (error == null && result != null) {
            if (Mirror.implemented(result.getClass(), Names.TOKEN_STREAM) != null && !call.streams) {
                call.streams = result.getClass().getName().equals(Names.AI_SERVICE_STREAM);
                streaming.put(result, call.run);
            }
            if (call.streams) {
                call.run.leave();
                return result;
            }
            if (result instanceof CompletableFuture<?> future) {
                call.run.leave();
                return AfterEnd.of(recorder, future, (value, failure) -> call.run.end(failure == null ? answer(value) : null, failure));
            }
        }
        call.run.end(error == null ? answer(result) : null, error);
        return result;
    }

    /** The run that ends with the stream, whose caller is asked only once; null where none does. */
    OpenRun streamed(Object tokenStream) {
        return streaming.remove(tokenStream);
    }

    /** What an agent is asked, as recorded values. */
    static Map<String, Object> asked(Map<String, ?> arguments) {
        Map<String, Object> asked = new LinkedHashMap<>();
        arguments.forEach((name, value) -> {
            if (asked.size() < MOST_ARGUMENTS) {
                asked.put(name, isPlain(value) ? value : text(value));
            }
        });
        return asked;
    }

    private static boolean isPlain(Object value) {
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static Object text(Object value) {
        String text = Mirror.text(value, "singleText");
        return text != null ? text : value.getClass().getName();
    }

    /** What an agent answers, as a recorded value. */
    static Object answer(Object result) {
        if (isPlain(result)) {
            return result;
        }
        Object content = Mirror.get(result, "content");
        if (content == null) {
            content = Mirror.text(Mirror.get(result, "aiMessage"), "text");
        }
        return content != null && isPlain(content) ? content : result.getClass().getName();
    }
}
