package dev.pathwarden.recorder.cli;

import java.util.Locale;

/** What {@code run --mask} keeps out of the recording. */
enum MaskProfile {
    /** Passwords, keys and tokens. */
    SECRETS,
    /** These, and personal data. */
    PERSONAL,
    NONE;

    /** The name as it stands on the command line and in the agent's option. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
