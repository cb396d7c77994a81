package dev.pathwarden.policies.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.dryrun.SeenSteps;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.testing.GuardrailTests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DraftReachTest {

    private Snapshot snapshot;
    private List<RecordedRun> runs;

    @BeforeEach
    void open() {
        snapshot = Snapshots.open(Path.of("../sample-traces/customer-report/demo.pathwarden"));
        runs = snapshot.runs().stream().map(summary -> snapshot.run(summary.run().id())).toList();
    }

    @AfterEach
    void close() {
        snapshot.close();
    }

    private static Draft of(RecordedRun run, RecordedStep step) {
        return Drafting.of(SeenSteps.of(run, Set.of(step.id()))).get(0);
    }

    private RecordedStep first(Operation operation) {
        return runs.get(0).steps().stream().filter(step -> step.operation() == operation).findFirst().orElseThrow();
    }

    private DraftReach asked(Draft draft) {
        DraftReach reach = new DraftReach(draft);
        reach.ask(snapshot, done -> { }, () -> { });
        return reach;
    }

    /** What a dry run of the written guardrail hits. */
    private long hits(Draft draft) {
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("draft.yaml", DraftText.of(List.of(draft)))));
        assertThat(compilation.problems()).isEmpty();
        DryRun dryRun = new DryRun(compilation.bundle(), DryRunMode.WHOLE_PATH);
        return runs.stream().mapToLong(run -> dryRun.dryRun(run).decisions().size()).sum();
    }

    @ParameterizedTest
    @EnumSource(names = {"DATA_SQL", "TOOL_CALL", "DATA_FILE_WRITE", "DATA_HTTP", "MODEL_CHAT"})
    void count_whateverIsSwitched_isWhatADryRunOfTheGuardrailHits(Operation operation) {
        Draft draft = of(runs.get(0), first(operation));
        DraftReach reach = asked(draft);
        Random random = new Random(operation.ordinal());
        for (int i = 0; i < 12; i++) {
            ReachCount count = reach.count(draft, 10);
            assertThat(count.steps()).isEqualTo(hits(draft));
            assertThat(count.own()).isEqualTo(1);
            for (DraftClause clause : draft.clauses()) {
                assertThat(count.without().get(clause.name())).isEqualTo(hits(draft.with(clause.name(), false)));
                for (int choice = 0; choice < clause.choices().size(); choice++) {
                    assertThat(count.with().get(clause.name()).get(choice)).isEqualTo(hits(draft.choosing(clause.name(), choice)));
                }
            }
            DraftClause turned = draft.clauses().get(random.nextInt(draft.clauses().size()));
            draft = turned.on() ? draft.with(turned.name(), false) : draft.choosing(turned.name(), random.nextInt(turned.choices().size()));
            assertThat(reach.knows(draft)).isTrue();
        }
    }

    @Test
    void first_namesStepsThatAreNotTheDraftsOwn_inThePlaceWhereTheyAre() {
        Draft draft = of(runs.get(0), first(Operation.DATA_SQL));
        for (DraftClause clause : draft.clauses()) {
            draft = draft.with(clause.name(), false);
        }
        StepId own = draft.steps().get(0).step().id();

        ReachCount count = asked(draft).count(draft, 100);

        assertThat(count.others()).isPositive().isEqualTo(count.first().size());
        assertThat(count.first()).allSatisfy(found -> {
            RecordedStep step = snapshot.run(found.run()).steps().get(found.place());
            assertThat(step.operation()).isEqualTo(Operation.DATA_SQL);
            assertThat(step.id()).isNotEqualTo(own);
        });
    }

    @Test
    void ofFlow_keepsTheSource_hitsItsStep_passesItsTests_andCountsWhatIsAskedOfTheSource() {
        List<Draft> drafts = new ArrayList<>();
        for (RecordedRun run : runs) {
            for (RecordedStep sink : run.steps()) {
                for (Link link : sink.step().links()) {
                    RecordedStep source = run.steps().stream().filter(step -> step.id().equals(link.step())).findFirst().orElse(null);
                    if (!link.kind().causal() && source != null && source.operation() != Operation.AGENT_INVOKE) {
                        SeenStep from = SeenSteps.of(run, Set.of(source.id())).get(0);
                        drafts.add(Drafting.ofFlow(from, SeenSteps.of(run, Set.of(sink.id())).get(0)));
                    }
                }
            }
        }
        assertThat(drafts).isNotEmpty();
        int hit = 0;
        for (Draft draft : drafts) {
            String text = DraftText.of(List.of(draft));
            Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("draft.yaml", text)));
            assertThat(compilation.problems()).as(text).isEmpty();
            assertThat(GuardrailTests.run(compilation).guardrails()).as(text).allSatisfy(guardrail -> assertThat(guardrail.tests()).hasSizeGreaterThan(1).filteredOn(test -> !test.passed()).isEmpty());
            ReachCount count = asked(draft).count(draft, 10);
            assertThat(count.steps()).as(text).isEqualTo(hits(draft));
            hit += count.own();
            for (DraftClause clause : draft.flow().clauses()) {
                assertThat(count.without().get(clause.name())).isEqualTo(hits(draft.with(clause.name(), false)));
            }
        }
        assertThat(hit).as("drafts that hit their own step").isPositive();
        assertThat(drafts).as("of an argument that carries the value it is asked that it does, and that can be switched off").anySatisfy(draft -> assertThat(draft.asked()).anySatisfy(clause -> {
            assertThat(clause.condition()).matches("provenance\\('[a-z]+'\\)\\.exists\\(s, s\\.source == '[a-z.-]+' && s\\.certainty in \\['copied', 'token-match'\\]\\)");
            assertThat(draft.with(clause.name(), false).asked()).doesNotContain(clause);
        }));
    }

    @Test
    void leftOut_namesWhatNoConditionCanKeep() {
        RecordedStep sql = first(Operation.DATA_SQL);
        SeenStep seen = SeenSteps.of(runs.get(0), Set.of(sql.id())).get(0);
        SeenStep longer = new SeenStep(seen.step().toBuilder().arguments(java.util.Map.of("sql", "x".repeat(5_000), "rows", 3L)).build(), seen.labels(), seen.provenance());

        Draft draft = Drafting.of(List.of(longer)).get(0);

        assertThat(draft.leftOut()).contains("step.args.sql").doesNotContain("step.args.rows");
        assertThat(DraftText.of(List.of(draft))).contains("# No condition can keep what the steps have of step.args.sql: it is too long, of too many kinds, or no text, number or boolean.\n").doesNotContain("Nothing is asked");
        Draft none = draft;
        for (DraftClause clause : draft.clauses()) {
            none = none.with(clause.name(), false);
        }
        assertThat(DraftText.of(List.of(none))).contains("# Nothing is asked of the step: this stops every data.sql. Say in 'when' what is not to happen.\n");
    }
}
