package dev.pathwarden.policies.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pathwarden.model.imports.AgentDojoImporter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.baseline.RandomRuns;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.dryrun.SeenSteps;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.lint.Lint;
import dev.pathwarden.policies.testing.GuardrailTests;
import dev.pathwarden.policies.testing.TestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftingTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final RunId RUN = new RunId(1, 1);

    @Test
    void draft_ofOneStep_keepsOperationAndName_andWidensWhatVaries() {
        Step step = Step.of(RUN, new StepId(1), Operation.TOOL_CALL, "send_money").fact(Field.TOOL_NAME, "send_money").arguments(Map.of("recipient", "GB29NWBK60161331926819"))
                .labels(List.of("pii.iban")).build();

        Draft draft = Drafting.of(List.of(new SeenStep(step, Set.of("pii.iban", "untrusted"), Set.of("untrusted")))).get(0);

        assertThat(draft.id()).isEqualTo("draft-tool-call-send-money");
        assertThat(draft.title()).isEqualTo("Agent calls the tool send_money");
        assertThat(draft.asked()).extracting(DraftClause::condition).containsExactly("step.tool.name == 'send_money'", "step.labels.exists(label, label.startsWith('pii.'))", "'untrusted' in labels", "'untrusted' in provenance");
        assertThat(draft.clauses()).filteredOn(clause -> !clause.on()).extracting(DraftClause::condition).containsExactly("step.args.recipient == 'GB29NWBK60161331926819'");
    }

    @Test
    void draft_ofSeveralSteps_keepsWhatTheyShare_andListsOrWidensTheRest() {
        List<SeenStep> steps = Stream.of("/srv/reports/q3/a.csv", "/srv/reports/b.csv").map(path -> Step.of(RUN, new StepId(path.length()), Operation.DATA_FILE_WRITE, path.substring(path.lastIndexOf('/') + 1))
                .fact(Field.FILE_PATH, path).fact(Field.FILE_CHANGE, path.endsWith("a.csv") ? "create" : "append").fact(Field.FILE_ENCRYPTED, false).arguments(Map.of("mode", "csv", "path", path)).build())
                .map(step -> new SeenStep(step, Set.of(), Set.of())).toList();

        Draft draft = Drafting.of(steps).get(0);

        assertThat(draft.title()).isEqualTo("Agent writes the file a.csv and 1 more");
        assertThat(draft.asked()).extracting(DraftClause::condition).containsExactly("step.file.change in ['create', 'append']", "step.file.path.startsWith('/srv/reports/')", "step.args.mode == 'csv'");
        assertThat(draft.with("file_change", false).choosing("file_path", 0).asked()).extracting(DraftClause::condition).containsExactly("step.file.path in ['/srv/reports/q3/a.csv', '/srv/reports/b.csv']", "step.args.mode == 'csv'");
        assertThat(draft.widening("file_path").asked()).extracting(DraftClause::condition).contains("step.file.path.startsWith('/srv/')");
        assertThat(draft.widening("file_path").widening("file_path").asked()).extracting(DraftClause::name).as("wider than the widest asks for nothing").doesNotContain("file_path");
    }

    @Test
    void drafts_ofStepsOfTwoOperations_areTwoDocuments() {
        List<SeenStep> steps = List.of(seen(Step.of(RUN, new StepId(1), Operation.DATA_SQL, "customers").fact(Field.SQL_TABLES, List.of("customers")).build()),
                seen(Step.of(RUN, new StepId(2), Operation.DATA_HTTP, "paste.example.net").fact(Field.HTTP_HOST, "paste.example.net").build()));

        String text = DraftText.of(Drafting.of(steps));

        assertThat(compiled(text).bundle().guardrails()).extracting(guardrail -> guardrail.id()).containsExactly("draft-data-sql-customers", "draft-data-http-paste-example-net");
    }

    @Test
    void draft_withEveryClauseSwitched_stillCompiles_andHoldsOfItsSteps() {
        for (RecordedRun run : random(7, 4)) {
            for (Draft draft : Drafting.of(SeenSteps.of(run, ids(run)))) {
                Draft all = draft;
                Draft none = draft;
                for (DraftClause clause : draft.clauses()) {
                    all = all.with(clause.name(), true);
                    none = none.with(clause.name(), false);
                    for (int i = 0; i < clause.choices().size(); i++) {
                        assertHits(run, List.of(draft.choosing(clause.name(), i)), draft.steps().stream().map(step -> step.step().id()).toList());
                    }
                }
                assertHits(run, List.of(all), draft.steps().stream().map(step -> step.step().id()).toList());
                assertThat(compiled(DraftText.of(List.of(none))).problems()).isEmpty();
            }
        }
    }

    @Test
    void drafts_ofGeneratedSteps_whateverTheirNames_compileWithoutAWarning_hitTheirStep_andPassTheirTests() {
        for (RecordedRun run : random(3, 25)) {
            assertEachStep(run);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer-report/demo.pathwarden", "refund-desk/refund-desk.pathwarden", "research-handover/research-handover.pathwarden"})
    void drafts_ofEverySampleStep_compileWithoutAWarning_hitTheirStep_andPassTheirTests(String sample) {
        try (Snapshot snapshot = Snapshots.open(Path.of("../sample-traces", sample))) {
            assertThat(snapshot.runs()).isNotEmpty();
            snapshot.runs().forEach(summary -> assertEachStep(snapshot.run(summary.run().id())));
        }
    }

    /** A run in ten: the corpus is large, and its runs are alike. */
    @Test
    void drafts_ofImportedSteps_compileWithoutAWarning_hitTheirStep_andPassTheirTests() throws IOException {
        Path corpus = Path.of(System.getProperty("pathwarden.agentdojo", "../../shared/agentdojo"));
        assumeTrue(Files.isDirectory(corpus), "no AgentDojo corpus at " + corpus.toAbsolutePath().normalize());
        List<RecordedRun> runs = new ArrayList<>();
        int[] number = {0};
        try (Stream<Path> files = Files.list(corpus)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).sorted().toList()) {
                AgentDojoImporter.read(file, run -> {
                    if (number[0]++ % 40 == 0) {
                        runs.add(run);
                    }
                });
            }
        }

        assertThat(runs).hasSizeGreaterThan(20).allSatisfy(DraftingTest::assertEachStep);
    }

    private static List<RecordedRun> random(long seed, int count) {
        RandomRuns runs = new RandomRuns(seed, 4);
        return IntStream.range(0, count).mapToObj(i -> runs.run(12)).toList();
    }

    private static Set<StepId> ids(RecordedRun run) {
        return run.steps().stream().map(RecordedStep::id).collect(Collectors.toSet());
    }

    private static SeenStep seen(Step step) {
        return new SeenStep(step, Set.of(), Set.of());
    }

    private static Compilation compiled(String text) {
        return GuardrailCompiler.compile(List.of(new GuardrailSource("draft.yaml", text)));
    }

    private static void assertEachStep(RecordedRun run) {
        List<Draft> drafts = new ArrayList<>();
        for (SeenStep step : SeenSteps.of(run, ids(run))) {
            Draft draft = Drafting.of(List.of(step)).get(0);
            drafts.add(draft.withId(draft.id() + "-" + drafts.size()));
        }
        assertHits(run, drafts, run.steps().stream().map(RecordedStep::id).toList());
    }

    /** @param hit by each draft in turn; by the only one all */
    private static void assertHits(RecordedRun run, List<Draft> drafts, List<StepId> hit) {
        String text = DraftText.of(drafts);
        Compilation compilation = compiled(text);

        assertThat(compilation.problems()).as(text).isEmpty();
        assertThat(compilation.bundle().guardrails()).hasSameSizeAs(drafts);
        assertThat(Lint.check(compilation, TODAY)).as(text).filteredOn(problem -> !problem.message().startsWith("Whenever this guardrail fires")).isEmpty();
        TestReport report = GuardrailTests.run(compilation);
        assertThat(report.guardrails()).as(text).allSatisfy(guardrail -> {
            assertThat(guardrail.tests()).hasSizeGreaterThanOrEqualTo(2).filteredOn(test -> !test.passed()).isEmpty();
        });
        List<DryRunDecision> decisions = new DryRun(compilation.bundle(), DryRunMode.WHOLE_PATH).dryRun(run).decisions();
        for (int i = 0; i < hit.size(); i++) {
            StepId step = hit.get(i);
            String guardrail = drafts.get(drafts.size() == 1 ? 0 : i).id();
            assertThat(decisions).as(text).anySatisfy(decision -> {
                assertThat(decision.step()).isEqualTo(step);
                assertThat(decision.verdict().guardrail()).isEqualTo(guardrail);
                assertThat(decision.verdict().action()).isEqualTo(Action.HOLD);
            });
        }
    }

    @Test
    void tests_ofSteps_standBelowThoseOfAGuardrail() {
        Step step = Step.of(RUN, new StepId(1), Operation.DATA_SQL, "customers").fact(Field.SQL_TABLES, List.of("customers")).arguments(Map.of("sql", "x".repeat(10_000))).build();
        String tests = DraftText.tests(Drafting.of(List.of(seen(step))).stream().map(draft -> draft.asking(Action.BLOCK)).toList());

        Compilation compilation = compiled("id: mine\ntitle: Mine\non: [data.sql]\nwhen: \"'customers' in step.sql.tables\"\naction: block\ntests:\n" + tests);

        assertThat(compilation.problems()).isEmpty();
        assertThat(tests.length()).isLessThan(1_000);
        assertThat(GuardrailTests.run(compilation).guardrails().get(0).tests()).singleElement().satisfies(test -> assertThat(test.passed()).isTrue());
    }
}
