package dev.pathwarden.recorder.attached.program.ways;

/** One way to cause an effect. */
@FunctionalInterface
public interface Way {

    /** Causes the effect, and returns when it has happened. */
    void cause(Scene scene) throws Throwable;
}
