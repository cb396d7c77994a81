package dev.pathwarden.recorder.drain;

import java.time.Duration;

/**
 * When a recording that goes on finishes a part and begins the next one, and how much of it may be in memory.
 *
 * @param every a part is finished so long after its first run was added
 * @param atBytes a part is finished when so many bytes of events were read since the one before
 * @param settle a run that has ended, and all of whose steps have, is sealed when nothing more came of it for so long
 * @param quiet a run that has not ended is sealed as it is when nothing more came of it for so long
 * @param mostOfRun a run of which more bytes of events are not sealed yet is sealed as it is
 * @param mostHeld runs are sealed as they are, the largest first, where more bytes of events than that are not sealed yet of all of them
 */
public record Rotation(Duration every, long atBytes, Duration settle, Duration quiet, long mostOfRun, long mostHeld) {

    public static final Duration EVERY = Duration.ofDays(1);
    public static final long AT_BYTES = 512L << 20;

    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofDays(1);
    /** Put together, a run takes ten times the memory. */
    private static final int PARTS_OF_MEMORY = 32;
    private static final int HELD_PARTS = 4;
    private static final long LEAST = 1L << 20;

    /** As much in memory as this JVM can well have. */
    public Rotation(Duration every, long atBytes) {
        this(every, atBytes, SETTLE, QUIET, Math.max(LEAST, Runtime.getRuntime().maxMemory() / PARTS_OF_MEMORY), Math.max(HELD_PARTS * LEAST, Runtime.getRuntime().maxMemory() / PARTS_OF_MEMORY * HELD_PARTS));
    }
}
