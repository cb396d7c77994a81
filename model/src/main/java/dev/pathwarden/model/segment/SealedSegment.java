package dev.pathwarden.model.segment;

/**
 * A segment as it is kept.
 *
 * @param content the steps of the runs
 * @param index the runs' headers, in the same format and order
 */
public record SealedSegment(byte[] content, byte[] index) {
}
