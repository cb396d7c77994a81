package dev.pathwarden.recorder.attached.program.ways;

/** A class that is not loaded but defined from its bytes, once, in the loader of the program. */
public final class DefinedOnce {

    private DefinedOnce() {
    }

    /** Prints it. */
    public static void say(String text) {
        System.out.println(text);
    }
}
