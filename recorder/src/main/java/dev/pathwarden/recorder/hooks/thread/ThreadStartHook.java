package dev.pathwarden.recorder.hooks.thread;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.Threads;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinWorkerThread;

/** Threads, platform and virtual, that begin where they were started. A fork-join pool's workers do not: they serve whoever comes. */
public final class ThreadStartHook implements Hook {

    private static final int VIRTUAL_THREADS = 21;

    private final Recorder recorder;
    private final Threads threads;

    /** The hook. */
    public ThreadStartHook(Recorder recorder, Threads threads) {
        this.recorder = recorder;
        this.threads = threads;
    }

    @Override
    public String id() {
        return "thread.start";
    }

    @Override
    public List<HookPoint> points() {
        Interceptor start = (self, arguments) -> {
            if (!(self instanceof ForkJoinWorkerThread)) {
                threads.starts((Thread) self, recorder.here());
            }
            return null;
        };
        Probe started = () -> new Thread(() -> { }).start();
        List<HookPoint> points = new ArrayList<>();
        points.add(HookPoint.inJdk("java.lang.Thread", named("start"), start, started));
        if (Runtime.version().feature() >= VIRTUAL_THREADS) {
            points.add(HookPoint.inJdk("java.lang.VirtualThread", named("start"), start, () -> Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable) () -> { })));
        }
        return points;
    }
}
