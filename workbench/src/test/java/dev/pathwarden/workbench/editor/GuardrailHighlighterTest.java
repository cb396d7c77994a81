package dev.pathwarden.workbench.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.workbench.editor.GuardrailHighlighter.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardrailHighlighterTest {

    private static List<String> coloured(String text) {
        return GuardrailHighlighter.parts(text).stream().map(part -> part.style().replace("syntax-", "") + ":" + text.substring(part.from(), part.to())).toList();
    }

    @Test
    void parts_ofACondition_areItsKeyItsWordsItsTextAndItsNumbers() {
        assertThat(coloured("when: count('data.sql') > 3 && step.name == \"a # b\" # why"))
                .containsExactly("key:when", "word:count", "text:'data.sql'", "number:3", "word:step", "text:\"a # b\"", "comment:# why");
    }

    @Test
    void parts_ofASentence_holdNoWordsOfConditions() {
        assertThat(coloured("description: The agent's first step in a run")).containsExactly("key:description");
    }

    @Test
    void parts_ofTheShippedPack_neverOverlapAndStayWithinTheText() {
        for (GuardrailSource source : Pack.shipped()) {
            int at = 0;
            for (Part part : GuardrailHighlighter.parts(source.text())) {
                assertThat(part.from()).isGreaterThanOrEqualTo(at);
                assertThat(part.to()).isGreaterThan(part.from()).isLessThanOrEqualTo(source.text().length());
                at = part.to();
            }
        }
    }

    @Test
    void underline_coversTheWordAtThePlace() {
        String text = "id: a\nwhen: step.nmae == 'x'\n";

        Part part = GuardrailHighlighter.underline(text, new Problem(Problem.Severity.ERROR, "a.yaml", 2, 12, "no such field"));

        assertThat(text.substring(part.from(), part.to())).isEqualTo("nmae");
    }

    @Test
    void underline_ofAPlaceThatIsNotInTheText_staysWithinIt() {
        for (int line = 1; line < 9; line++) {
            for (int column = 1; column < 20; column++) {
                Part part = GuardrailHighlighter.underline("id: a\n\nb", new Problem(Problem.Severity.WARNING, "a.yaml", line, column, "x"));
                assertThat(part.from()).isBetween(0, 8);
                assertThat(part.to()).isBetween(part.from(), 8);
            }
        }
    }
}
