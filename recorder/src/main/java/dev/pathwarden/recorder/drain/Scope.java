package dev.pathwarden.recorder.drain;

import java.util.Locale;

/** Which actions of a watched command are recorded and decided. */
public enum Scope {
    /** Those inside agent runs. */
    AGENT,
    /** All: the whole command is one run. */
    PROCESS;

    /** The name on the command line and in the agent's options. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
