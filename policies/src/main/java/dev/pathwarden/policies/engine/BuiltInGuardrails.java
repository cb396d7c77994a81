package dev.pathwarden.policies.engine;

import java.util.Set;

/**
 * Ids of the guardrails that are part of a recorder and in no bundle. No guardrail file can take one of them, and a dry run as live repeats
 * their recorded verdicts, because only the recorder knew what they ask for.
 */
public final class BuiltInGuardrails {

    /** The watched program may neither read nor change the recorder's own files. */
    public static final String RECORDER_FILES = "recorder-files";

    /** A run that a guardrail ended does nothing more. */
    public static final String ABORTED_RUN = "aborted-run";

    /** What was to run in a sandbox and cannot does not run. */
    public static final String NO_SANDBOX = "no-sandbox";

    /** What was to go on without some of its words and cannot does not go on. */
    public static final String NO_REDACTION = "no-redaction";

    private static final Set<String> IDS = Set.of(RECORDER_FILES, ABORTED_RUN, NO_SANDBOX, NO_REDACTION);

    private BuiltInGuardrails() {
    }

    /** Whether that id is one of theirs. */
    public static boolean contains(String id) {
        return IDS.contains(id);
    }
}
