package dev.pathwarden.recorder.hooks.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.RunGuard;
import dev.pathwarden.policies.trust.Redaction;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactedJsonTest {

    private final PolicyEngine engine = new PolicyEngine(Bundle.NONE, null);
    private final Redaction redaction = new RunGuard(new RunId(1, 1), () -> engine).redaction(Set.of("pii"));

    @Test
    void valueBehindAnEscape_isFoundAndTheRestIsStillJson() {
        assertThat(RedactedJson.of("{\"to\":\"ann\\u0040example.com\",\"n\":[1,true]}", redaction)).matches("\\{\"to\":\"\\[pii\\.email [0-9a-f]{6}]\",\"n\":\\[1,true]}");
    }

    @Test
    void textThatIsNoJson_isTakenAsText_andOneWithoutSuchValuesStaysTheSameObject() {
        String clean = "{ \"n\" : 1 }";

        assertThat(RedactedJson.of("to ann@example.com", redaction)).startsWith("to [pii.email ");
        assertThat(RedactedJson.of(clean, redaction)).isSameAs(clean);
        assertThat(RedactedJson.of(null, redaction)).isNull();
    }
}
