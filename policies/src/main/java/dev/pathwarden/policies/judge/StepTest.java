package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.policies.guardrail.GuardrailTest;
import java.util.List;
import java.util.Objects;

/**
 * A judged step as a test of a guardrail.
 *
 * @param step the step
 * @param right whether it should be stopped
 * @param passes whether the guardrail comes to what is expected
 * @param replaced whether secrets or personal data were replaced by marks
 * @param lines the test, as it stands in a list
 * @param test it, read
 */
public record StepTest(Subject step, boolean right, boolean passes, boolean replaced, List<String> lines, GuardrailTest test) {

    public StepTest {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(test, "test");
        lines = List.copyOf(lines);
    }
}
