package dev.pathwarden.policies.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.baseline.RandomRuns;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentHabitsTest {

    private static final RunId RUN = new RunId(1, 1);

    /** What is asked at each step, and what is learnt of each step, are told by two ways through the same step. */
    @Test
    void isNew_isWhatTheTraitsOfTheStepSay() {
        RandomRuns random = new RandomRuns(17, 5);
        int news = 0;
        for (int round = 0; round < 200; round++) {
            Set<Trait> known = new TreeSet<>();
            for (int i = 0; i < 60; i++) {
                known.addAll(StepTraits.of(random.step(RUN), i % 3 == 0 ? "" : "tool" + i % 5));
            }
            AgentHabits habits = new AgentHabits("a", known, Map.of(), Set.of());
            for (int i = 0; i < 60; i++) {
                Step step = random.step(RUN);
                String before = i % 3 == 0 ? "" : "tool" + i % 5;
                Set<Trait> shown = StepTraits.of(step, before);
                for (TraitKind kind : TraitKind.values()) {
                    boolean isNew = shown.stream().anyMatch(trait -> trait.kind() == kind && !known.contains(trait));
                    news += isNew ? 1 : 0;
                    assertThat(habits.isNew(kind, step, before)).as("%s of %s, known %s", kind, shown, known).isEqualTo(isNew);
                }
            }
        }
        assertThat(news).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/srv/reports/a.csv | /srv/reports/*", "/srv/reports/2026-11/a.csv | /srv/reports/*/*", "/tmp/junit1234567/x | /tmp/*/*", "/a.txt | /*", "a.txt | /*", "/a/b/c/d/e/f.txt | /a/b/c/d/e/*",
        "/a/b/c/d/e/f/g.txt | /a/b/c/d/e/**", "//a//b/ | /a/b/*", "/home/a-name-that-nobody-would-choose/x | /home/*/*"})
    void area_isTheDirectory_withoutNumbers(String path, String area) {
        assertThat(FileArea.of(path)).isEqualTo(area);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "eve@shop.example | email", "eve.lily-1@a.b.example | email", "@eve | word", "https://a.example/x?y=1 | url", "ftp://a | url", "/etc/passwd | path", "./a | path", "~/x | path",
        "a/b.txt | path", "C:\\x | path", "2024/01/01 | word", "GB29NWBK60161331926819 | iban", "US133000000121212121212 | iban", "DE89 3704 0044 0532 0130 00 | iban", "gb29nwbk60161331926819 | id", "2026-11-29 | date",
        "2026-11-29T12:00:00Z | date", "2026-11-29 12:00 | date", "2026-11-29 is the day | text", "12 | number", "-12.50 | number", "1.2.3.4 | id", "order-123456 | id",
        "550e8400-e29b-41d4-a716-446655440000 | id", "abc | word", "some words | text", "'  ' | nothing", "'' | nothing"})
    void form_ofText_isCoarse(String text, String form) {
        assertThat(Form.ofValue(text).text()).isEqualTo(form);
    }

    @Test
    void form_ofAVeryLongText_isText() {
        assertThat(Form.ofValue("a".repeat(50_000))).isEqualTo(Form.TEXT);
    }

    @Test
    void namesLongerThanIsKept_areKnownByTheirBeginning() {
        Step step = Step.of(RUN, new StepId(1), Operation.CODE_PROCESS, "x").fact(Field.PROCESS_EXECUTABLE, "p".repeat(500)).build();
        AgentHabits habits = new AgentHabits("a", StepTraits.of(step, ""), Map.of(), Set.of());

        assertThat(habits.isNew(TraitKind.EXECUTABLE, step, "")).isFalse();
        assertThat(habits.isNew(TraitKind.EXECUTABLE, step.toBuilder().fact(Field.PROCESS_EXECUTABLE, "q".repeat(500)).build(), "")).isTrue();
    }

    @Test
    void deepAndWideValues_areLookedAtInPart() {
        Object deep = "x";
        for (int i = 0; i < 60; i++) {
            deep = i % 2 == 0 ? List.of(deep) : Map.of("k", deep);
        }
        Step step = Step.of(RUN, new StepId(1), Operation.TOOL_CALL, "t").arguments(Map.of("deep", deep, "wide", java.util.Collections.nCopies(100_000, "x"))).build();

        assertThat(StepTraits.of(step, "").size()).isLessThan(10);
        assertThat(new AgentHabits("a", StepTraits.of(step, ""), Map.of(), Set.of()).isNew(TraitKind.SHAPE, step, "")).isFalse();
    }
}
