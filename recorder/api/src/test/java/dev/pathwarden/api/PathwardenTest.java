package dev.pathwarden.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Without the recorder nothing but the program's own work is done. */
class PathwardenTest {

    @Test
    void run_withoutTheRecorder_givesWhatTheLoopGives() {
        String answer = Pathwarden.run("report-agent", () -> Pathwarden.tool("look_up", Map.of("id", 7), () -> Pathwarden.model("openai", "gpt-x", Map.of(), () -> "seven")));

        assertThat(answer).isEqualTo("seven");
    }

    @Test
    void tool_thatThrows_throwsTheSame() {
        IOException failure = new IOException("no such mail");

        assertThatThrownBy(() -> Pathwarden.tool("send_mail", Map.of(), () -> {
            throw failure;
        })).isSameAs(failure);
    }

    @Test
    void agent_withAPart_isAnotherDefinitionUnderTheSameName() {
        Agent plain = Agent.named("report-agent");
        Agent whole = plain.prompt("Be brief.").model("gpt-x").tool("send_mail", "Sends a mail.");

        assertThat(plain.definition()).isEmpty();
        assertThat(whole.name()).isEqualTo("report-agent");
        assertThat(whole.definition()).containsOnlyKeys("prompt", "model", "tool send_mail");
    }

    @Test
    void agent_withoutAName_isRefused() {
        assertThatThrownBy(() -> Agent.named(" ")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("name is blank");
    }
}
