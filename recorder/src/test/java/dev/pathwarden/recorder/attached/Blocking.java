package dev.pathwarden.recorder.attached;

/** Guardrails of tests, as a file of guardrails says them: enforced, and the step is blocked. */
final class Blocking {

    private Blocking() {
    }

    /**
     * Blocks steps.
     *
     * @param operations one, or several with commas between them
     * @param condition when, in CEL
     */
    static String of(String id, String operations, String condition) {
        return """
                id: %s
                title: %s
                on: [%s]
                when: '%s'
                action: block
                mode: enforce
                """.formatted(id, id, operations, condition.replace("'", "''"));
    }
}
