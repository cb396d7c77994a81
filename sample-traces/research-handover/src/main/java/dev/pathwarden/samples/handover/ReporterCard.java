package dev.pathwarden.samples.handover;

import io.a2a.spec.AgentCapabilities;
import io.a2a.spec.AgentCard;
import io.a2a.spec.AgentInterface;
import java.util.List;

/** What the reporter says of itself to other agents. */
final class ReporterCard {

    private ReporterCard() {
    }

    static AgentCard at(String url) {
        return AgentCard.builder().name("Reporter").description("Makes reports of notes.").version("1.0").capabilities(new AgentCapabilities(false, false, false, List.of()))
                .defaultInputModes(List.of("text")).defaultOutputModes(List.of("text")).skills(List.of()).supportedInterfaces(List.of(new AgentInterface("JSONRPC", url))).build();
    }
}
