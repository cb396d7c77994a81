package dev.pathwarden.workbench.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Limit;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.workbench.SampleArchives;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.inspector.StepDetails.Entry;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InspectorViewModelTest {

    private final RecordedRun run = SampleRuns.stopped();
    private final Selection selection = new Selection();
    private final List<ProcessInfo> processes = new ArrayList<>();
    private final InspectorViewModel inspector = new InspectorViewModel(selection, () -> processes, id -> Optional.empty());

    private RecordedStep step(String name) {
        return run.steps().stream().filter(step -> step.step().name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void details_withoutAStep_areNone() {
        selection.show(PathIndex.of(run));

        assertThat(inspector.detailsProperty().get()).isNull();
        assertThat(inspector.hasRun()).isTrue();
    }

    @Test
    void details_ofAStep_nameWhereItsValuesCameFromAndWhereTheyWent() {
        selection.show(PathIndex.of(run));

        selection.select(step("/tmp/customers.csv").id());
        StepDetails written = inspector.detailsProperty().get();
        assertThat(written.parent().step().step().name()).isEqualTo("save_report");
        assertThat(written.from()).singleElement().satisfies(link -> {
            assertThat(link.kind()).isEqualTo(LinkKind.COPIED);
            assertThat(link.argument()).isEqualTo("content");
            assertThat(link.step().step().name()).isEqualTo("SELECT customers");
        });

        selection.select(step("SELECT customers").id());
        assertThat(inspector.detailsProperty().get().to()).extracting(link -> link.step().step().name()).containsExactly("save_report", "/tmp/customers.csv");
    }

    @Test
    void details_listFactsByTheirNames() {
        selection.show(PathIndex.of(run));
        selection.select(step("sudo").id());

        assertThat(inspector.detailsProperty().get().facts()).contains(new Entry("process.argv", "sudo, cat, /etc/shadow"), new Entry("process.privileged", "true"));
    }

    @Test
    void details_ofAStepWithoutDecision_sayNothingOfThePath() {
        RecordedRun imported = SampleRuns.imported();
        selection.show(PathIndex.of(imported));
        selection.select(imported.steps().get(1).id());

        assertThat(inspector.detailsProperty().get().pathLabels()).isEmpty();
    }

    @Test
    void details_tellWhatCouldNotBeSeen() {
        RecordedStep sudo = step("sudo");
        processes.add(new ProcessInfo(sudo.step().pid(), 1, "Main", "17.0.15", null, null, List.of(new HookState("jdbc", false, "the canary did not come through"), new HookState("file.read", true, "")), 0, 0));
        selection.show(PathIndex.of(run));
        selection.select(sudo.id());

        assertThat(inspector.detailsProperty().get().unseen()).anySatisfy(sentence -> assertThat(sentence).contains("jdbc", "the canary did not come through"))
                .noneSatisfy(sentence -> assertThat(sentence).contains("file.read"));
        assertThat(inspector.detailsProperty().get().limits()).contains(Limit.NATIVE_CODE, Limit.UNSAFE).doesNotContain(Limit.FOREIGN_FUNCTIONS);
    }

    @ParameterizedTest
    @EnumSource(value = Limit.class, mode = EnumSource.Mode.EXCLUDE, names = "UNTRIED_PLATFORM")
    void limits_haveWords(Limit limit) {
        Texts texts = Texts.of(InspectorViewModel.class);
        assertThat(texts.get("limit." + limit.id())).isEqualTo(limit.title());
        assertThat(texts.get("limit." + limit.id() + ".help")).isEqualTo(limit.meaning());
    }

    @Test
    void details_ofAStepInAnUntriedJvm_sayThatNothingWasStoppedThere() {
        RecordedStep sudo = step("sudo");
        processes.add(new ProcessInfo(sudo.step().pid(), 1, "Main", "99", null, null, List.of(), List.of("unsafe", "untried-platform"), 0, 0));
        selection.show(PathIndex.of(run));
        selection.select(sudo.id());

        assertThat(inspector.detailsProperty().get().unseen()).singleElement().asString().contains("guardrails only warned");
        assertThat(inspector.detailsProperty().get().limits()).containsExactly(Limit.UNSAFE);
    }

    @Test
    void details_ofAStepOfAnUnknownProcess_tellNothingOfIt() {
        selection.show(PathIndex.of(run));
        selection.select(step("SELECT customers").id());

        assertThat(inspector.detailsProperty().get().unseen()).isEmpty();
    }

    @Test
    void details_whenTheRunChanges_areNone() {
        selection.show(PathIndex.of(run));
        selection.select(step("sudo").id());

        selection.show(PathIndex.of(SampleRuns.allowed()));

        assertThat(inspector.detailsProperty().get()).isNull();
    }

    @Test
    void details_ofAStepThatWordsWereTakenOutOf_sayWhere(@TempDir Path directory) {
        try (Snapshot snapshot = Snapshots.open(SampleArchives.redacted(directory))) {
            InspectorViewModel ofRedacted = new InspectorViewModel(selection, List::of, id -> Optional.of(snapshot.sealed().orElseThrow().evidence().runs().get(id).redacted()));
            RecordedRun redacted = snapshot.run(run.run().id());
            selection.show(PathIndex.of(redacted));

            selection.select(step("load_customers").id());
            assertThat(ofRedacted.detailsProperty().get().takenOut()).containsExactly("Words were taken out of its result or error after it was recorded (personal).");
            selection.select(step("customer-report").id());
            assertThat(ofRedacted.detailsProperty().get().takenOut()).isEmpty();
        }
    }
}
