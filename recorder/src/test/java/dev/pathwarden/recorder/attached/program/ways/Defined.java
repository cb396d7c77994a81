package dev.pathwarden.recorder.attached.program.ways;

/** A class that is not loaded but defined from its bytes. */
public final class Defined {

    private Defined() {
    }

    /** Prints it. */
    public static void say(String text) {
        System.out.println(text);
    }
}
