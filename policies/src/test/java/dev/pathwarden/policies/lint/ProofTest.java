package dev.pathwarden.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.target.PathFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTest {

    private static final Set<Operation> OPERATIONS = EnumSet.of(Operation.DATA_SQL, Operation.DATA_HTTP);
    private static final int STEPS = 300;
    private final long seed = Long.getLong("pathwarden.seed", new Random().nextLong());

    @ParameterizedTest
    @ValueSource(strings = {
        "run.steps > 5 && run.steps < 3", "run.steps > 5 && 6 > run.steps", "run.steps == 3 && run.steps != 3", "run.steps in [1, 2] && run.steps > 2", "step.http.bytes > 9223372036854775807",
        "run.steps >= 3 && run.steps <= 4 && run.steps != 3 && run.steps != 4", "step.http.host == 'a' && step.http.host == 'b'", "step.name.startsWith('a') && step.name == 'b'",
        "step.name.startsWith('a') && step.name.startsWith('b')", "step.name.endsWith('.com') && step.name.endsWith('.org')", "step.name.startsWith('ab') && !step.name.startsWith('a')",
        "step.name.startsWith('a.b') && !step.name.contains('.')", "step.name in ['a', 'b'] && !(step.name in ['b', 'a', 'c'])", "step.name in []", "step.name in ['a', 'b'] && step.name.contains('c')",
        "step.name == 'abc' && !step.name.matches('^a')", "step.name.matches('a') && !step.name.matches('a')", "step.name.lowerAscii() == 'Abc'", "step.name.lowerAscii().contains('X')",
        "step.sql.writes && !step.sql.writes", "step.sql.writes == false && step.sql.writes", "step.sql.writes != true && step.sql.writes != false", "!has(step.sql.writes) && step.sql.writes",
        "!has(step.args.to) && step.args.to == 'x'", "step.operation == 'data.file.read'", "step.operation != 'data.sql' && step.operation != 'data.http'", "step.args.x == 'a' && step.args.x == true",
        "labels.size() < 0", "labels.exists(l, l == 'a') && !labels.exists(l, l == 'a')", "(run.steps > 5 || step.sql.writes) && run.steps < 3 && !step.sql.writes",
        "step.sql.writes ? run.steps > 5 && run.steps < 5 : step.name == 'a' && step.name == 'b'", "!(run.steps < 5 || run.steps >= 5)", "step.start == timestamp('2026-01-01T00:00:00Z') && !has(step.start)",
        "step.name == 'a' && step.name.startsWith('b')", "count('data.sql') == 2 && count('data.sql') == 3"
    })
    void never_ofAContradiction_isProved(String condition) {
        Guardrail guardrail = guardrails(List.of(condition)).get(0);

        assertThat(new Proof(OPERATIONS).never(when(guardrail), true)).isTrue();
        assertThat(new Proof(OPERATIONS).never(when(guardrails(List.of("!(" + condition + ")")).get(0)), false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "run.steps > 5 && run.steps < 7", "step.args.n > 5 && step.args.n < 3", "step.args.x == 1 && step.args.x == 1.0", "step.args.x == 9007199254740993 && step.args.x == 9007199254740992",
        "step.name.startsWith('a') && step.name.startsWith('ab')", "step.name.startsWith('a') && step.name.endsWith('b')", "step.name.contains('a') && !step.name.startsWith('a')",
        "step.name < 'a' && step.name > 'b'", "labels.exists(l, l == 'a') && labels.exists(l, l == 'b')", "'a' in labels && !('b' in labels)", "1 / 0 == 1", "has(step.sql.writes)",
        "step.operation == 'data.sql' || step.operation == 'data.http' && step.sql.writes", "step.name.matches('^a') && step.name == 'ab'", "run.steps >= 0", "step.name != 'a' || step.sql.writes",
        "run.steps > 1.5 && run.steps < 1.6"
    })
    void never_ofWhatCanBeOrIsNotUnderstood_isUndecided(String condition) {
        Guardrail guardrail = guardrails(List.of(condition)).get(0);

        assertThat(new Proof(OPERATIONS).never(when(guardrail), true)).isFalse();
        assertThat(new Proof(OPERATIONS).never(when(guardrail), false)).isFalse();
    }

    @Test
    void implies_ofNarrowerConditions_isProvedOneWay() {
        for (String[] pair : new String[][] {{"step.name == 'ab'", "step.name.startsWith('a')"}, {"run.steps > 5", "run.steps > 3"}, {"step.name in ['a', 'b']", "step.name in ['a', 'b', 'c']"},
            {"step.sql.writes && step.name == 'x'", "step.sql.writes"}, {"step.name == 'a' || step.name == 'b'", "step.name in ['b', 'a', 'z']"}, {"step.http.host == 'x'", "has(step.http.host)"},
            {"step.http.host.endsWith('.a.com')", "step.http.host.endsWith('.com') || step.sql.writes"}, {"step.operation == 'data.sql' && step.sql.writes", "step.sql.writes || step.http.host == 'x'"}}) {
            List<Guardrail> both = guardrails(List.of(pair));

            assertThat(new Proof(OPERATIONS).premise(when(both.get(0))).implies(when(both.get(1)))).as("%s, so %s", pair[0], pair[1]).isTrue();
            assertThat(new Proof(OPERATIONS).premise(when(both.get(1))).implies(when(both.get(0)))).as("%s, so %s", pair[1], pair[0]).isFalse();
        }
    }

    /** What the second reads must have been recorded as well, and be what it works on, or it would not fire but fail. */
    @Test
    void implies_ofWhatMayFail_isUndecided() {
        List<Guardrail> both = guardrails(List.of("step.sql.writes", "step.http.host == 'x' || step.http.host != 'x'"));
        List<Guardrail> typed = guardrails(List.of("step.args.x in ['a', true]", "step.args.x.startsWith('a')"));

        assertThat(new Proof(OPERATIONS).premise(when(both.get(0))).implies(when(both.get(1)))).isFalse();
        assertThat(new Proof(OPERATIONS).premise(when(typed.get(0))).implies(when(typed.get(1)))).as("true has no beginning").isFalse();
    }

    @Test
    void never_ofTooManyBranches_isUndecidedAndDone() {
        String branches = String.join(" && ", java.util.stream.IntStream.range(0, 60).mapToObj(i -> "(step.args.a" + i + " == 'x' || step.args.b" + i + " == 'x')").toList());
        Guardrail guardrail = guardrails(List.of(branches + " && (step.name == 'a' || step.name == 'b') && step.name != 'a' && step.name != 'b'")).get(0);

        new Proof(OPERATIONS).never(when(guardrail), true);
        assertThat(new Proof(OPERATIONS).never(when(guardrails(List.of(branches)).get(0)), true)).isFalse();
    }

    /** A claim is never false: a condition that is said never to come to something comes to it on no step, and where one is said to follow from another it is true on every step where that is. */
    @Test
    void claims_onRandomConditions_holdOnRandomSteps() {
        Random random = new Random(seed);
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            conditions.add(condition(random, 1 + random.nextInt(3)));
        }
        List<Guardrail> guardrails = guardrails(conditions);
        Proof proof = new Proof(OPERATIONS);
        Boolean[][] values = values(guardrails, random);
        int never = 0;
        int strict = 0;
        for (int i = 0; i < guardrails.size(); i++) {
            boolean neverFails = Constants.neverFails(when(guardrails.get(i)), proof);
            for (boolean truth : new boolean[] {true, false}) {
                if (proof.never(when(guardrails.get(i)), truth)) {
                    never++;
                    assertThat(values[i]).as("never %s: %s, seed %d", truth, conditions.get(i), seed).doesNotContain(truth);
                }
            }
            if (neverFails) {
                strict++;
                assertThat(values[i]).as("never fails: %s, seed %d", conditions.get(i), seed).doesNotContainNull();
            }
        }
        int implied = 0;
        for (int i = 0; i < guardrails.size(); i++) {
            Proof.Premise premise = proof.premise(when(guardrails.get(i)));
            for (int j = 0; j < 60; j++) {
                int other = random.nextInt(guardrails.size());
                if (premise.implies(when(guardrails.get(other)))) {
                    implied++;
                    for (int step = 0; step < STEPS; step++) {
                        if (Boolean.TRUE.equals(values[i][step])) {
                            assertThat(values[other][step]).as("%s, so %s, seed %d", conditions.get(i), conditions.get(other), seed).isTrue();
                        }
                    }
                }
            }
        }
        assertThat(never).as("claims that something is never so").isGreaterThan(5);
        assertThat(strict).as("conditions that never fail").isGreaterThan(5);
        assertThat(implied).as("claims that something follows").isGreaterThan(5);
    }

    /** Per guardrail and step what the engine says: null where it could not evaluate. */
    private static Boolean[][] values(List<Guardrail> guardrails, Random random) {
        PolicyEngine engine = new PolicyEngine(Bundle.of(guardrails), null);
        Map<String, Integer> places = new LinkedHashMap<>();
        guardrails.forEach(guardrail -> places.put(guardrail.id(), places.size()));
        Boolean[][] values = new Boolean[guardrails.size()][STEPS];
        for (int step = 0; step < STEPS; step++) {
            Evaluation evaluation = engine.evaluate(step(random), path(random));
            for (Boolean[] row : values) {
                row[step] = false;
            }
            int column = step;
            evaluation.verdicts().forEach(verdict -> values[places.get(verdict.guardrail())][column] = true);
            evaluation.notEvaluated().forEach(skip -> values[places.get(skip.guardrail())][column] = null);
        }
        return values;
    }

    private static Step step(Random random) {
        Step.Builder step = Step.of(new RunId(0, 1), new StepId(1), random.nextBoolean() ? Operation.DATA_SQL : Operation.DATA_HTTP, text(random));
        step.fact(Field.SQL_WRITES, random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean());
        step.fact(Field.HTTP_HOST, random.nextInt(3) == 0 ? null : text(random));
        step.fact(Field.HTTP_BYTES, random.nextInt(3) == 0 ? null : (Long) number(random));
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (String name : List.of("x", "y")) {
            if (random.nextInt(4) > 0) {
                arguments.put(name, pick(random, Arrays.asList(text(random), text(random), number(random), (double) number(random), Double.NaN, random.nextBoolean(), null, List.of("a"))));
            }
        }
        return step.arguments(arguments).build();
    }

    private static PathFacts path(Random random) {
        TreeSet<String> labels = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            labels.add(text(random));
        }
        long steps = number(random);
        return new PathFacts() {
            @Override
            public SortedSet<String> labels() {
                return labels;
            }

            @Override
            public long steps() {
                return steps;
            }

            @Override
            public long count(Operation operation) {
                return steps;
            }

            @Override
            public Set<String> provenance(Step step) {
                return labels;
            }
        };
    }

    private static String condition(Random random, int depth) {
        if (depth == 0) {
            return atom(random);
        }
        return switch (random.nextInt(6)) {
            case 0, 1 -> "(" + condition(random, depth - 1) + " && " + condition(random, depth - 1) + ")";
            case 2 -> "(" + condition(random, depth - 1) + " || " + condition(random, depth - 1) + ")";
            case 3 -> "!(" + condition(random, depth - 1) + ")";
            case 4 -> random.nextInt(3) == 0 ? "(" + condition(random, depth - 1) + " ? " + condition(random, depth - 1) + " : " + condition(random, depth - 1) + ")" : condition(random, depth - 1);
            default -> condition(random, depth - 1);
        };
    }

    private static String atom(Random random) {
        String text = pick(random, List.of("step.name", "step.name", "step.http.host", "step.name.lowerAscii()"));
        String whole = pick(random, List.of("run.steps", "run.steps", "step.http.bytes", "size(labels)", "step.name.size()"));
        String any = pick(random, List.of("step.args.x", "step.args.y", text, whole));
        String literal = "'" + text(random) + "'";
        String order = pick(random, List.of(" < ", " <= ", " > ", " >= ", " == ", " != "));
        return switch (random.nextInt(12)) {
            case 0, 1 -> text + "." + pick(random, List.of("startsWith", "endsWith", "contains")) + "(" + literal + ")";
            case 2 -> text + pick(random, List.of(" == ", " != ")) + literal;
            case 3 -> text + " in [" + literal + ", '" + text(random) + "']";
            case 4, 5 -> random.nextInt(4) == 0 ? number(random) + order + whole : whole + order + number(random);
            case 6 -> whole + " in [" + number(random) + ", " + number(random) + "]";
            case 7 -> "step.sql.writes" + pick(random, List.of("", " == true", " != true", " == false"));
            case 8 -> pick(random, List.of("has(step.args.x)", "has(step.sql.writes)", "has(step.http.host)", "has(step.http.bytes)"));
            case 9 -> "step.args." + pick(random, List.of("x", "y")) + pick(random, List.of(" == ", " != ")) + pick(random, List.of(literal, "true", "1", "1.0", "null", "2"));
            case 10 -> text + ".matches(" + pick(random, List.of("'^a'", "'b$'", "'c'")) + ")";
            default -> pick(random, List.of("step.args.x.startsWith(" + literal + ")", "step.args.x.matches('^a')", "step.operation == 'data.sql'", "step.operation != 'data.http'", "labels.exists(l, l == " + literal + ")", literal + " in labels", any + " in [" + literal + ", true]"));
        };
    }

    private static String text(Random random) {
        return pick(random, List.of("", "a", "ab", "abc", "b", "bc", "A", "aB"));
    }

    private static long number(Random random) {
        return pick(random, List.of(0L, 1L, 2L, 3L, -1L, Long.MAX_VALUE, 5L));
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Expr when(Guardrail guardrail) {
        return new Inlined(guardrail).when();
    }

    private static List<Guardrail> guardrails(List<String> conditions) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < conditions.size(); i++) {
            text.append(i == 0 ? "" : "---\n").append("id: g").append(i).append("\ntitle: A title\non: [data.sql, data.http]\nwhen: |-\n  ").append(conditions.get(i)).append("\naction: block\n");
        }
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("f.yaml", text.toString())));
        assertThat(compilation.problems()).isEmpty();
        return compilation.bundle().guardrails();
    }
}
