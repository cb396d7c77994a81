package dev.pathwarden.fuzz;

import java.io.IOException;

/** What Jazzer calls for each input. The target is the constant {@code pathwarden.fuzz.target} of the enum {@code pathwarden.fuzz.targets}, two system properties. */
public final class JazzerMain {

    private static final FuzzTarget TARGET = target(System.getProperty("pathwarden.fuzz.targets"), System.getProperty("pathwarden.fuzz.target"));

    private JazzerMain() {
    }

    private static FuzzTarget target(String targets, String name) {
        try {
            for (Object constant : Class.forName(targets).getEnumConstants()) {
                if (constant instanceof FuzzTarget target && target.name().equals(name)) {
                    return target;
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
        throw new IllegalArgumentException(targets + " has no " + name);
    }

    /** Loads what the target needs, which must not count as the time of its first input. */
    public static void fuzzerInitialize() throws IOException {
        for (byte[] seed : TARGET.seeds()) {
            TARGET.take(seed);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Bounded.give(TARGET, input);
    }
}
