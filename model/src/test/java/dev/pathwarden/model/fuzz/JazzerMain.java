package dev.pathwarden.model.fuzz;

import java.io.IOException;

/** What Jazzer calls for each input. The target is the system property {@code pathwarden.fuzz.target}. */
public final class JazzerMain {

    private static final Target TARGET = Target.valueOf(System.getProperty("pathwarden.fuzz.target"));

    private JazzerMain() {
    }

    /** Loads what the target needs, which must not count as the time of its first input. */
    public static void fuzzerInitialize() throws IOException {
        for (byte[] seed : Seeds.of(TARGET)) {
            TARGET.take(seed);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Bounded.give(TARGET, input);
    }
}
