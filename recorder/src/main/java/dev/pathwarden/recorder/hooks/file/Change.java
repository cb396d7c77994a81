package dev.pathwarden.recorder.hooks.file;

import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.hooks.Interceptor;

/** A call that is one step from its beginning to its end. */
final class Change implements Interceptor {

    private final Decide decide;

    Change(Decide decide) {
        this.decide = decide;
    }

    /** Decides a call; null if it is none of our business. */
    @FunctionalInterface
    interface Decide {
        OpenStep change(Object self, Object[] arguments);
    }

    @Override
    public Object enter(Object self, Object[] arguments) {
        return decide.change(self, arguments);
    }

    @Override
    public Object exit(Object token, Object result, Throwable error) {
        // java.io tells by a boolean what java.nio.file tells by an exception.
        ((OpenStep) token).end(result instanceof Boolean ? result : null, error);
        return result;
    }
}
