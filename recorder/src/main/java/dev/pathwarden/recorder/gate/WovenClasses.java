package dev.pathwarden.recorder.gate;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What became of each hook point when classes were woven. For any thread, without a lock. */
public final class WovenClasses {

    private final AtomicReferenceArray<String> problems;
    private final AtomicReferenceArray<Boolean> woven;
    private final AtomicInteger changes = new AtomicInteger();

    /** For that many points. */
    public WovenClasses(int points) {
        problems = new AtomicReferenceArray<>(points);
        woven = new AtomicReferenceArray<>(points);
    }

    void succeeded(List<NumberedPoint> points) {
        points.forEach(point -> woven.set(point.number(), Boolean.TRUE));
        changes.incrementAndGet();
    }

    void failed(String className, List<NumberedPoint> points, Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        String problem = className + " could not be woven: " + fault.getClass().getName() + (fault.getMessage() == null ? "" : ": " + fault.getMessage())
                + (trace.length == 0 ? "" : " at " + trace[0]);
        points.forEach(point -> problems.set(point.number(), problem));
        changes.incrementAndGet();
    }

    /** Whether some class was woven with that point. */
    public boolean isWoven(int point) {
        return woven.get(point) != null;
    }

    /** What went wrong at that point, null if nothing did. */
    public String problem(int point) {
        return problems.get(point);
    }

    /** Grows with every class that was woven or could not be. */
    public int changes() {
        return changes.get();
    }
}
