package dev.pathwarden.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A reader of what comes from outside; the constants of an enum implement it. For one thread at a time. */
public interface FuzzTarget {

    /** Name of the constant. */
    String name();

    /** The name that its files have. */
    default String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads any bytes.
     *
     * @throws AssertionError if what it said is not what a user can be told; whatever else it throws is a finding too
     */
    void take(byte[] input) throws IOException;

    /** Inputs to begin with. */
    List<byte[]> seeds();

    /** What an input may cost. */
    Allowance allowance();

    /** Packages whose lines lead the fuzzer, as Jazzer's patterns. */
    String watched();
}
