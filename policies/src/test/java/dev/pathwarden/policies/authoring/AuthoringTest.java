package dev.pathwarden.policies.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.authoring.LiveClauses.State;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.dryrun.SeenSteps;
import dev.pathwarden.policies.guardrail.GuardrailParser;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.pack.Pack;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthoringTest {

    private static final String GUARDRAIL = """
            id: no-sql
            title: No SQL
            on: [data.sql]
            let:
              customers: "'customers' in step.sql.tables"
              many: step.sql.tables.size()
              file: step.name == 'nothing'
            when: customers && (many > 5 || file)
            action: block
            """;

    private static Place place(String textWithCaret) {
        int caret = textWithCaret.indexOf('^');
        return Place.at(textWithCaret.replace("^", ""), caret);
    }

    @Test
    void place_isAKeyAtTheMargin_aConditionBehindWhenAndLet_andAValueElsewhere() {
        assertThat(place("id: a\nacti^").kind()).isEqualTo(Place.Kind.KEY);
        assertThat(place("id: a\nwhen: step.na^").kind()).isEqualTo(Place.Kind.CONDITION);
        assertThat(place("id: a\nwhen: step.na^").from()).isEqualTo("id: a\nwhen: ".length());
        assertThat(place("when: \"'x' in la^").from()).isEqualTo("when: \"".length());
        assertThat(place("let:\n  # first\n  a: step.na^").kind()).isEqualTo(Place.Kind.CONDITION);
        assertThat(place("let:\n  a: step.na^").from()).isEqualTo("let:\n  a: ".length());
        assertThat(place("when: >-\n  step.na^").kind()).isEqualTo(Place.Kind.CONDITION);
        assertThat(place("action: bl^")).isEqualTo(new Place(Place.Kind.VALUE, "action", "action: ".length()));
        assertThat(place("on: [data.sql, da^").kind()).isEqualTo(Place.Kind.VALUE);
        assertThat(place("title: step.na^").kind()).isEqualTo(Place.Kind.OTHER);
        assertThat(place("when: x\n# step.na^").kind()).isEqualTo(Place.Kind.OTHER);
        assertThat(place("^").kind()).isEqualTo(Place.Kind.KEY);
    }

    @Test
    void fix_writesWhatTheMessageProposes_atItsPlace() {
        String wrong = GUARDRAIL.replace("action: block", "action: blok").replace("step.sql.tables.size", "step.sql.tabels.size");
        List<Problem> problems = GuardrailCompiler.compile(List.of(new GuardrailSource("f", wrong.replace("blok", "block")))).problems();
        assertThat(problems).isNotEmpty();
        assertThat(QuickFix.of(wrong.replace("blok", "block"), problems.get(0)).orElseThrow().in(wrong.replace("blok", "block"))).isEqualTo(GUARDRAIL);
        Problem action = GuardrailParser.parse(new GuardrailSource("f", wrong)).problems().get(0);
        assertThat(QuickFix.of(wrong, action).orElseThrow().in(wrong)).contains("action: block\n");
        assertThat(QuickFix.of(wrong, new Problem(Problem.Severity.ERROR, "f", 99, 4, "'a' is unknown. Did you mean 'b'?"))).isEmpty();
    }

    @Test
    void layout_ofThePack_isTheSameAgain_andSaysTheSame() {
        for (GuardrailSource source : Pack.standard()) {
            String once = GuardrailLayout.of(source.text());
            assertThat(GuardrailLayout.of(once)).isEqualTo(once);
            assertThat(GuardrailParser.parse(new GuardrailSource("f", once)).documents()).hasSameSizeAs(GuardrailParser.parse(source).documents());
        }
    }

    @Test
    void layout_keepsCommentsOrderQuotesAndBlocks_andLeavesWhatIsNoYaml() {
        assertThat(GuardrailLayout.of("#why\nid:   a   \n\n\n\ntitle: 'A  b'\t\ndescription: |\n  one   \n\n\n  two: three\nwhen: true #not\n\n"))
                .isEqualTo("# why\nid: a\n\ntitle: 'A  b'\ndescription: |\n  one   \n\n\n  two: three\nwhen: true #not\n");
        assertThat(GuardrailLayout.of("id: [\n\n\n")).isEqualTo("id: [\n\n\n");
    }

    @Test
    void keys_areThoseOfTheSchema_withTheirWords() {
        GuardrailKeys keys = new GuardrailKeys();

        assertThat(keys.all()).extracting(GuardrailKeys.Key::name).startsWith("id", "title").contains("when", "exceptions");
        assertThat(keys.key("action").words()).contains("hold", "block");
        assertThat(keys.key("on").list()).isTrue();
        assertThat(keys.key("on").words()).contains("data.sql");
        assertThat(keys.key("when").description()).isNotEmpty();
    }

    @Test
    void clauses_sayWhatTheyComeTo_onOneStep() {
        try (Snapshot snapshot = Snapshots.open(Path.of("../sample-traces/customer-report/demo.pathwarden"))) {
            RecordedRun run = snapshot.run(snapshot.runs().get(0).run().id());
            RecordedStep sql = run.steps().stream().filter(step -> step.operation() == Operation.DATA_SQL).findFirst().orElseThrow();
            GuardrailSource source = new GuardrailSource("f", GUARDRAIL);

            LiveClauses.Answer answer = LiveClauses.of(source, 8, run, sql.id());

            assertThat(answer.guardrail()).isEqualTo("no-sql");
            assertThat(answer.said()).extracting(LiveClauses.Said::name).containsExactly("customers", "many", "file", "", "", "", "when");
            assertThat(answer.said()).extracting(LiveClauses.Said::state).containsExactly(State.TRUE, State.VALUE, State.FALSE, State.TRUE, State.FALSE, State.FALSE, State.FALSE);
            assertThat(answer.said().get(1).value()).isEqualTo("1");
            assertThat(answer.said().get(4).text()).isEqualTo("many > 5");
            assertThat(answer.said().get(0).line()).isEqualTo(5);
            RecordedStep other = run.steps().stream().filter(step -> step.operation() == Operation.MCP_CALL).findFirst().orElseThrow();
            assertThat(LiveClauses.of(source, 1, run, other.id()).asked()).isFalse();
            assertThat(LiveClauses.of(new GuardrailSource("f", "id: ["), 1, run, sql.id()).guardrail()).isNull();
            String missing = GUARDRAIL.replace("step.name == 'nothing'", "step.process.privileged").replace("[data.sql]", "[data.sql, code.process]");
            assertThat(LiveClauses.of(new GuardrailSource("f", missing), 1, run, sql.id()).said()).filteredOn(said -> said.name().equals("file")).singleElement()
                    .satisfies(said -> assertThat(said.state()).isEqualTo(State.NOT_EVALUATED));
        }
    }

    @Test
    void help_tellsOfAWord_whatItIs_andWhatItIsInTheStep() {
        try (Snapshot snapshot = Snapshots.open(Path.of("../sample-traces/customer-report/demo.pathwarden"))) {
            RecordedRun run = snapshot.run(snapshot.runs().get(0).run().id());
            RecordedStep sql = run.steps().stream().filter(step -> step.operation() == Operation.DATA_SQL).findFirst().orElseThrow();
            SeenStep seen = SeenSteps.of(run, Set.of(sql.id())).get(0);
            String text = "when: step.sql.tables.exists(t, t == 'x') && flows(true) && step.http.host == 'y'";

            assertThat(WordHelp.of(text, text.indexOf("tables"), seen).orElseThrow().value()).contains("[customers]");
            assertThat(WordHelp.of(text, text.indexOf("exists") + 2, seen).orElseThrow().word()).isEqualTo("exists");
            assertThat(WordHelp.of(text, text.indexOf("flows") + 2, seen).orElseThrow().description()).contains("earlier");
            assertThat(WordHelp.of(text, text.indexOf("host"), seen).orElseThrow().value()).isEmpty();
            assertThat(WordHelp.of(text, text.indexOf("'x'") + 1, seen)).isEmpty();
        }
    }
}
