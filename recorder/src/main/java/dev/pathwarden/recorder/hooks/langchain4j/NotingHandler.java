package dev.pathwarden.recorder.hooks.langchain4j;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.StandIn;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Stands for a program's response handler: takes note of each event, and passes it on. */
final class NotingHandler implements InvocationHandler {

    private final Object handler;
    private final ModelStream stream;

    NotingHandler(Object handler, ModelStream stream) {
        this.handler = handler;
        this.stream = stream;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (StandIn.isOfObject(method)) {
            return StandIn.answer(proxy, handler, method, arguments);
        }
        if (arguments == null || arguments.length == 0) {
            return forward(method, arguments);
        }
        boolean partial = note(method.getName(), arguments[0]);
        Object result = stream.<Object, Throwable>outside(() -> forward(method, arguments));
        if (partial && arguments.length == 2 && Boolean.TRUE.equals(Mirror.get(Mirror.get(arguments[1], "streamingHandle"), "isCancelled"))) {
            stream.cancelled();
        }
        return result;
    }

    /** Whether more is to come after the event. */
    private boolean note(String event, Object content) {
        switch (event) {
            case "onPartialResponse" -> stream.arrived(answer -> answer.text(content instanceof String text ? text : Mirror.text(content, "text")));
            case "onPartialToolCall" -> stream.arrived(answer -> answer.callPart(index(content), Mirror.text(content, "id"), Mirror.text(content, "name"), Mirror.text(content, "partialArguments")));
            case "onCompleteToolCall" -> stream.arrived(answer -> addCall(answer, index(content), Mirror.get(content, "toolExecutionRequest")));
            case "onCompleteResponse" -> stream.completed(answer -> Messages.readAnswer(content, answer));
            case "onError" -> stream.failed((Throwable) content);
            default -> stream.arrived(answer -> { });
        }
        return event.startsWith("onPartial");
    }

    private static void addCall(ModelAnswer answer, int index, Object request) {
        answer.wholeCall(index, Mirror.text(request, "id"), Mirror.text(request, "name"), Mirror.text(request, "arguments"), request);
    }

    private static int index(Object call) {
        Long index = Mirror.integer(call, "index");
        return index == null ? 0 : index.intValue();
    }

    private Object forward(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(handler, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
