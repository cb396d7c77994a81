package dev.pathwarden.model.follow;

/**
 * A line of a run as text.
 *
 * @param place of its step among those of the run, from 0
 * @param kind what it tells
 * @param text the line; from outside, so it may hold any character but line breaks
 */
public record FollowLine(int place, Kind kind, String text) {

    /** What a line tells. */
    public enum Kind {
        /** Which step this is; the lines behind it tell of it. */
        STEP,
        /** What guardrails that are tried would have made of it. */
        REHEARSED,
        /** What it was given. */
        GIVEN,
        /** From which step something of that came. */
        CAME_FROM,
        /** What a guardrail said of it. */
        VERDICT,
        /** That it was stopped, or failed, and why. */
        FAILED,
        /** What came back. */
        RETURNED,
        /** What is known of what came back. */
        LABELS
    }
}
