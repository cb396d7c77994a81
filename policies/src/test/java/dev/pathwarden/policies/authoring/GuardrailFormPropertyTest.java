package dev.pathwarden.policies.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Text and form are the same document, whatever is changed in the form, in whatever style the text is written. */
class GuardrailFormPropertyTest {

    private static final List<String> WHENS = List.of("step.name == 'a' && step.sql.writes && step.args.n > 3", "'step.name == ''a'' && step.sql.writes && step.args.n > 3'",
            "\"step.name == 'a' && step.sql.writes && step.args.n > 3\"", "|\n  step.name == 'a'\n  && step.sql.writes\n  && step.args.n > 3", ">-\n  step.name == 'a' &&\n  step.sql.writes && step.args.n > 3",
            "step.name == 'a'\n  && step.sql.writes\n  && step.args.n > 3", "step.name == 'a' || step.sql.writes", "true");
    private static final List<String> TITLES = List.of("Plain", "'single'", "\"double\"", "''");

    /** A change that somebody makes in a form. */
    private sealed interface Edit {
        record Value(String key, String value) implements Edit {
        }

        record Row(int index, FormRow row) implements Edit {
        }

        record More(FormRow row) implements Edit {
        }

        record Without(int index) implements Edit {
        }
    }

    @Property(tries = 2_000)
    void whateverIsChanged_isReadBackAsItWasMeant_andTheRestStays(@ForAll("texts") String text, @ForAll("edits") List<Edit> edits) {
        GuardrailForm form = GuardrailForm.of(text, 0).orElseThrow();
        for (Edit edit : edits) {
            GuardrailForm next = made(form, edit);
            if (!next.text().equals(form.text())) {
                assertThat(next.text().lines().filter(line -> line.startsWith("#"))).as(next.text()).containsExactly("# why", "# what");
                GuardrailForm read = GuardrailForm.of(next.text(), 0).orElseThrow();
                assertThat(read.clauses()).as(next.text()).isEqualTo(next.clauses());
                assertMeant(form, edit, read);
            }
            form = next;
        }
    }

    private static GuardrailForm made(GuardrailForm form, Edit edit) {
        if (edit instanceof Edit.Value value) {
            return form.with(value.key(), value.value());
        }
        if (edit instanceof Edit.More more) {
            return form.withMore(more.row());
        }
        int clauses = form.clauses().size();
        if (clauses == 0) {
            return form;
        }
        return edit instanceof Edit.Row row ? form.withRow(row.index() % clauses, row.row()) : form.without(((Edit.Without) edit).index() % clauses);
    }

    private static void assertMeant(GuardrailForm before, Edit edit, GuardrailForm after) {
        List<String> conditions = new ArrayList<>(conditions(before));
        if (edit instanceof Edit.Value value) {
            assertThat(after.value(value.key())).as(after.text()).isEqualTo(value.value());
        } else {
            assertThat(after.value("title")).as(after.text()).isEqualTo(before.value("title"));
        }
        if (edit instanceof Edit.Row row) {
            conditions.set(row.index() % conditions.size(), row.row().condition());
        } else if (edit instanceof Edit.Without without) {
            conditions.remove(without.index() % conditions.size());
            if (conditions.isEmpty()) {
                conditions.add("true");
            }
        } else if (edit instanceof Edit.More more) {
            assertThat(conditions(after)).as(after.text()).last().isEqualTo(more.row().condition());
            return;
        }
        assertThat(conditions(after)).as(after.text()).isEqualTo(conditions);
    }

    /** Without the breaks and spaces around them. */
    private static List<String> conditions(GuardrailForm form) {
        return form.clauses().stream().map(clause -> clause.condition().strip()).toList();
    }

    @Provide
    Arbitrary<String> texts() {
        return Combinators.combine(Arbitraries.of(WHENS), Arbitraries.of(TITLES)).as((when, title) -> "# why\nid: x\ntitle: " + title + "\non: [data.sql]\nwhen: " + when + "\n# what\naction: block\n");
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<Edit> values = Combinators.combine(Arbitraries.of("title", "severity", "message"), strings()).as(Edit.Value::new);
        Arbitrary<Edit> changed = Combinators.combine(Arbitraries.integers().between(0, 7), rows()).as(Edit.Row::new);
        Arbitrary<Edit> more = rows().map(Edit.More::new);
        Arbitrary<Edit> without = Arbitraries.integers().between(0, 7).map(Edit.Without::new);
        return Arbitraries.oneOf(values, changed, more, without).list().ofMinSize(1).ofMaxSize(6);
    }

    private static Arbitrary<FormRow> rows() {
        return Arbitraries.oneOf(Combinators.combine(Arbitraries.of(FormRow.Operator.IS, FormRow.Operator.IS_NOT, FormRow.Operator.CONTAINS), strings()).as((operator, value) -> new FormRow("step.name", operator, List.of(value), true)),
                strings().list().ofMinSize(1).ofMaxSize(3).map(values -> new FormRow("step.name", FormRow.Operator.ONE_OF, values, true)),
                Arbitraries.integers().map(value -> new FormRow("step.args.n", FormRow.Operator.MORE, List.of(value.toString()), false)), Arbitraries.of(new FormRow("step.sql.writes", FormRow.Operator.IS_FALSE, List.of(), false)));
    }

    /** Texts that YAML or CEL reads as something else where they stand bare, and any others. */
    private static Arbitrary<String> strings() {
        return Arbitraries.oneOf(Arbitraries.of("a: b # c", "it's", "\"quoted\"", "back\\slash", "true", "- no list", " ", "#", "x && y", "a || b", "|", ">", "a\nb", "a\tb", "{x}", "[y]", "%", "? a", "*", "&", "!", "@", "`"),
                Arbitraries.strings().ascii().ofMaxLength(6), Arbitraries.strings().ofMaxLength(4));
    }
}
