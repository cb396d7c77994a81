package dev.pathwarden.policies.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparedGuardrailTest {

    private static final String WRITES = rule("writes", "step.sql.writes", "block");
    private static final String READS = rule("reads", "!step.sql.writes", "alert");

    private static String rule(String id, String when, String action) {
        return "id: " + id + "\ntitle: A title\non: [data.sql]\nwhen: '" + when + "'\naction: " + action + "\n";
    }

    private static Bundle bundle(String... texts) {
        List<GuardrailSource> sources = new ArrayList<>();
        for (String text : texts) {
            sources.add(new GuardrailSource("g" + sources.size() + ".yaml", text));
        }
        return GuardrailCompiler.compile(sources).bundle();
    }

    /** A run that reads once and writes twice. */
    private static RecordedRun run(Verdict... recorded) {
        RunId id = new RunId(7, 1);
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Decision decision = new Decision(i, null, "", null, Set.of(), List.of(recorded), List.of());
            steps.add(new RecordedStep(Step.of(id, new StepId(i + 1), Operation.DATA_SQL, "query " + i).fact(Field.SQL_WRITES, i > 0).build(), recorded.length == 0 ? null : decision, null, i, -1));
        }
        return new RecordedRun(new Run(id, null, null, null, Status.OK, null, null, Map.of()), steps, List.of());
    }

    private static Rehearsal rehearse(Rehearser rehearser, RecordedRun run) {
        Rehearsing rehearsing = new Rehearsing(rehearser, done -> { }, (soFar, part) -> { });
        rehearsing.add(Path.of("recorded"), run, one -> { });
        return rehearsing.rehearsal();
    }

    private static List<ComparedGuardrail> compare(Bundle before, Bundle now) {
        List<ComparedGuardrail> compared = rehearse(Rehearser.beside(before, now, DryRunMode.WHOLE_PATH), run()).guardrails();
        assertThat(rehearse(Rehearser.explaining(before, now, DryRunMode.WHOLE_PATH), run()).guardrails()).as("whether the differences are explained or not").isEqualTo(compared);
        return compared;
    }

    private static ComparedGuardrail only(List<ComparedGuardrail> compared, String id) {
        return compared.stream().filter(each -> each.guardrail().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void sets_sideBySide_tellWhichHasAGuardrailAndWhatOfItIsAnother() {
        String stricter = rule("reads", "!step.sql.writes", "block");
        List<ComparedGuardrail> compared = compare(bundle(WRITES, READS, rule("gone", "step.sql.writes", "hold")), bundle(WRITES, stricter, rule("new", "step.sql.writes", "hold")));

        assertThat(compared).extracting(ComparedGuardrail::guardrail).as("the one that makes a difference first").containsExactly("reads", "gone", "new", "writes");
        assertThat(compared).extracting(ComparedGuardrail::standing).containsExactly(Standing.CHANGED, Standing.ONLY_BEFORE, Standing.ONLY_NOW, Standing.SAME);
        assertThat(only(compared, "reads")).isEqualTo(new ComparedGuardrail("reads", Standing.CHANGED, Set.of(GuardrailPart.ACTION), 0, 1, 1, 0, 1));
        assertThat(only(compared, "writes")).isEqualTo(new ComparedGuardrail("writes", Standing.SAME, Set.of(), 2, 2, 0, 0, 2));
    }

    @Test
    void step_thatAnotherGuardrailStopsOnTheOtherSide_isNoFlip() {
        List<ComparedGuardrail> compared = compare(bundle(WRITES), bundle(rule("new", "step.name == \"query 1\"", "hold")));

        assertThat(only(compared, "writes")).isEqualTo(new ComparedGuardrail("writes", Standing.ONLY_BEFORE, Set.of(), 2, 0, 0, 1, 2));
        assertThat(only(compared, "new")).isEqualTo(new ComparedGuardrail("new", Standing.ONLY_NOW, Set.of(), 0, 1, 0, 0, 1));
    }

    @Test
    void row_hasTheStepsOnWhichItsGuardrailSaidSomethingOnEitherSide() {
        Rehearsal rehearsal = rehearse(Rehearser.beside(bundle(WRITES, READS), bundle(READS), DryRunMode.WHOLE_PATH), run());

        assertThat(rehearsal.hits()).filteredOn(only(rehearsal.guardrails(), "writes")::spokeOf).extracting(Hit::name).containsExactly("query 1", "query 2");
        assertThat(rehearsal.hits()).filteredOn(only(rehearsal.guardrails(), "reads")::spokeOf).extracting(Hit::name).containsExactly("query 0");
    }

    @Test
    void record_tellsOfAGuardrailOnlyWhereItSaidSomething() {
        Bundle now = bundle(WRITES, READS, rule("quiet", "false", "block"));
        String version = now.guardrails().get(0).version();
        RecordedRun run = run(new Verdict("writes", version, Action.BLOCK, Mode.AUDIT, "", List.of()), new Verdict("reads", "0", Action.ALERT, Mode.AUDIT, "", List.of()), new Verdict("old", "0", Action.BLOCK, Mode.AUDIT, "", List.of()));

        List<ComparedGuardrail> compared = rehearse(Rehearser.besideRecord(now, DryRunMode.WHOLE_PATH), run).guardrails();

        assertThat(compared).extracting(ComparedGuardrail::guardrail, ComparedGuardrail::standing).containsExactlyInAnyOrder(
                tuple("writes", Standing.SAME), tuple("reads", Standing.CHANGED),
                tuple("old", Standing.ONLY_BEFORE), tuple("quiet", Standing.NOT_KNOWN));
        assertThat(only(compared, "writes")).extracting(ComparedGuardrail::stoppedBefore, ComparedGuardrail::stoppedNow, ComparedGuardrail::noLongerStopped).containsExactly(3L, 2L, 1L);
    }

    @Test
    void parts_areToldOneByOne() {
        Guardrail writes = bundle(WRITES).guardrails().get(0);
        Guardrail other = bundle(rule("writes", "step.sql.writes && true", "block")).guardrails().get(0);
        Guardrail titled = bundle(WRITES.replace("A title", "Another")).guardrails().get(0);

        assertThat(GuardrailPart.differing(writes, writes)).isEmpty();
        assertThat(GuardrailPart.differing(writes, other)).containsExactly(GuardrailPart.CONDITION);
        assertThat(GuardrailPart.differing(writes, titled)).containsExactly(GuardrailPart.WORDS);
        assertThat(GuardrailPart.differing(writes, writes.withMode(writes.mode() == Mode.AUDIT ? Mode.ENFORCE : Mode.AUDIT).withAction(Action.HOLD))).containsExactly(GuardrailPart.ACTION, GuardrailPart.MODE);
        assertThat(GuardrailPart.differing(writes, writes.withExceptions(List.of(new Guardrail.Except("here", writes.when(), "why", null))))).containsExactly(GuardrailPart.EXCEPTIONS);
    }

    @Test
    void bundle_thatWasWrittenAndRead_isTheSame() throws Exception {
        Bundle now = bundle(WRITES, READS);

        assertThat(compare(Bundle.read(now.bytes()), now)).extracting(ComparedGuardrail::standing).containsOnly(Standing.SAME);
    }
}
