package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.util.List;

/**
 * The guardrail files that are rehearsed.
 *
 * @param now as they are edited
 * @param read as they were read
 */
record RehearsedFiles(List<GuardrailSource> now, List<GuardrailSource> read) {

    /** No files. */
    static final RehearsedFiles NONE = new RehearsedFiles(List.of(), List.of());

    RehearsedFiles {
        now = List.copyOf(now);
        read = List.copyOf(read);
    }
}
