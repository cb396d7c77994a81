package dev.pathwarden.model.segment;

/**
 * A segment as it is kept.
 *
 * @param content the runs with their steps
 * @param index the runs' headers alone, in the same format and order
 */
public record SealedSegment(byte[] content, byte[] index) {
}
