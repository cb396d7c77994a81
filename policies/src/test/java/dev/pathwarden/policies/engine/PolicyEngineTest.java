package dev.pathwarden.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.target.PathFacts;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {

    private static final Expr ENCRYPTED = new Expr.FieldRead(Field.FILE_ENCRYPTED);
    private static final Expr DIVISION_BY_ZERO =
            new Expr.Call(Op.EQUAL, List.of(new Expr.Call(Op.DIVIDE, List.of(new Expr.Literal(1L), new Expr.Literal(0L))), new Expr.Literal(1L)));

    @Test
    void evaluate_whenTheConditionIsTrue_givesAVerdictThatShowsClauseAndValue() {
        Evaluation evaluation = engine(not(ENCRYPTED), OnFault.ALLOW, null).evaluate(write(false), path());

        assertThat(evaluation.notEvaluated()).isEmpty();
        assertThat(evaluation.verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.guardrail()).isEqualTo("g");
            assertThat(verdict.action()).isEqualTo(Action.BLOCK);
            assertThat(verdict.mode()).isEqualTo(Mode.AUDIT);
            assertThat(verdict.clauses()).extracting(clause -> clause.text() + " -> " + clause.value()).containsExactly("!encrypted -> true", "encrypted -> false");
        });
    }

    @Test
    void evaluate_whenTheConditionIsFalse_saysNothing() {
        assertThat(engine(not(ENCRYPTED), OnFault.ALLOW, null).evaluate(write(true), path())).isSameAs(Evaluation.NONE);
    }

    @Test
    void evaluate_whenAFieldWasNotRecorded_isNotEvaluatedAndNeverADenial() {
        Evaluation evaluation = engine(not(ENCRYPTED), OnFault.DENY, null).evaluate(write(null), path());

        assertThat(evaluation.verdicts()).isEmpty();
        assertThat(evaluation.notEvaluated()).containsExactly(new Decision.NotEvaluated("g", "step.file.encrypted was not recorded; ask has(step.file.encrypted) first"));
    }

    @Test
    void evaluate_whenTheConditionFails_doesWhatOnFaultSays() {
        Evaluation allowed = engine(DIVISION_BY_ZERO, OnFault.ALLOW, null).evaluate(write(true), path());
        Evaluation denied = engine(DIVISION_BY_ZERO, OnFault.DENY, null).evaluate(write(true), path());

        assertThat(allowed.verdicts()).isEmpty();
        assertThat(allowed.notEvaluated()).containsExactly(new Decision.NotEvaluated("g", "division by zero; ask whether the divisor is 0 first"));
        assertThat(denied.verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.action()).isEqualTo(Action.BLOCK);
            assertThat(verdict.message()).isEqualTo("Could not be evaluated, and onFault says deny: division by zero; ask whether the divisor is 0 first.");
        });
        assertThat(denied.notEvaluated()).isEqualTo(allowed.notEvaluated());
    }

    @Test
    void evaluate_whenAnotherOperandDecides_absorbsTheMissingField() {
        Expr either = new Expr.Call(Op.OR, List.of(ENCRYPTED, new Expr.Literal(true)));

        assertThat(engine(either, OnFault.ALLOW, null).evaluate(write(null), path()).verdicts()).hasSize(1);
    }

    @Test
    void evaluate_whenAModeIsForced_usesItInsteadOfTheGuardrailsOwn() {
        Evaluation evaluation = engine(not(ENCRYPTED), OnFault.ALLOW, Mode.ENFORCE).evaluate(write(false), path());

        assertThat(evaluation.verdicts()).singleElement().satisfies(verdict -> assertThat(verdict.mode()).isEqualTo(Mode.ENFORCE));
    }

    @Test
    void evaluate_whenTheOperationIsAnother_asksNoGuardrail() {
        Step read = Step.of(new RunId(0, 1), new StepId(1), Operation.DATA_FILE_READ, "x").build();

        assertThat(engine(DIVISION_BY_ZERO, OnFault.DENY, null).evaluate(read, path())).isSameAs(Evaluation.NONE);
    }

    @Test
    void evaluate_whenThePathCannotAnswer_isNotEvaluated() {
        PathFacts broken = new FixedPath(null);

        Evaluation evaluation = engine(new Expr.Call(Op.IN, List.of(new Expr.Literal("user"), new Expr.VariableRead(PathVariable.LABELS))), OnFault.ALLOW, null)
                .evaluate(write(false), broken);

        assertThat(evaluation.notEvaluated()).singleElement().satisfies(skipped -> assertThat(skipped.reason()).isEqualTo("evaluating it met a fault in Pathwarden (NullPointerException); whoever is to mend it needs this run, of which 'pathwarden export' makes one file"));
    }

    private static Expr not(Expr expr) {
        return new Expr.Call(Op.NOT, List.of(expr));
    }

    private static PolicyEngine engine(Expr when, OnFault onFault, Mode forced) {
        Part root = new Part.Clause(0, 10, when, List.of(new Part.Read(1, 10, ENCRYPTED)));
        Guardrail guardrail = new Guardrail("g", "0123456789abcdef", "A title", "high", List.of(), Set.of(Operation.DATA_FILE_WRITE), List.of(),
                new Condition("!encrypted", root, 0), Action.BLOCK, Mode.AUDIT, onFault, Message.of("stopped"));
        return new PolicyEngine(Bundle.of(List.of(guardrail)), forced);
    }

    private static Step write(Boolean encrypted) {
        return Step.of(new RunId(0, 1), new StepId(1), Operation.DATA_FILE_WRITE, "x").fact(Field.FILE_ENCRYPTED, encrypted).build();
    }

    private static PathFacts path() {
        return new FixedPath(new TreeSet<>());
    }

    private record FixedPath(SortedSet<String> labels) implements PathFacts {
        @Override
        public long steps() {
            return 0;
        }

        @Override
        public long count(Operation operation) {
            return 0;
        }

        @Override
        public Set<String> provenance(Step step) {
            return Set.of();
        }
    }
}
