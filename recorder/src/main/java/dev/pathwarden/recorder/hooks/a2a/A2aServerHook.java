package dev.pathwarden.recorder.hooks.a2a;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.RecordCopy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tasks that this process's agent takes over: an invocation under the agent's own id, within the run of the agent that handed the task over where the message tells of one of our own
 * deployment, and a run of its own otherwise. It ends when the agent's {@code AgentExecutor} has ended; what the agent said of the task is its answer.
 *
 * <p>Whatever the agent says is decided before it leaves, event by event, as a step {@code outcome} of the invocation: a refusal is thrown where the agent says it, and if the agent lets it
 * out, the client is told that the task failed. What is split over several events is looked at in parts.
 *
 * <p>The agent's declared name is that of the card the JSON-RPC handler serves, or else the class name of its {@code AgentExecutor}. Not seen: {@code RequestHandler}s other than the
 * SDK's {@code DefaultRequestHandler}, what is said in a run that has ended, as by an executor that returns before its work is done, and what an agent says when it is asked to cancel.
 */
public final class A2aServerHook implements Hook {

    private static final String METADATA = "metadata";

    private final Recorder recorder;
    private final Propagation propagation;
    private final WeakIdentityMap<String> names = new WeakIdentityMap<>();
    private final WeakIdentityMap<ReceivedTask> byContext = new WeakIdentityMap<>();
    private final WeakIdentityMap<ReceivedTask> byQueue = new WeakIdentityMap<>();

    /** A hook that lets tasks go on in the run they come from. */
    public A2aServerHook(Recorder recorder, Propagation propagation) {
        this.recorder = recorder;
        this.propagation = propagation;
    }

    @Override
    public String id() {
        return "a2a.server";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.AGENT_INVOKE);
    }

    @Override
    public List<HookPoint> points() {
        List<HookPoint> points = new ArrayList<>();
        for (String root : A2aMessages.PACKAGES) {
            String handlers = root + ".server.requesthandlers.";
            Target handler = Target.named(handlers + "DefaultRequestHandler");
            points.add(HookPoint.whenLoaded(Target.named(root + ".transport.jsonrpc.handler.JSONRPCHandler"), named("onMessageSend").or(named("onMessageSendStream")), (self, arguments) -> {
                served(Mirror.field(self, "requestHandler"), Mirror.field(self, "agentCard"));
                return null;
            }).noting());
            points.add(HookPoint.whenLoaded(handler, named("onMessageSend").and(takesArgument(0, named(root + ".spec.MessageSendParams"))), new Message()).with(Shape.REPLACE_RESULT));
            points.add(HookPoint.whenLoaded(handler, named("onMessageSendStream").and(takesArgument(0, named(root + ".spec.MessageSendParams"))), new Message()).with(Shape.REPLACE_RESULT));
            points.add(HookPoint.whenLoaded(handler, named("registerAndExecuteAgentAsync").and(takesArguments(4)), (self, arguments) -> {
                atWork(arguments[1], arguments[2]);
                return null;
            }).noting());
            points.add(HookPoint.whenLoaded(Target.subtypesOf(root + ".server.events.EnhancedRunnable", handlers), named("run").and(takesArguments(0)), new Work()).noting());
            // The second overrides the first, and one of the two is what the agent has.
            for (String queue : List.of("EventQueue", "EventQueue$ChildQueue")) {
                points.add(HookPoint.whenLoaded(Target.named(root + ".server.events." + queue), named("enqueueEvent"), (self, arguments) -> {
                    says(self, arguments[0]);
                    return null;
                }).noting());
            }
        }
        return points;
    }

    private void served(Object handler, Object card) {
        String name = Mirror.text(card, "name");
        if (handler != null && name != null) {
            names.put(handler, name);
        }
    }

    private void atWork(Object context, Object queue) {
        Place here = recorder.here();
        if (here != null && here.subject() instanceof ReceivedTask task) {
            task.atWork();
            byContext.put(context, task);
            byQueue.put(queue, task);
        }
    }

    private void says(Object queue, Object event) {
        ReceivedTask task = byQueue.get(queue);
        if (task == null) {
            return;
        }
        Object words = A2aMessages.said(event);
        if (words != null) {
            try {
                decide(task.place(), words, A2aMessages.saidInFull(event));
            } catch (PathwardenBlockedException | PathwardenAbort refusal) {
                task.refused(refusal);
                throw refusal;
            }
        }
        task.says(event);
    }

    /** As a step of the invocation, whatever thread the agent says it on. */
    private void decide(Place invocation, Object words, Object inFull) {
        Place before = recorder.moveTo(invocation);
        try {
            OpenStep answer = recorder.begin(StepDraft.of(Operation.OUTCOME, "answer").cutArgument("answer", words, inFull).leaf());
            if (answer != null) {
                answer.end(null, null);
            }
        } finally {
            recorder.moveTo(before);
        }
    }

    private String nameOf(Object handler) {
        String name = names.get(handler);
        Object executor = name == null ? Mirror.field(handler, "agentExecutor") : null;
        if (executor == null) {
            return name == null ? "agent" : name;
        }
        Class<?> type = executor.getClass();
        while (type.getSimpleName().isEmpty() && type.getEnclosingClass() != null) {
            type = type.getEnclosingClass();
        }
        return type.getSimpleName();
    }

    private static Map<String, Object> asked(Object params) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("message", A2aMessages.said(Mirror.get(params, "message")));
        return asked;
    }

    /** A message on its way to the agent. */
    private final class Message implements Interceptor {
        @Override
        public Object enter(Object handler, Object[] arguments) {
            Map<?, ?> metadata = A2aMessages.metadata(arguments[0]);
            Place caller = propagation.arrived(metadata, null);
            Place before = recorder.moveTo(caller == null ? recorder.here() : caller);
            ReceivedTask task = new ReceivedTask();
            try {
                OpenRun run = recorder.takeOver(caller, nameOf(handler), asked(arguments[0]), task, caller == null ? Propagation.claimedAgent(metadata) : null);
                task.began(run);
                return new Taken(task, run, before, caller == null ? null : caller.step());
            } catch (RuntimeException | Error refusalOrFault) {
                // There is no exit then, and the thread serves others next.
                recorder.moveTo(before);
                throw refusalOrFault;
            }
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Taken taken = (Taken) token;
            taken.run().leave();
            recorder.moveTo(taken.before());
            taken.task().answered(error);
            if (taken.asked() == null || error != null) {
                return result;
            }
            Object told = RecordCopy.with(result, METADATA, propagation.answerMetadata(A2aMessages.metadata(result), taken.task().place(), taken.asked()));
            return told == null ? result : told;
        }
    }

    /**
     * A message that is being answered.
     *
     * @param asked the step that sent it, of our own deployment, which so may know who took the task over; null where that is not known
     */
    private record Taken(ReceivedTask task, OpenRun run, Place before, StepId asked) {
    }

    /** The agent's work, on a thread of whatever executor the server has. */
    private final class Work implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            ReceivedTask task = byContext.get(Mirror.field(self, "val$requestContext"));
            return task == null ? null : new Object[] {task, recorder.moveTo(task.place())};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Object[] both = (Object[]) token;
            try {
                ((ReceivedTask) both[0]).end(error);
            } finally {
                recorder.moveTo((Place) both[1]);
            }
            return result;
        }
    }
}
