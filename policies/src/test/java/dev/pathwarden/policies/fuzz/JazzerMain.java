package dev.pathwarden.policies.fuzz;

/** What Jazzer calls for each input. The target is the system property {@code pathwarden.fuzz.target}. */
public final class JazzerMain {

    private static final Target TARGET = Target.valueOf(System.getProperty("pathwarden.fuzz.target"));

    private JazzerMain() {
    }

    /** Loads what the target needs, which must not count as the time of its first input. */
    public static void fuzzerInitialize() {
        Seeds.of(TARGET).forEach(TARGET::take);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Bounded.give(TARGET, input);
    }
}
