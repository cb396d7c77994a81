package dev.pathwarden.policies.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.PathMemory;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.Recall;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.target.PathFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    @Test
    void verdict_namesTheClausesThatWereTrue_withTheValuesTheyRead() {
        Verdict verdict = verdict("(step.sql.writes || step.sql.text.contains('truncate')) && labels.exists(l, l == 'user') && step.args.limit > 3");

        assertThat(verdict.clauses()).extracting(clause -> clause.text() + " -> " + clause.value()).containsExactly(
                "step.sql.writes -> true",
                "labels.exists(l, l == 'user') -> true",
                "labels -> [untrusted, user]",
                "step.args.limit > 3 -> true",
                "step.args.limit -> 7");
    }

    @Test
    void verdict_placesEachClauseInTheCondition() {
        String when = "\"'a || b' != step.sql.text && (step.sql.writes)\"";
        Verdict verdict = verdict(when);

        String condition = when.substring(1, when.length() - 1);
        assertThat(verdict.clauses()).extracting(clause -> condition.substring(clause.from(), clause.to())).containsExactly("'a || b' != step.sql.text", "step.sql.text", "step.sql.writes");
    }

    @Test
    void verdict_showsWhatANameStoodFor() {
        Verdict verdict = verdict("changes && !cheap\nlet:\n  size: step.sql.text.size()\n  cheap: size < 3\n  changes: step.sql.writes && step.name == 'customers'");

        assertThat(verdict.clauses()).extracting(clause -> clause.text() + " -> " + clause.value() + " at " + clause.from()).containsExactly(
                "changes -> true at 0",
                "changes = step.sql.writes -> true at 0",
                "changes = step.name == 'customers' -> true at 0",
                "changes = step.name -> customers at 0",
                "!cheap -> true at 11",
                "cheap -> false at 12",
                "cheap = size -> 13 at 12");
    }

    @Test
    void verdict_namesTheEarlierStepsThatMadeItSo() {
        PolicyEngine engine = engine("seq(step.name == 'customers', step.process.executable == 'tar') && count(step.sql.writes) > 1 && recent && repeats() == 2 && !once(step.operation == 'outcome')"
                + "\nlet:\n  recent: once(step.sql.writes)\n  unused: step.sql.writes");
        PathMemory memory = new PathMemory();
        long place = 0;
        for (Step earlier : List.of(step(), step().toBuilder().labels(Set.of("x")).build(), Step.of(new RunId(0, 1), new StepId(0xab), Operation.CODE_PROCESS, "tar").fact(Field.PROCESS_EXECUTABLE, "tar").build())) {
            Recall recall = memory.recall(engine);
            engine.evaluate(earlier, new Path(), recall);
            recall.join(++place);
        }
        Verdict verdict = engine.evaluate(step(), new Path(), memory.recall(engine)).verdicts().get(0);

        assertThat(verdict.clauses()).extracting(clause -> clause.text() + " -> " + clause.value()).containsExactly(
                "seq(step.name == 'customers', step.process.executable == 'tar') -> true (steps 0000000000000001, 00000000000000ab)",
                "count(step.sql.writes) > 1 -> true",
                "count(step.sql.writes) -> 2 (last: step 0000000000000001)",
                "recent -> true",
                "recent = once(step.sql.writes) -> true (step 0000000000000001)",
                "repeats() == 2 -> true",
                "repeats() -> 2 (last: step 0000000000000001)",
                "!once(step.operation == 'outcome') -> true",
                "once(step.operation == 'outcome') -> false");
    }

    @Test
    void verdict_fillsItsMessage() {
        Verdict verdict = verdict("step.sql.writes\nmessage: \"{{{step.name}}}: {step.sql.text} {step.args.limit} {step.args.none.x} {agent.id} {labels}\"");

        assertThat(verdict.message()).isEqualTo("{customers}: drop customer 7 (there is no 'none') (agent.id was not recorded) [untrusted, user]");
    }

    @Test
    void verdict_cutsLongValues() {
        Step step = step().toBuilder().fact(Field.SQL_TEXT, "x".repeat(5_000)).build();

        Verdict verdict = engine("step.sql.text.startsWith('x')\nmessage: '{step.sql.text}'").evaluate(step, new Path()).verdicts().get(0);

        assertThat(verdict.message()).hasSize(200).endsWith("…");
        assertThat(verdict.clauses()).allSatisfy(clause -> assertThat(clause.value().length()).isLessThanOrEqualTo(200));
    }

    private static Verdict verdict(String when) {
        return engine(when).evaluate(step(), new Path()).verdicts().get(0);
    }

    private static PolicyEngine engine(String when) {
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("f.yaml", "id: g\ntitle: t\non: [data.sql]\naction: block\nwhen: " + when + "\n")));
        assertThat(compilation.problems()).isEmpty();
        return new PolicyEngine(compilation.bundle(), null);
    }

    private static Step step() {
        return Step.of(new RunId(0, 1), new StepId(1), Operation.DATA_SQL, "customers").fact(Field.SQL_TEXT, "drop customer").fact(Field.SQL_WRITES, true).arguments(Map.of("limit", 7L)).build();
    }

    private record Path() implements PathFacts {
        @Override
        public SortedSet<String> labels() {
            return new TreeSet<>(Set.of("user", "untrusted"));
        }

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
