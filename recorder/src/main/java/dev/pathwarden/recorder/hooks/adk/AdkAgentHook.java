package dev.pathwarden.recorder.hooks.adk;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.agent.StreamedRun;
import dev.pathwarden.recorder.hooks.genai.Contents;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
import dev.pathwarden.recorder.hooks.reactive.Signals;
import dev.pathwarden.recorder.hooks.reactive.Streams;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What a runner is asked is a run, named after its root agent; each agent that begins in it is a part of the run under its own name and id, linked to the tool call that handed the task over to
 * it where one did. An agent that is run without a runner is a run, too.
 *
 * <p>Hooks {@code Runner.runAsync} and {@code runLive}, and {@code BaseAgent.runAsync} and {@code runLive}. All begin where the program subscribes. The answer is what the final responses say.
 */
public final class AdkAgentHook implements Hook {

    private final Recorder recorder;
    private final Streams streams;
    private final HandOffs handOffs;
    private final Askers askers;
    /** The root agent of a run that has begun, until it begins itself: it is no part beside the run. */
    private final Map<StepId, Object> expected = new ConcurrentHashMap<>();

    /** A hook that starts runs. */
    AdkAgentHook(Recorder recorder, Streams streams, HandOffs handOffs, Askers askers) {
        this.askers = askers;
        this.recorder = recorder;
        this.streams = streams;
        this.handOffs = handOffs;
    }

    @Override
    public String id() {
        return "adk.agent";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.AGENT_INVOKE);
    }

    @Override
    public List<HookPoint> points() {
        Target runner = Target.named(Names.RUNNER);
        return List.of(
                HookPoint.whenLoaded(runner, named("runAsync").and(takesArguments(5)).and(takesArgument(0, String.class)), new Run(2)).with(Shape.REPLACE_RESULT).givingWhatActs(),
                HookPoint.whenLoaded(runner, named("runLiveImpl"), new Run(-1)).with(Shape.REPLACE_RESULT).givingWhatActs(),
                HookPoint.whenLoaded(Target.named(Names.AGENT), named("runAsync").or(named("runLive")).and(takesArgument(0, named(Names.INVOCATION))), new Part()).with(Shape.REPLACE_RESULT).givingWhatActs());
    }

    private Forgetting start(Object agent, Object content, StepId handOff, String user) {
        return new Forgetting(StreamedRun.start(recorder, AdkAgents.name(agent), AdkAgents.version(agent), AdkAgents.asked(content), handOff, user, AdkAgents::answer));
    }

    /** A runner is asked. */
    private final class Run implements Interceptor {
        private final int message;

        /** @param message which argument says what is asked; -1 where that comes later */
        Run(int message) {
            this.message = message;
        }

        @Override
        public Object enter(Object runner, Object[] arguments) {
            Object agent = Mirror.get(runner, "agent");
            Supplier<Signals> begin = () -> {
                Forgetting run = start(agent, message < 0 ? null : arguments[message], null, message < 0 ? null : (String) arguments[0]);
                expected.put(run.within().step(), agent);
                return run;
            };
            return agent == null ? null : begin;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object exit(Object begin, Object stream, Throwable error) {
            return streams.watched(stream, Operation.AGENT_INVOKE, ((Supplier<Signals>) begin)::get);
        }
    }

    /** An agent begins. */
    private final class Part implements Interceptor {
        @Override
        public Object enter(Object agent, Object[] arguments) {
            return new Object[] {agent, arguments[0]};
        }

        @Override
        public Object exit(Object token, Object stream, Throwable error) {
            Object agent = ((Object[]) token)[0];
            Object invocation = ((Object[]) token)[1];
            return streams.watched(stream, Operation.AGENT_INVOKE, () -> {
                Place here = recorder.here();
                if (here != null && expected.get(here.step()) == agent) {
                    expected.remove(here.step());
                    return null;
                }
                StepId handOff = here == null ? null : handOffs.take(here.runId(), AdkAgents.name(agent));
                return start(agent, Optionals.get(invocation, "userContent"), handOff, null);
            });
        }
    }

    /** A run, or a part of one, of which nothing is kept when it ends. */
    private final class Forgetting implements Signals {
        private final StreamedRun run;

        Forgetting(StreamedRun run) {
            this.run = run;
        }

        @Override
        public Place within() {
            return run.within();
        }

        @Override
        public Place around() {
            return run.around();
        }

        @Override
        public void arrived(Object item) {
            run.arrived(item);
        }

        @Override
        public void completed() {
            forget();
            run.completed();
        }

        @Override
        public void failed(Throwable error) {
            forget();
            run.failed(error);
        }

        private void forget() {
            expected.remove(run.within().step());
            askers.ended(run.within().step());
        }
    }
}
