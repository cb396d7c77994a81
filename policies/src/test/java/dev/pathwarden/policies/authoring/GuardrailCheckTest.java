package dev.pathwarden.policies.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.Problem.Severity;
import dev.pathwarden.policies.lint.Finding;
import dev.pathwarden.policies.lint.Lint;
import dev.pathwarden.policies.pack.Pack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class GuardrailCheckTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final String GUARDRAIL = """
            # what it is about
            id: no-sql
            title: No SQL
            on: [data.sql]
            when: step.sql.writes && step.name == 'a'
            action: block
            # for how long
            holdFor: 7m   # not long
            # who may
            exceptions:
              # the night
              night:
                when: agent.id == 'night'
                reason: r
                until: 2026-01-31
              # the day
              day: {when: "agent.id == 'day'", reason: r, until: 2027-06-30}
            # proof
            tests: [{name: a, step: {sql.writes: true, name: b}, expect: allow}]
            """;

    private final GuardrailCheck check = new GuardrailCheck(TODAY, () -> { });

    private static List<GuardrailSource> sources(String text) {
        return List.of(new GuardrailSource("f.yaml", text));
    }

    @Test
    void told_isWhatLintTells_inItsOrder() {
        List<GuardrailSource> both = List.of(new GuardrailSource("f.yaml", GUARDRAIL), new GuardrailSource("g.yaml", "id: g\ntitle: G\non: [data.sql]\nwhen: step.sql.tabels == 1\naction: block\n"),
                new GuardrailSource("h.yaml", "id: h\ntitle: H\non: [data.sql, tool.call]\nwhen: step.sql.writes\naction: block\n"));

        List<Problem> told = check.of(both).stream().map(GuardrailCheck.Told::problem).toList();

        assertThat(told).isEqualTo(Lint.findings(GuardrailCompiler.compile(both), TODAY).stream().map(Finding::problem).toList());
        assertThat(told).extracting(Problem::severity).containsExactly(Severity.ERROR, Severity.WARNING, Severity.WARNING, Severity.WARNING, Severity.NOTE);
    }

    @Test
    void optionThatSaysNothing_isTakenOutWithItsLine_commentsStay() {
        assertThat(check.repair(sources(GUARDRAIL)).sources().get(0).text()).isEqualTo(GUARDRAIL.replace("holdFor: 7m   # not long\n", "").replaceAll("(?s)  night:.*31\\n", ""));
    }

    @Test
    void lastException_goesWithItsKey_andOneOfSeveralOnALineStays() {
        String one = GUARDRAIL.replaceAll("(?s)  # the day.*?# proof", "# proof").replace("holdFor: 7m   # not long\n", "");
        assertThat(check.repair(sources(one)).sources().get(0).text()).doesNotContain("exceptions:").contains("# who may\n").contains("# proof\ntests");

        String flow = one.replaceAll("(?s)exceptions:.*?# proof", "exceptions: {a: {when: step.sql.writes, reason: r, until: 2026-01-31}, b: {when: \"agent.id == 'd'\", reason: r}}\n# proof");
        assertThat(check.repair(sources(flow)).repaired()).isEmpty();
    }

    @Test
    void clauseThatAlwaysHolds_isTakenOut_oneThatMayFailIsNot() {
        String always = GUARDRAIL.replace("&& step.name == 'a'", "&& 1 < 2 && step.name == 'a'");
        assertThat(check.of(sources(always)).stream().filter(told -> told.problem().message().startsWith("This part is always true")).findFirst().orElseThrow().fix().in(always)).isEqualTo(GUARDRAIL);

        String fails = GUARDRAIL.replace("step.sql.writes && step.name == 'a'", "step.name == 'a' && (step.sql.writes || !step.sql.writes)");
        assertThat(check.of(sources(fails))).filteredOn(told -> told.problem().message().startsWith("This part is always true")).singleElement().satisfies(told -> assertThat(told.fix()).isNull());
    }

    @Test
    void mistakes_behindEachOther_areRepairedOneAfterTheOther() {
        String wrong = GUARDRAIL.replace("action: block", "action: blok").replace("when: step.sql.writes &&", "when: step.sql.wrtes && step.sql.wrties &&");
        GuardrailCheck.Repaired repaired = check.repair(sources(wrong));

        assertThat(repaired.sources().get(0).text()).contains("action: block\n", "when: step.sql.writes && step.sql.writes &&");
        assertThat(repaired.repaired()).hasSize(5);
        assertThat(repaired.repaired().get(0).problem().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void fixThatWouldBreakSomethingElse_isNotOffered() {
        // The word that is meant is one that there is already.
        String wrong = GUARDRAIL.replace("action: block\n", "action: block\nactoin: hold\n");
        assertThat(check.of(sources(wrong))).filteredOn(told -> told.problem().severity() == Severity.ERROR).isNotEmpty().allSatisfy(told -> assertThat(told.fix()).isNull());
    }

    @Test
    void check_thatIsCancelled_ends() {
        GuardrailCheck cancelled = new GuardrailCheck(TODAY, () -> {
            throw new CancellationException();
        });
        Assertions.assertThatThrownBy(() -> cancelled.of(sources(GUARDRAIL))).isInstanceOf(CancellationException.class);
    }

    /** Guardrails of the pack with something put in that says nothing, or with a letter changed: what was valid stays valid, and decides the same. */
    @Test
    void repair_neverMakesAValidFileInvalid_norChangesWhatItDecides() {
        Random random = new Random(7);
        List<GuardrailSource> pack = Pack.shipped();
        int repaired = 0;
        for (int i = 0; i < 60; i++) {
            GuardrailSource source = pack.get(random.nextInt(pack.size()));
            String text = mutated(source.text(), random);
            GuardrailSource changed = new GuardrailSource(source.name(), text, source.lists());
            List<Guardrail> before = GuardrailCompiler.compile(List.of(changed)).bundle().guardrails();
            boolean errors = GuardrailCompiler.compile(List.of(changed)).hasErrors();
            for (GuardrailCheck.Told told : check.of(List.of(changed))) {
                if (told.fix() == null) {
                    continue;
                }
                repaired++;
                var after = GuardrailCompiler.compile(List.of(new GuardrailSource(source.name(), told.fix().in(text), source.lists())));
                if (!errors) {
                    assertThat(after.hasErrors()).as(told.problem() + "\n" + text).isFalse();
                    if (!told.problem().message().startsWith("This part is always true")) {
                        assertThat(after.bundle().guardrails().stream().map(GuardrailCheckTest::decision).toList()).as(told.problem().toString()).isEqualTo(before.stream().map(GuardrailCheckTest::decision).toList());
                    }
                }
                assertThat(comments(told.fix().in(text))).containsAll(comments(text));
            }
        }
        assertThat(repaired).isGreaterThan(20);
    }

    /** What decides of a guardrail: without options of another action, and exceptions that have ended. */
    private static List<Object> decision(Guardrail guardrail) {
        return List.of(guardrail.id(), guardrail.operations(), guardrail.when().text(), guardrail.action(), guardrail.mode(), guardrail.onFault(),
                guardrail.exceptions().stream().filter(except -> except.until() == null || !except.until().isBefore(TODAY)).toList());
    }

    /** Those at the margin: one within a key that is taken out goes with it. */
    private static List<String> comments(String text) {
        return text.lines().filter(line -> line.startsWith("#")).toList();
    }

    private static String mutated(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        List<Integer> tops = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("action:")) {
                tops.add(i);
            }
        }
        int at = tops.get(random.nextInt(tops.size()));
        switch (random.nextInt(4)) {
            case 0 -> lines.add(at + 1, lines.get(at).contains("hold") ? "redact: [pii]" : "holdFor: 7m # why");
            case 1 -> lines.add(at, "exceptions:\n  # one\n  over: {when: \"agent.id == 'x'\", reason: r, until: 2026-02-0" + (1 + random.nextInt(9)) + "}");
            case 2 -> {
                int when = at;
                while (!lines.get(when).startsWith("when: ")) {
                    when--;
                }
                lines.set(when, lines.get(when).matches("when: ([>|].*|['\"].*)") ? lines.get(when) : lines.get(when).replace("when: ", "when: 1 < 2 && "));
            }
            default -> {
                int line = random.nextInt(lines.size());
                String before = lines.get(line);
                if (before.length() > 3 && !before.strip().startsWith("#")) {
                    int sign = random.nextInt(before.length());
                    lines.set(line, before.substring(0, sign) + before.substring(sign + 1));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
