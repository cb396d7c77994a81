package dev.pathwarden.recorder.hooks.langchain4j;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows the answer of an AI service that comes in as a token stream: the stream is started within the service's run, on whatever thread, and the run ends when the
 * answer is complete or the stream fails.
 *
 * <p>Puts a consumer of its own before the program's for the complete answer. Not seen: the end of a stream that the program cancels; such a run stays unfinished. So does one
 * whose stream is never started.
 */
public final class TokenStreamHook implements Hook {

    private static final String COMPLETE = "completeResponseHandler";

    private final Recorder recorder;
    private final AgentCalls calls;

    /** A hook that ends those calls. */
    public TokenStreamHook(Recorder recorder, AgentCalls calls) {
        this.recorder = recorder;
        this.calls = calls;
    }

    @Override
    public String id() {
        return "langchain4j.agentStream";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.AGENT_INVOKE);
    }

    @Override
    public List<HookPoint> points() {
        Target handler = Target.named(Names.AI_SERVICE_STREAM_HANDLER);
        return List.of(
                HookPoint.whenLoaded(Target.named(Names.AI_SERVICE_STREAM), named("start").and(takesArguments(0)), new Start()),
                HookPoint.whenLoaded(handler, named("onCompleteResponse").and(takesArguments(1)), new Failing(false)).noting(),
                HookPoint.whenLoaded(handler, named("onError").and(takesArguments(1)), new Failing(true)).noting());
    }

    private record Started(OpenRun run, Place before) {
    }

    private final class Start implements Interceptor {
        @Override
        public Object enter(Object stream, Object[] arguments) {
            OpenRun run = calls.streamed(stream);
            if (run == null) {
                return null;
            }
            Mirror.set(stream, COMPLETE, new Ending(run, Mirror.field(stream, COMPLETE), Mirror.field(stream, "errorHandler")));
            return new Started(run, recorder.moveTo(run.root().place()));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Started started = (Started) token;
            recorder.moveTo(started.before());
            if (error != null) {
                started.run().end(null, error);
            }
            return result;
        }
    }

    /** The end of a stream that brings no answer: it is told of an error, or what it does with an answer fails. */
    private static final class Failing implements Interceptor {
        private final boolean told;

        Failing(boolean told) {
            this.told = told;
        }

        private record Event(Ending ending, Object content) {
        }

        @Override
        public Object enter(Object handler, Object[] arguments) {
            return Mirror.field(handler, COMPLETE) instanceof Ending ending ? new Event(ending, arguments[0]) : null;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Event event = (Event) token;
            Throwable failure = told ? (Throwable) event.content() : error;
            if (failure != null) {
                event.ending().run.end(null, failure);
            }
            return result;
        }
    }

    /** Ends the run with the complete answer and passes that on; where a guardrail refuses the answer, the program gets the refusal as an error. */
    private final class Ending implements Consumer<Object> {
        private final OpenRun run;
        private final Object complete;
        private final Object failed;

        Ending(OpenRun run, Object complete, Object failed) {
            this.run = run;
            this.complete = complete;
            this.failed = failed;
        }

        @Override
        public void accept(Object response) {
            try {
                recorder.quietly(() -> run.end(AgentCalls.answer(response), null));
            } catch (PathwardenBlockedException | PathwardenAbort refusal) {
                accept(failed, refusal);
                return;
            }
            accept(complete, response);
        }

        @SuppressWarnings("unchecked")
        private static void accept(Object consumer, Object content) {
            if (consumer != null) {
                ((Consumer<Object>) consumer).accept(content);
            }
        }
    }
}
