package dev.pathwarden.policies.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.follow.FollowLine;
import dev.pathwarden.model.follow.FollowedRun;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
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
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RehearsedPathTest {

    private static final RunId RUN = new RunId(1, 2);

    private final List<RecordedStep> steps = new ArrayList<>();

    private StepId step(String name, Status status, StepId parent, Link... links) {
        StepId id = new StepId(steps.size() + 1);
        Step.Builder step = Step.of(RUN, id, Operation.TOOL_CALL, name).pid(1L).parent(parent);
        List.of(links).forEach(step::link);
        List<Verdict> verdicts = status == Status.BLOCKED ? List.of(new Verdict("old", "1", Action.BLOCK, Mode.ENFORCE, "m", List.of())) : List.of();
        int end = 2 * steps.size();
        steps.add(new RecordedStep(step.build(), new Decision(end, null, "b", null, Set.of(), verdicts, List.of()), new Outcome(end + 1L, 1L, status, null, null, Facts.NONE, Set.of()), end, end + 1));
        return id;
    }

    private RecordedRun run() {
        return new RecordedRun(new Run(RUN, "agent", "agent", null, Status.OK, 0L, 1L, Map.of()), steps, List.of());
    }

    private RehearsedPath rehearsed(String action) {
        return RehearsedPath.of(run(), Rehearser.besideRecord(GuardrailCompiler.compile(List.of(new GuardrailSource("f.yaml", "id: bad\ntitle: T\non: [tool.call]\nwhen: step.name.startsWith('bad')\naction: " + action + "\n"))).bundle(),
                DryRunMode.AS_LIVE).rehearse(Path.of("sample"), run()));
    }

    @Test
    void path_behindANewStop_tellsOfTheStopAndOfEachStepThatHungOnIt() {
        step("before", Status.OK, null);
        StepId bad = step("bad", Status.OK, null);
        StepId inside = step("inside", Status.OK, bad);
        StepId fed = step("fed", Status.OK, null, new Link(bad, LinkKind.COPIED, "to"));
        StepId later = step("later", Status.OK, null);

        RehearsedPath path = rehearsed("block");

        assertThat(path.sentence(bad)).isEqualTo("Rehearsed: bad would have blocked step 2; 2 steps behind it would not have happened.");
        assertThat(path.sentence(inside)).isEqualTo("Rehearsed: step 3 would not have happened: it was caused by step 2, which would have been stopped.");
        assertThat(path.sentence(later)).isEqualTo(path.sentence(null)).isEqualTo("Rehearsed: 1 step of this run would have been stopped, newly; 2 steps behind it would not have happened.");
        assertThat(path.of(bad)).satisfies(step -> {
            assertThat(step.stop()).isEqualTo(Change.NEWLY_STOPPED);
            assertThat(step.words()).isEqualTo("newly stopped by bad (block)");
        });
        assertThat(path.of(fed).words()).isEqualTo("would not have happened, fed by step 2");
        assertThat(path.of(later)).isEqualTo(RehearsedStep.AS_RECORDED);
        assertThat(rehearsed("hold").sentence(bad)).contains("bad would have held step 2;");
        assertThat(List.of(path.stopped(), path.newlyStopped(), path.noLongerStopped(), path.behind())).containsExactly(1L, 1L, 0L, 2L);
    }

    @Test
    void path_ofStopsThatTheRecordHas_tellsWhichAreAsBeforeAndWhichAreNoMore() {
        StepId same = step("bad", Status.BLOCKED, null);
        StepId gone = step("good", Status.BLOCKED, null);
        step("next", Status.OK, same);

        RehearsedPath path = rehearsed("block");

        assertThat(path.of(same).stop()).isEqualTo(Change.SAME);
        assertThat(path.of(gone).stop()).isEqualTo(Change.NO_LONGER_STOPPED);
        assertThat(path.sentence(same)).isEqualTo("Rehearsed: bad would have blocked step 1, as before; no step behind it hung on that.");
        assertThat(path.sentence(gone)).isEqualTo("Rehearsed: old stopped step 2 before; now it would have gone on.");
        assertThat(path.sentence(null)).isEqualTo("Rehearsed: 1 step of this run would have been stopped, not newly; no step behind it hung on that; 1 step is stopped no longer.");
        assertThat(path.of(same).words()).isEqualTo("stopped by bad as before (block)");
    }

    @Test
    void path_ofWhatOnlyAlerts_hasNoStop() {
        StepId bad = step("bad", Status.OK, null);

        RehearsedPath path = rehearsed("alert");

        assertThat(path.of(bad).stop()).isNull();
        assertThat(path.sentence(bad)).isEqualTo("Rehearsed: no step of this run would have been stopped.");
    }

    @Test
    void path_ofAStopBehindAStop_isNotReachedAndNotCounted() {
        StepId bad = step("bad", Status.OK, null);
        StepId worse = step("bad too", Status.OK, bad);

        RehearsedPath path = rehearsed("block");

        assertThat(path.stopped()).isEqualTo(1);
        assertThat(path.of(worse).words()).isEqualTo("would not have happened, caused by step 1; newly stopped by bad (block)");
    }

    @Test
    void lines_ofTheRun_tellOfEachStepRightBelowIt() {
        StepId bad = step("bad", Status.OK, null);
        step("inside", Status.OK, bad);
        step("later", Status.OK, null);

        List<FollowLine> lines = RehearsedLines.in(FollowedRun.of(run(), false), run(), rehearsed("block"));

        assertThat(lines).filteredOn(line -> line.kind() == FollowLine.Kind.REHEARSED).containsExactly(new FollowLine(0, FollowLine.Kind.REHEARSED, "newly stopped by bad (block)"),
                new FollowLine(1, FollowLine.Kind.REHEARSED, "would not have happened, caused by step 1"));
        assertThat(lines.get(1).kind()).isEqualTo(FollowLine.Kind.REHEARSED);
        assertThat(lines).filteredOn(line -> line.kind() != FollowLine.Kind.REHEARSED).isEqualTo(FollowedRun.of(run(), false));
    }
}
