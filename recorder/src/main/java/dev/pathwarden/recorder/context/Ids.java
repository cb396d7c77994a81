package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids of runs and steps: never twice the same in a process, and random enough never to meet those of another. */
final class Ids {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final AtomicLong next;
    private final long other;

    Ids(long seed, long otherSeed) {
        next = new AtomicLong(seed);
        other = otherSeed;
    }

    StepId step() {
        long value = mixed();
        return new StepId(value == 0 ? 1 : value);
    }

    RunId run() {
        long low = mixed();
        return new RunId(mixed() ^ other, low == 0 ? 1 : low);
    }

    // Bijective, so that the counter's values stay different: the finalizer of SplitMix64.
    private long mixed() {
        long z = next.getAndAdd(GOLDEN);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
