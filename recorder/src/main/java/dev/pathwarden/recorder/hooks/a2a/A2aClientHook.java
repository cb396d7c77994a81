package dev.pathwarden.recorder.hooks.a2a;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.RecordCopy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Messages that an agent sends to another, through whatever transport of the SDK, with an answer at once or a stream of events.
 *
 * <p>Not seen: what is asked of a task later ({@code getTask}, {@code subscribeToTask}), and notifications that the other agent pushes.
 */
public final class A2aClientHook implements Hook {

    private final Recorder recorder;
    private final Propagation propagation;

    /** A hook that tells the other agent of the run through that propagation. */
    public A2aClientHook(Recorder recorder, Propagation propagation) {
        this.recorder = recorder;
        this.propagation = propagation;
    }

    @Override
    public String id() {
        return "a2a.client";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.AGENT_HANDOFF);
    }

    @Override
    public List<HookPoint> points() {
        List<HookPoint> points = new ArrayList<>();
        for (String root : A2aMessages.PACKAGES) {
            Target transport = Target.subtypesOf(root + ".client.transport.spi.ClientTransport", root + ".client.transport.");
            points.add(HookPoint.whenLoaded(transport, named("sendMessage").and(takesArgument(0, named(root + ".spec.MessageSendParams"))), new Send()).with(Shape.REPLACE_ARGUMENTS));
            points.add(HookPoint.whenLoaded(transport, named("sendMessageStreaming").and(takesArgument(0, named(root + ".spec.MessageSendParams"))).and(takesArgument(1, Consumer.class)), new Stream())
                    .with(Shape.REPLACE_ARGUMENTS));
        }
        return points;
    }

    /** Decides the hand-over and puts into its parameters what the other agent is to know; null outside of a run, and within a transport that wraps another. */
    private OpenStep begin(Object transport, Object[] arguments) {
        Object message = Mirror.get(arguments[0], "message");
        if (message == null || recorder.within(message)) {
            return null;
        }
        Object card = Mirror.field(transport, "agentCard");
        String name = Mirror.text(card, "name");
        String url = url(transport, card);
        OpenStep step = recorder.begin(StepDraft.of(Operation.AGENT_HANDOFF, name == null ? "agent" : name)
                .about(message)
                .fact(Field.AGENT_NAME, name)
                .fact(Field.AGENT_URL, url)
                .argument("message", A2aMessages.said(message)));
        if (step != null && propagation.mayTell(host(url))) {
            Object told = RecordCopy.with(arguments[0], "metadata", propagation.metadata(A2aMessages.metadata(arguments[0]), step.place()));
            arguments[0] = told == null ? arguments[0] : told;
        }
        return step;
    }

    private static String url(Object transport, Object card) {
        String own = Mirror.text(Mirror.field(transport, "agentInterface"), "url");
        if (own != null) {
            return own;
        }
        for (Object offered : Mirror.all(card, "supportedInterfaces")) {
            return Mirror.text(offered, "url");
        }
        return null;
    }

    private static String host(String url) {
        try {
            return url == null ? null : URI.create(url).getHost();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /** A message that is answered with a message or a task. */
    private final class Send implements Interceptor {
        @Override
        public Object enter(Object transport, Object[] arguments) {
            return begin(transport, arguments);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            OpenStep step = (OpenStep) token;
            step.end(A2aMessages.said(result), error, propagation.received(step, A2aMessages.metadata(result)));
            return result;
        }
    }

    /** A message that is answered with events, on a thread of the transport. */
    private final class Stream implements Interceptor {
        @Override
        @SuppressWarnings("unchecked")
        public Object enter(Object transport, Object[] arguments) {
            Place before = recorder.here();
            OpenStep step = begin(transport, arguments);
            if (step == null) {
                return null;
            }
            AnswerStream answers = new AnswerStream(recorder, propagation, step, before);
            arguments[1] = answers.events((Consumer<Object>) arguments[1]);
            if (arguments[2] instanceof Consumer<?> errors) {
                arguments[2] = answers.errors((Consumer<Object>) errors);
            }
            return step;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            OpenStep step = (OpenStep) token;
            if (error == null) {
                step.leave();
            } else {
                step.end(null, error);
            }
            return result;
        }
    }
}
