package dev.pathwarden.workbench.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.compiler.StepConditionCompiler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompletionTest {

    private final Completion completion = Completion.of(Set.of("pii.email", "untrusted"), Map.of("demo/reporter", "Reporter"));

    private List<String> at(String text) {
        return completion.at(text, text.length()).stream().map(Proposal::text).toList();
    }

    private String taking(String text, String proposal) {
        return completion.at(text, text.length()).stream().filter(each -> each.text().equals(proposal)).findFirst().orElseThrow().in(text);
    }

    @Test
    void ofAName_whatBeginsSoComesBeforeWhatHasItSomewhere() {
        assertThat(at("step.sql.ro")).containsExactly("step.sql.rows");
        assertThat(at("rows")).startsWith("step.sql.rows");
        assertThat(at("")).startsWith("step.operation", "step.name", "step.status");
        assertThat(at("nothinglikeit")).isEmpty();
    }

    @Test
    void behindAComparison_valuesAreProposed() {
        assertThat(at("step.operation == ")).contains("data.sql", "tool.call");
        assertThat(at("step.name == 'x' && step.status != 'bl")).containsExactly("blocked");
        assertThat(at("step.operation in ['data.sql', 'tool")).containsExactly("tool.call");
        assertThat(at("run.agentName == '")).containsExactly("Reporter");
        assertThat(at("'pii")).containsExactly("pii.email");
    }

    @Test
    void proposal_takenIn_takesThePlaceOfWhatWasTyped() {
        assertThat(taking("step.name == 'x' && rows", "step.sql.rows")).isEqualTo("step.name == 'x' && step.sql.rows");
        assertThat(taking("step.status == 'bl", "blocked")).isEqualTo("step.status == 'blocked'");
        assertThat(completion.at("step.status == 'bl' && true", "step.status == 'bl".length()).getFirst().in("step.status == 'bl' && true")).isEqualTo("step.status == 'blocked' && true");
    }

    @Test
    void everyNameThatIsProposed_canBeRead() {
        for (Proposal proposal : Completion.of(Set.of(), Map.of()).at("", 0)) {
            String name = proposal.text();
            assertThat(name.endsWith("()") || StepConditionCompiler.compile("test", "has(" + name + ")").problems().isEmpty()).as(name).isTrue();
        }
    }
}
