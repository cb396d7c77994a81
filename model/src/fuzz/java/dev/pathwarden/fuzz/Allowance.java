package dev.pathwarden.fuzz;

/**
 * What reading an input may cost.
 *
 * @param fixedBytes bytes it may allocate whatever it is given: tables, and the buffers of libraries
 * @param bytesEach bytes it may allocate for each byte it is given
 * @param heapMegabytes heap of the JVM in which Jazzer gives inputs
 */
public record Allowance(long fixedBytes, long bytesEach, int heapMegabytes) {

    long bytes(byte[] input) {
        return fixedBytes + bytesEach * input.length;
    }
}
