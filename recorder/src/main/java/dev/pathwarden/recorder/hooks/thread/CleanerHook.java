package dev.pathwarden.recorder.hooks.thread;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Target;
import java.util.List;

/**
 * What a {@code java.lang.ref.Cleaner} does when an object is gone: it happens where it was registered.
 *
 * <p>No canary: there is no cleaner without a thread.
 */
public final class CleanerHook implements Hook {

    private final Recorder recorder;

    /** The hook. */
    public CleanerHook(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String id() {
        return "thread.cleaner";
    }

    @Override
    public List<HookPoint> points() {
        return List.of(new HookPoint(Target.preloaded("java.lang.ref.Cleaner"), named("register").and(takesArguments(2)), Shape.REPLACE_ARGUMENTS, (self, arguments) -> {
            Place place = recorder.here();
            if (place != null && arguments[1] instanceof Runnable action) {
                arguments[1] = new Placed(recorder, place, action);
            }
            return null;
        }, null));
    }

    /** An action at a place. */
    private record Placed(Recorder recorder, Place place, Runnable action) implements Runnable {
        @Override
        public void run() {
            Place before = recorder.moveTo(place);
            try {
                action.run();
            } finally {
                recorder.moveTo(before);
            }
        }
    }
}
