package dev.pathwarden.policies.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.YamlOutline;
import dev.pathwarden.policies.pack.Pack;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GuardrailFormTest {

    private static final String GUARDRAIL = """
            # why it is here
            id: no-sql
            title: No SQL   # in one line
            on: [data.sql]
            let:
              customers: "'customers' in step.sql.tables"
              # free
              odd: step.sql.tables.exists(t, t.startsWith('x'))
            when: customers && step.name == 'SELECT' && !step.sql.writes && (odd || step.args.n > 3)
            # what it does
            action: block
            """;
    private static final List<String> STRANGE = List.of("x", "a: b # c", "it's", "\"quoted\"", "back\\slash", "true", "ü €", "- no list", " ", "'", "#", "x'y\"z");

    private static GuardrailForm form(String text) {
        return GuardrailForm.of(text, 0).orElseThrow();
    }

    private static List<String> comments(String text) {
        return text.lines().filter(line -> line.strip().startsWith("#")).toList();
    }

    @Test
    void clauses_areRowsWhereAFieldAnOperatorAndAValueSayThem_andTextElsewhere() {
        List<GuardrailForm.Clause> clauses = form(GUARDRAIL).clauses();

        assertThat(clauses).extracting(GuardrailForm.Clause::name).containsExactly("customers", "odd", "", "", "", "");
        assertThat(clauses).extracting(clause -> clause.row() == null ? clause.condition() : clause.row().field() + " " + clause.row().operator() + " " + clause.row().values()).containsExactly("step.sql.tables HOLDS [customers]",
                "step.sql.tables.exists(t, t.startsWith('x'))", "customers", "step.name IS [SELECT]", "step.sql.writes IS_FALSE []", "odd || step.args.n > 3");
    }

    @Test
    void change_isOfTheCharactersThatSayIt_andOfNoOthers() {
        GuardrailForm form = form(GUARDRAIL);

        assertThat(form.withRow(3, new FormRow("step.name", FormRow.Operator.BEGINS_WITH, List.of("SEL"), true)).text()).isEqualTo(GUARDRAIL.replace("step.name == 'SELECT'", "step.name.startsWith('SEL')"));
        assertThat(form.withRow(0, new FormRow("step.sql.tables", FormRow.Operator.HOLDS, List.of("orders"), true)).text()).isEqualTo(GUARDRAIL.replace("'customers' in", "'orders' in"));
        assertThat(form.with("action", "hold").text()).isEqualTo(GUARDRAIL.replace("action: block", "action: hold"));
        assertThat(form.with("title", "Other").text()).isEqualTo(GUARDRAIL.replace("No SQL ", "Other "));
        assertThat(form.with("mode", "enforce").text()).isEqualTo(GUARDRAIL + "mode: enforce\n");
        assertThat(form.with("severity", "high").text()).isEqualTo(GUARDRAIL.replace("on: [", "severity: high\non: ["));
        assertThat(form.withList("on", List.of("data.sql", "data.http")).text()).isEqualTo(GUARDRAIL.replace("[data.sql]", "[data.sql, data.http]"));
        assertThat(form.without(3).text()).isEqualTo(GUARDRAIL.replace(" && step.name == 'SELECT'", ""));
        assertThat(form.without(2).text()).isEqualTo(GUARDRAIL.replace("customers && step", "step"));
        assertThat(form.withMore(new FormRow("step.name", FormRow.Operator.IS, List.of("a"), true)).clauses()).hasSize(7);
    }

    @Test
    void clause_isTakenOutWithItsSign_andParenthesesStayWhole() {
        assertThat(withoutOne("(step.name == 'a' && step.sql.writes) && step.args.n > 3", 0)).isEqualTo("(step.sql.writes) && step.args.n > 3");
        assertThat(withoutOne("step.args.n > 3 && (step.name == 'a' && step.sql.writes)", 1)).isEqualTo("step.args.n > 3 && (step.sql.writes)");
        assertThat(withoutOne("step.args.n > 3 && (step.sql.writes)", 1)).isEqualTo("step.args.n > 3");
        assertThat(withoutOne("(step.sql.writes) && step.args.n > 3", 0)).isEqualTo("step.args.n > 3");
        assertThat(withoutOne("step.sql.writes", 0)).isEqualTo("true");
        String deep = "(".repeat(20_000) + "step.sql.writes" + ")".repeat(20_000);
        assertThat(withoutOne(deep + " && step.args.n > 3", 1)).isEqualTo(deep);
        assertThat(withoutOne(deep + " && step.args.n > 3", 0)).isEqualTo("step.args.n > 3");
    }

    private static String withoutOne(String when, int index) {
        return form("id: x\nwhen: \"" + when + "\"\n").without(index).value("when");
    }

    @Test
    void rows_ofThePack_writtenAsTheyAre_changeNothing_andChangedAndBack_sayTheSame() {
        Random random = new Random(5);
        int changed = 0;
        for (GuardrailSource source : Pack.standard()) {
            GuardrailForm form = form(source.text());
            for (String key : List.of("id", "title", "action", "mode", "severity")) {
                assertThat(form.with(key, form.value(key)).text()).isSameAs(source.text());
            }
            for (int i = 0; i < form.clauses().size(); i++) {
                GuardrailForm.Clause clause = form.clauses().get(i);
                if (clause.row() == null) {
                    continue;
                }
                assertThat(form.withRow(i, clause.row()).text()).isSameAs(source.text());
                assertThat(FormRow.of(clause.row().condition())).contains(clause.row());
                FormRow other = new FormRow("step.name", FormRow.Operator.IS, List.of(STRANGE.get(random.nextInt(STRANGE.size()))), true);
                GuardrailForm with = form.withRow(i, other);
                if (!clause.editable()) {
                    assertThat(with.text()).isSameAs(source.text());
                    continue;
                }
                List<String> conditions = new ArrayList<>(form.clauses().stream().map(GuardrailForm.Clause::condition).toList());
                conditions.set(i, other.condition());
                assertThat(with.clauses()).extracting(GuardrailForm.Clause::condition).as(with.text()).isEqualTo(conditions);
                assertThat(comments(with.text())).as(with.text()).isEqualTo(comments(source.text()));
                GuardrailForm back = form(with.text()).withRow(i, clause.row());
                assertThat(back.clauses().get(i).row()).isEqualTo(clause.row());
                assertThat(back.clauses().stream().filter(each -> each.row() == null).map(GuardrailForm.Clause::condition)).isEqualTo(form.clauses().stream().filter(each -> each.row() == null).map(GuardrailForm.Clause::condition).toList());
                changed++;
            }
        }
        assertThat(changed).isPositive();
    }

    @Test
    void values_whateverTheyAre_areReadAsTheyWereWritten_andCommentsStay() {
        for (String strange : STRANGE) {
            GuardrailForm form = form(GUARDRAIL).with("title", strange);
            assertThat(form.value("title")).isEqualTo(strange);
            assertThat(form.text()).contains("# why it is here\n", "# in one line\n", "  # free\n", "# what it does\n");
            GuardrailForm row = form.withRow(3, new FormRow("step.name", FormRow.Operator.IS, List.of(strange), true));
            assertThat(row.text()).contains("# why it is here\n", "# in one line\n", "  # free\n", "# what it does\n");
            assertThat(GuardrailCompiler.compile(List.of(new GuardrailSource("f", row.text()))).problems()).as(row.text()).isEmpty();
            GuardrailForm back = row.with("title", "No SQL");
            assertThat(YamlOutline.of(back.withRow(3, new FormRow("step.name", FormRow.Operator.IS, List.of("SELECT"), true)).text()).orElseThrow().says(YamlOutline.of(GUARDRAIL).orElseThrow())).as(back.text()).isTrue();
        }
    }

    /** A file from elsewhere can hold conditions that nobody would write; the form of it must not take more stack than there is. */
    @Test
    void conditions_howeverLong_areRowsOrNone() {
        String text = "x".repeat(100_000);
        assertThat(FormRow.of("step.name == '" + text + "'").orElseThrow().values()).containsExactly(text);
        assertThat(FormRow.of("step.name in [" + "'x', ".repeat(50_000) + "'x']").orElseThrow().values()).hasSize(50_001);
        assertThat(FormRow.of("a" + ".b".repeat(50_000) + " == 1")).isEmpty();
        assertThat(form("id: x\nwhen: " + "(".repeat(20_000) + "a" + ")".repeat(20_000) + "\n").clauses()).hasSize(1);
    }

    @Test
    void form_ofWhatIsNoYaml_isNone() {
        assertThat(GuardrailForm.of("id: [", 0)).isEmpty();
        assertThat(GuardrailForm.of("", 0)).isEmpty();
    }
}
