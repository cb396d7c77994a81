package dev.pathwarden.policies.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.tool.ArgumentRole;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ToolCatalogueParserTest {

    private static final String GOOD = """
            tools:
              send_money:
                effects: [sends]
                roles: {recipient: target, amount: detail}
                returns: [sensitive.finance]
              wait: {}
            """;

    private static ToolCatalogueParser.Parsed parse(String text) {
        return ToolCatalogueParser.parse(new GuardrailSource("tools.yaml", text));
    }

    @Test
    void parse_readsWhatSomebodyWrote() {
        ToolCatalogueParser.Parsed parsed = parse(GOOD);
        ToolEntry tool = parsed.catalogue().written("send_money").orElseThrow();

        assertThat(parsed.problems()).isEmpty();
        assertThat(tool.effects()).containsExactly(ToolEffect.SENDS);
        assertThat(tool.roles()).containsEntry("recipient", ArgumentRole.TARGET).containsEntry("amount", ArgumentRole.DETAIL);
        assertThat(tool.returns()).containsExactly("sensitive.finance");
        assertThat(parsed.catalogue().written("wait").orElseThrow().effects()).isEmpty();
    }

    @Test
    void problems_standAtTheirPlace_andSayWhatWasExpected() {
        assertThat(parse("tools:\n  a:\n    effects: [sents]\n").problems()).singleElement().hasToString("tools.yaml:3:15: 'effects' cannot be 'sents'. Did you mean 'sends'?");
        assertThat(parse("tools:\n  a:\n    effect: [sends]\n").problems()).singleElement().hasToString("tools.yaml:3:5: A tool has no key 'effect'. Did you mean 'effects'?");
        assertThat(parse("tools:\n  a:\n    roles: {to: boss}\n").problems()).singleElement().asString().startsWith("tools.yaml:3:17: 'to' cannot be 'boss'.");
        assertThat(parse("tools:\n  a:\n    returns: [Not a label]\n").problems()).singleElement().asString().startsWith("tools.yaml:3:15: A label is");
        assertThat(parse("").problems()).singleElement().asString().contains("This file is empty.");
        assertThat(parse("{}").problems()).singleElement().asString().contains("A catalogue needs 'tools'.");
        assertThat(parse("tools: {}\n---\ntools: {}\n").problems()).singleElement().asString().contains("several documents");
        assertThat(parse("tools: &a [*a]").problems()).isNotEmpty();
    }

    @Test
    void anyText_isReadOrRefused_andNeverThrows() {
        Random random = new Random(4);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int change = 0; change < 4; change++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "[]{}:,-&*!\n\t \"'\u0000\uD800x".charAt(random.nextInt(18)));
                    default -> text.setCharAt(at, (char) random.nextInt(0x300));
                }
            }
            assertThat(parse(text.toString())).isNotNull();
        }
    }
}
