package dev.pathwarden.workbench.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.StepCondition;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.testing.GuardrailTests;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepCopyViewModelTest {

    private final RecordedRun run = SampleRuns.stopped();
    private final Selection selection = new Selection();
    private final List<String> clipboard = new ArrayList<>();
    private final StepCopyViewModel copies = new StepCopyViewModel(selection, new SameThreadTaskExecutor(), clipboard::add);

    @BeforeEach
    void select() {
        selection.show(PathIndex.of(run));
        selection.select(run.steps().stream().filter(step -> step.step().name().equals("load_customers")).findFirst().orElseThrow().id());
    }

    private String copied(CopyForm form) {
        copies.copy(form);
        return clipboard.getLast();
    }

    @Test
    void copy_withoutAStep_doesNothing() {
        selection.select(null);

        copies.copy(CopyForm.JSON);

        assertThat(clipboard).isEmpty();
        assertThat(copies.possibleProperty().get()).isFalse();
    }

    @Test
    void copy_asJson_isTheStepAsTheCommandLineWritesIt() {
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(copied(CopyForm.JSON), 1 << 20);

        assertThat(json.get("operation")).isEqualTo("tool.call");
        assertThat(json.get("arguments")).isEqualTo(Map.of("limit", 100L));
        assertThat(json.get("labels")).isEqualTo(List.of("pii.email", "pii.payment-card"));
        assertThat(copies.saidProperty().get()).contains("JSON");
    }

    @Test
    void copy_asAFilter_findsTheStep() {
        StepConditionCompiler.Compiled compiled = StepConditionCompiler.compile("filter", copied(CopyForm.FILTER));

        assertThat(compiled.problems()).isEmpty();
        assertThat(new StepCondition(compiled.bundle()).of(run).places().stream().mapToObj(place -> run.steps().get(place).id())).contains(selection.step());
    }

    @Test
    void copy_asADraft_compiles_andPassesItsTests_whichAreTheTestCase() {
        String draft = copied(CopyForm.DRAFT);
        String test = copied(CopyForm.TEST);

        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("draft.yaml", draft)));
        assertThat(compilation.problems()).isEmpty();
        assertThat(GuardrailTests.run(compilation).failures()).isZero();
        assertThat(test.lines()).allSatisfy(line -> assertThat(draft).contains("  " + line));
    }

    @Test
    void copy_ofTheIds_isATraceparent() {
        assertThat(copied(CopyForm.TRACE)).isEqualTo("00-" + run.run().id() + "-" + selection.step() + "-01").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }
}
