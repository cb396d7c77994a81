package dev.pathwarden.recorder.hooks.sdk;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.StandIn;
import dev.pathwarden.recorder.hooks.model.ModelCall;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;

/** Stands for the library's response that is not parsed yet: the model call ends when it is, or when it is closed without. */
final class NotingResponse implements InvocationHandler {

    private static final String RAW = ".core.http.HttpResponseFor";

    private final Object library;
    private final ModelCall call;
    private final ApiShape shape;
    private final String root;
    private Object streamed;

    private NotingResponse(Object library, ModelCall call, ApiShape shape, String root) {
        this.root = root;
        this.library = library;
        this.call = call;
        this.shape = shape;
    }

    /** Whether it is a response that is not parsed yet. */
    static boolean isRaw(Object result, String root) {
        return Mirror.implemented(result.getClass(), root + RAW) != null;
    }

    /** What to give to the program in the response's place. */
    static Object of(Object result, ModelCall call, ApiShape shape, String root) {
        return NotingStream.proxy(Mirror.implemented(result.getClass(), root + RAW), new NotingResponse(result, call, shape, root));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (StandIn.isOfObject(method)) {
            return StandIn.answer(proxy, library, method, arguments);
        }
        Object result = NotingStream.forward(library, method, arguments);
        if (method.getName().equals("parse") && result != null) {
            return parsed(result);
        }
        if (method.getName().equals("close") && !isStreaming()) {
            call.end(null, null);
        }
        return result;
    }

    private synchronized boolean isStreaming() {
        return streamed != null;
    }

    private synchronized Object parsed(Object result) {
        if (!NotingStream.isStream(result, root)) {
            call.endQuietly(() -> shape.read(result));
            return result;
        }
        if (streamed == null) {
            streamed = NotingStream.of(result, call, shape, root);
        }
        return streamed;
    }
}
