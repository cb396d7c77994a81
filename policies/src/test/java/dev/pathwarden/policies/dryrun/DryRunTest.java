package dev.pathwarden.policies.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
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
import dev.pathwarden.policies.content.ContentSample;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.BuiltInGuardrails;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Op;
import dev.pathwarden.policies.engine.PathOperator;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.SampleGuardrails;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.trust.StepEnd;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DryRunTest {

    private static final String[] TEXTS = {"ann@example.com wrote", "123-45-6789", "4111 1111 1111 1111", "AKIAIOSFODNN7EXAMPLE", "nothing of note here", "order 4711-0815-x1",
        "http://169.254.169.254/latest", "a longer text that could be copied from one step of the path into another one, word by word"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void asLive_ofARunJudgedByManyThreadsInTwoProcesses_givesExactlyTheLiveVerdicts(long seed) throws Exception {
        Random random = new Random(seed);
        Bundle bundle = SampleGuardrails.random(random, 30);
        List<PolicyEngine> engines = List.of(new PolicyEngine(bundle, null), new PolicyEngine(bundle, Mode.ENFORCE), new PolicyEngine(bundle, Mode.AUDIT));
        LiveRun live = new LiveRun(() -> engines.get(ThreadLocalRandom.current().nextInt(engines.size())), 1, 2);
        actInManyThreads(live, seed);
        RecordedRun recorded = live.recorded();

        int withVerdicts = compareWithLive(recorded, bundle);

        assertThat(recorded.steps()).hasSize(480);
        assertThat(withVerdicts).isBetween(1, 480);
    }

    /** With the first step under another bundle, operators over earlier steps begin anew, live and in the dry run alike. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void asLive_ofARunInWhichBundlesWereSwapped_givesTheVerdictsOfEachExactly(long seed) throws Exception {
        Random random = new Random(seed);
        List<Bundle> bundles = List.of(SampleGuardrails.random(random, 20), SampleGuardrails.random(random, 20), Bundle.NONE);
        List<PolicyEngine> engines = bundles.stream().map(bundle -> new PolicyEngine(bundle, null)).toList();
        AtomicInteger asked = new AtomicInteger();
        // The first runs are swapped once in their middle, the others again and again, by each thread for itself.
        LiveRun live = new LiveRun(() -> engines.get(seed < 4 ? asked.incrementAndGet() / 240 % 2 : ThreadLocalRandom.current().nextInt(20) == 0 ? 2 : asked.incrementAndGet() / 30 % 2), 1, 2);
        actInManyThreads(live, seed);
        RecordedRun recorded = live.recorded();

        assertThat(recorded.steps()).extracting(step -> step.decision().bundle()).contains(bundles.get(0).hash(), bundles.get(1).hash());
        assertThat(compareWithLive(recorded, bundles.get(0))).isPositive();
        assertThat(compareWithLive(recorded, bundles.get(1))).isPositive();
        compareAllWithLive(recorded, bundles);
    }

    private static void compareAllWithLive(RecordedRun recorded, List<Bundle> bundles) {
        DryRunReport report = new SwappedDryRun(bundles).report(recorded);

        RunDryRun replay = report.runs().get(0);
        List<Verdict> verdicts = new ArrayList<>();
        List<Verdict> excepted = new ArrayList<>();
        List<RunDryRun.Skipped> skipped = new ArrayList<>();
        for (RecordedStep step : recorded.steps()) {
            step.decision().verdicts().forEach(verdict -> (verdict.action() == Action.ALLOW ? excepted : verdicts).add(verdict));
            step.decision().notEvaluated().forEach(one -> skipped.add(new RunDryRun.Skipped(step.id(), one.guardrail(), one.reason())));
        }
        assertThat(replay.steps()).isEqualTo(recorded.steps().size());
        assertThat(replay.decisions()).extracting(DryRunDecision::verdict).isEqualTo(verdicts);
        assertThat(replay.excepted()).extracting(DryRunDecision::verdict).isEqualTo(excepted);
        assertThat(replay.notEvaluated()).isEqualTo(skipped);
        assertThat(report.coverage()).allSatisfy(guardrail -> assertThat(guardrail.evaluated()).isLessThanOrEqualTo(guardrail.applicable()));
        assertThat(report.coverage().stream().mapToLong(DryRunReport.Coverage::matched).sum()).isLessThanOrEqualTo(verdicts.size());

        RunDryRun half = new SwappedDryRun(bundles.subList(0, 1)).report(recorded).runs().get(0);
        Set<StepId> others = recorded.steps().stream().filter(step -> step.decision().bundle().equals(bundles.get(1).hash())).map(RecordedStep::id).collect(java.util.stream.Collectors.toSet());
        assertThat(half.decisions()).noneMatch(decision -> others.contains(decision.step()));
        assertThat(half.notEvaluated().stream().filter(skip -> others.contains(skip.step()))).hasSize(others.size())
                .allMatch(skip -> skip.guardrail().equals("*") && skip.reason().endsWith("of the hash " + bundles.get(1).hash() + "; give it with --with"));
    }

    @Test
    void asLive_ofARunInWhichWordsWereTakenOut_remembersTheStepAsLive() {
        Expr sent = new Expr.Past(PathOperator.ONCE, List.of(new Expr.Has(new Expr.VariableRead(PathVariable.STEP_ARGS), "to")), null);
        Bundle bundle = Bundle.of(List.of(SampleGuardrails.guardrail("redact", Operation.TOOL_CALL, SampleGuardrails.in(PathVariable.STEP_LABELS, "pii.email"), Action.REDACT),
                SampleGuardrails.guardrail("sent", Operation.MCP_CALL, sent, Action.ALERT)));
        LiveRun live = new LiveRun(() -> new PolicyEngine(bundle, null), 1);
        Step tool = live.decide(1, Step.of(live.id, live.newId(), Operation.TOOL_CALL, "send").arguments(Map.of("to", "ann@example.com")), null);
        live.decide(1, Step.of(live.id, live.newId(), Operation.MCP_CALL, "x"), null);
        RecordedRun recorded = live.recorded();
        // As a recorder keeps it: the argument itself went.
        List<RecordedStep> steps = recorded.steps().stream().map(step -> !step.id().equals(tool.id()) ? step
                : new RecordedStep(step.step().toBuilder().arguments(Map.of("other", "<pii.email>")).build(), step.decision(), null, step.decidedAt(), -1)).toList();

        assertThat(recorded.steps().get(0).decision().redacts()).isTrue();
        assertThat(compareWithLive(new RecordedRun(recorded.run(), steps, List.of()), bundle)).isEqualTo(1);
    }

    private static void actInManyThreads(LiveRun live, long seed) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                Random own = new Random(seed * 100 + thread);
                long pid = 1 + thread % 2;
                work.add(() -> {
                    for (int i = 0; i < 60; i++) {
                        act(live, own, pid);
                    }
                    return null;
                });
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Compares the steps that the bundle decided live with what a dry run says of them; returns how many have a verdict. */
    private static int compareWithLive(RecordedRun recorded, Bundle bundle) {
        RunDryRun replay = new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(recorded);

        Map<StepId, List<Verdict>> verdicts = new HashMap<>();
        Stream.concat(replay.decisions().stream(), replay.excepted().stream()).forEach(decision -> verdicts.computeIfAbsent(decision.step(), id -> new ArrayList<>()).add(decision.verdict()));
        Map<StepId, List<Decision.NotEvaluated>> skipped = new HashMap<>();
        replay.notEvaluated().forEach(skip -> skipped.computeIfAbsent(skip.step(), id -> new ArrayList<>()).add(new Decision.NotEvaluated(skip.guardrail(), skip.reason())));
        int withVerdicts = 0;
        for (RecordedStep step : recorded.steps()) {
            if (!step.decision().bundle().equals(bundle.hash())) {
                continue;
            }
            assertThat(verdicts.getOrDefault(step.id(), List.of())).containsExactlyInAnyOrderElementsOf(step.decision().verdicts());
            assertThat(skipped.getOrDefault(step.id(), List.of())).isEqualTo(step.decision().notEvaluated());
            withVerdicts += step.decision().verdicts().isEmpty() ? 0 : 1;
        }
        return withVerdicts;
    }

    private static void act(LiveRun live, Random random, long pid) {
        Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
        Step.Builder draft = Step.of(live.id, live.newId(), operation, "step").parent(random.nextInt(3) == 0 ? new StepId(1 + random.nextInt(40)) : null).startNanos(random.nextBoolean() ? null : random.nextLong(1L << 60));
        draft.arguments(Map.of("text", TEXTS[random.nextInt(TEXTS.length)], "more", List.of(random.nextBoolean() ? "" : TEXTS[random.nextInt(TEXTS.length)], random.nextInt(2))));
        ContentSample content = random.nextInt(3) == 0 ? ContentSample.of(TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8)) : null;
        draft.fact(Field.HTTP_BYTES, operation == Operation.DATA_HTTP ? (Long) (long) random.nextInt(20) : null).fact(Field.FILE_PATH, operation == Operation.DATA_FILE_WRITE ? "/f" + random.nextInt(9) : null);
        Step step = live.decide(pid, draft, content);
        if (random.nextInt(5) > 0) {
            live.letThrough(pid, step);
        }
        if (random.nextInt(4) > 0) {
            StepEnd end = end(random, operation);
            live.end(pid, step, null, end, random.nextBoolean() ? Map.of("rows", List.of(TEXTS[random.nextInt(TEXTS.length)])) : TEXTS[random.nextInt(TEXTS.length)]);
            if (random.nextInt(4) == 0) {
                live.end(pid, step, end, end(random, operation), TEXTS[random.nextInt(TEXTS.length)]);
            }
        }
        if (random.nextInt(20) == 0) {
            live.hop(pid, 3 - pid);
        }
    }

    private static StepEnd end(Random random, Operation operation) {
        Map<Field, Object> facts = new HashMap<>();
        if (operation == Operation.MODEL_CHAT && random.nextBoolean()) {
            facts.putAll(Map.of(Field.MODEL_INPUT_TOKENS, (long) random.nextInt(9), Field.MODEL_OUTPUT_TOKENS, 1L, Field.MODEL_CACHED_INPUT_TOKENS, 1L, Field.MODEL_COST_MICRO_USD, 3L));
        } else if (operation == Operation.DATA_SQL) {
            facts.put(Field.SQL_ROWS, (long) random.nextInt(9));
        }
        Long nanos = random.nextInt(3) == 0 ? null : (Long) (random.nextInt(60) * 1_000_000L);
        return new StepEnd(nanos, Status.values()[random.nextInt(3)], Facts.of(facts));
    }

    @Test
    void asLive_ofARunInWhichABuiltInGuardrailFired_repeatsItsVerdict() {
        Bundle bundle = Bundle.of(List.of(SampleGuardrails.labelled("no-pii", Operation.DATA_FILE_WRITE, PathVariable.STEP_LABELS, "pii.email")));
        LiveRun live = new LiveRun(() -> new PolicyEngine(bundle, null), 1);
        live.decide(1, Step.of(live.id, live.newId(), Operation.DATA_FILE_WRITE, "journal"), ContentSample.of("ann@example.com".getBytes(StandardCharsets.UTF_8)));
        RecordedRun recorded = live.recorded();
        RecordedStep step = recorded.steps().get(0);
        List<Verdict> verdicts = new ArrayList<>(step.decision().verdicts());
        verdicts.add(new Verdict(BuiltInGuardrails.RECORDER_FILES, "1", Action.BLOCK, Mode.ENFORCE, "The journal belongs to the recorder.", List.of()));
        Decision was = step.decision();
        Decision decision = new Decision(was.ticket(), was.clockNanos(), was.bundle(), was.forced(), was.labels(), verdicts, was.notEvaluated());
        RecordedRun refused = new RecordedRun(recorded.run(), List.of(new RecordedStep(step.step(), decision, null, 0, -1)), List.of());

        assertThat(new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(refused).decisions()).extracting(DryRunDecision::verdict).isEqualTo(verdicts);
        assertThat(new DryRun(Bundle.NONE, DryRunMode.AS_LIVE).dryRun(refused).decisions()).extracting(DryRunDecision::verdict).isEqualTo(verdicts.subList(1, 2));
        assertThat(new DryRun(bundle, DryRunMode.WHOLE_PATH).dryRun(refused).decisions()).extracting(made -> made.verdict().guardrail()).containsExactly("no-pii");
    }

    @Test
    void asLive_ofAnImportedRun_saysThatNothingWasDecidedThen() {
        RecordedRun imported = imported(Map.of(), Set.of(), "x");

        RunDryRun replay = new DryRun(pii(PathVariable.LABELS), DryRunMode.AS_LIVE).dryRun(imported);

        assertThat(replay.decisions()).isEmpty();
        assertThat(replay.notEvaluated()).hasSize(2).allSatisfy(skip -> assertThat(skip.reason()).isEqualTo(DryRun.NOTHING_DECIDED));
    }

    @Test
    void wholePath_seesAcrossProcessesWhatNoProcessSawLive() {
        Bundle bundle = pii(PathVariable.LABELS);
        LiveRun live = new LiveRun(() -> new PolicyEngine(bundle, null), 1, 2);
        Step read = live.decide(1, Step.of(live.id, live.newId(), Operation.DATA_SQL, "customers"), null);
        live.end(1, read, List.of(Map.of("mail", "ann@example.com")));
        live.decide(2, Step.of(live.id, live.newId(), Operation.TOOL_CALL, "send"), null);
        RecordedRun recorded = live.recorded();

        assertThat(new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(recorded).decisions()).isEmpty();
        assertThat(new DryRun(bundle, DryRunMode.WHOLE_PATH).dryRun(recorded).decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.operation()).isEqualTo(Operation.TOOL_CALL);
            assertThat(decision.verdict().guardrail()).isEqualTo("no-pii");
        });
    }

    @Test
    void wholePath_ofContentThatIsNotInTheRecord_keepsItsLabels() {
        Bundle bundle = Bundle.of(List.of(SampleGuardrails.labelled("no-pii", Operation.DATA_FILE_WRITE, PathVariable.STEP_LABELS, "pii.email")));
        LiveRun live = new LiveRun(() -> new PolicyEngine(bundle, null), 1);
        live.decide(1, Step.of(live.id, live.newId(), Operation.DATA_FILE_WRITE, "out.csv"), ContentSample.of("ann@example.com".getBytes(StandardCharsets.UTF_8)));

        assertThat(new DryRun(bundle, DryRunMode.WHOLE_PATH).dryRun(live.recorded()).decisions()).hasSize(1);
    }

    @Test
    void wholePath_ofAnImportedRun_tracesValuesToWhatWasReadBefore() {
        Bundle bundle = pii(PathVariable.PROVENANCE);
        RecordedRun copied = imported(Map.of(), Set.of(), "ann@example.com");
        RecordedRun other = imported(Map.of(), Set.of(), "bob@example.com");

        assertThat(new DryRun(bundle, DryRunMode.WHOLE_PATH).dryRun(copied).decisions()).hasSize(1);
        assertThat(new DryRun(bundle, DryRunMode.WHOLE_PATH).dryRun(other).decisions()).isEmpty();
    }

    @Test
    void wholePath_readsNothingThatCameWithAnImportOrWasKnownOnlyAfterTheEffect() {
        // Each of these would make the guardrails fire, were it readable.
        Bundle bundle = Bundle.of(List.of(
                SampleGuardrails.labelled("labels", Operation.TOOL_CALL, PathVariable.LABELS, "attack"),
                SampleGuardrails.labelled("own", Operation.TOOL_CALL, PathVariable.STEP_LABELS, "attack"),
                SampleGuardrails.labelled("late", Operation.TOOL_CALL, PathVariable.LABELS, "pii.us-ssn"),
                SampleGuardrails.labelled("late-own", Operation.TOOL_CALL, PathVariable.STEP_LABELS, "pii.us-ssn"),
                SampleGuardrails.labelled("source", Operation.TOOL_CALL, PathVariable.PROVENANCE, "attack")));
        RecordedRun imported = imported(Map.of("security", true, "note", "123-45-6789 attack"), Set.of("attack"), "ann@example.com");

        assertThat(new DryRun(bundle, DryRunMode.WHOLE_PATH).dryRun(imported).decisions()).isEmpty();
        assertThat(new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(imported).decisions()).isEmpty();
    }

    /** A read and a call that sends something on; labels and a result with a number come with it. */
    private static RecordedRun imported(Map<String, Object> attributes, Set<String> labels, String sent) {
        RunId run = new RunId(1, 2);
        Step read = Step.of(run, new StepId(1), Operation.DATA_SQL, "read").labels(labels).build();
        Step send = Step.of(run, new StepId(2), Operation.TOOL_CALL, "send").arguments(Map.of("to", sent)).labels(labels).build();
        Outcome rows = new Outcome(0, null, Status.OK, null, "mail: ann@example.com", Facts.NONE, labels);
        Outcome sentNumber = new Outcome(0, null, Status.OK, null, "123-45-6789", Facts.NONE, labels);
        return new RecordedRun(new Run(run, null, null, null, Status.OK, null, null, attributes),
                List.of(new RecordedStep(read, null, rows, 0, 1), new RecordedStep(send, null, sentNumber, 2, 3)), List.of());
    }

    private static Bundle pii(PathVariable list) {
        return Bundle.of(List.of(SampleGuardrails.labelled("no-pii", Operation.TOOL_CALL, list, "pii.email")));
    }

    /** With one thread, one process and no end that comes later, both dry runs count what live counted. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void runFields_ofOneProcess_areTheSameLiveAndInEitherDryRun(long seed) {
        Random random = new Random(seed);
        Bundle bundle = Bundle.of(Stream.of(Field.values()).filter(Field::isOfRun).map(field -> SampleGuardrails.guardrail(field.text().toLowerCase(), Operation.TOOL_CALL,
                new Expr.Call(Op.GREATER, List.of(new Expr.FieldRead(field), new Expr.Literal(2L))), Action.ALERT)).toList());
        LiveRun live = new LiveRun(() -> new PolicyEngine(bundle, null), 1);
        for (int i = 0; i < 200; i++) {
            Operation operation = i % 3 == 0 ? Operation.TOOL_CALL : Operation.values()[random.nextInt(Operation.values().length)];
            Step step = live.decide(1, Step.of(live.id, live.newId(), operation, "step").parent(i < 9 ? null : new StepId(1 + random.nextInt(9))).startNanos(i * 1_000_000_000L)
                    .arguments(Map.of("n", (long) random.nextInt(4))).fact(Field.HTTP_BYTES, operation == Operation.DATA_HTTP ? (Long) 3L : null), null);
            StepEnd end = end(random, operation);
            if (end.status() != Status.BLOCKED) {
                live.letThrough(1, step);
            }
            live.end(1, step, null, end, null);
        }
        RecordedRun recorded = live.recorded();
        Bundle other = Bundle.of(List.of(SampleGuardrails.field("other", Operation.TOOL_CALL, Field.TARGET_METADATA)));
        List<RecordedStep> bare = recorded.steps().stream().map(step -> new RecordedStep(withoutRun(step.step()), underOther(step.decision(), other), step.outcome(), step.decidedAt(), step.endedAt())).toList();

        RunDryRun wholePath = new DryRun(bundle, DryRunMode.WHOLE_PATH).dryRun(recorded);
        assertThat(compareWithLive(recorded, bundle)).isBetween(20, 100);
        assertThat(wholePath.decisions()).isEqualTo(new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(recorded).decisions());
        assertThat(new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(new RecordedRun(recorded.run(), bare, List.of())).decisions()).as("guardrails that nobody asked then").isEqualTo(wholePath.decisions());
    }

    private static Step withoutRun(Step step) {
        Step.Builder without = step.toBuilder();
        Stream.of(Field.values()).filter(Field::isOfRun).forEach(field -> without.fact(field, null));
        return without.build();
    }

    private static Decision underOther(Decision decision, Bundle bundle) {
        return new Decision(decision.ticket(), decision.clockNanos(), bundle.hash(), null, decision.labels(), List.of(), List.of());
    }

    /** The reference page says which fields an import comes to have. */
    @Test
    void wholePath_ofAnImportedConversation_knowsOfTheRunWhatTheTableOfFieldsSays() {
        List<Field> told = Stream.of(Field.values()).filter(field -> field.isOfRun() || field.isOfActor()).toList();
        Bundle bundle = Bundle.of(told.stream().map(field -> SampleGuardrails.guardrail(field.text().toLowerCase(), Operation.TOOL_CALL, new Expr.FieldRecorded(field), Action.ALERT)).toList());
        RunId run = new RunId(1, 2);
        Step agent = Step.of(run, new StepId(1), Operation.AGENT_INVOKE, "pipeline").build();
        Step call = Step.of(run, new StepId(2), Operation.TOOL_CALL, "get").parent(agent.id()).build();
        Step again = Step.of(run, new StepId(3), Operation.TOOL_CALL, "get").parent(agent.id()).build();
        RecordedRun conversation = new RecordedRun(new Run(run, null, null, null, Status.OK, null, null, Map.of()), List.of(new RecordedStep(agent, null, null, 0, -1),
                new RecordedStep(call, null, new Outcome(0, null, Status.OK, null, "x", Facts.NONE, Set.of()), 1, 2), new RecordedStep(again, null, null, 3, -1)), List.of());

        Judgement judgement = new DryRun(bundle, DryRunMode.WHOLE_PATH).judge(conversation, Onlooker.NONE).get(again.id());

        assertThat(judgement.step().facts().asMap().keySet()).filteredOn(told::contains).containsExactlyElementsOf(told.stream().filter(Field::isInConversations).toList());
        assertThat(judgement.evaluation().verdicts()).hasSize((int) told.stream().filter(Field::isInConversations).count());
    }

    @Test
    void provenanceOfAnArgument_isTheSameLiveAndInEitherDryRun_andOfTheLabelsThatWereKnownThen() {
        String read = "title: t\non: [tool.call]\naction: alert\nwhen: ";
        Bundle bundle = GuardrailCompiler.compile(List.of(
                new GuardrailSource("token", "id: token\n" + read + "provenance('to').exists(s, s.source == 'untrusted' && s.certainty == 'token-match')"),
                new GuardrailSource("copy", "id: copy\n" + read + "provenance('body').exists(s, s.source == 'untrusted' && s.certainty == 'copied')"),
                new GuardrailSource("order", "id: order\n" + read + "provenance('subject').exists(s, s.source == 'untrusted' && s.certainty == 'order-only') && provenance('subject').exists(s, s.certainty == 'none-observed')"),
                new GuardrailSource("late", "id: late\n" + read + "provenance('to').exists(s, s.source == 'pii.us-ssn' && s.certainty == 'token-match') || 'pii.us-ssn' in provenance"),
                new GuardrailSource("absent", "id: absent\n" + read + "provenance('cc') != []"),
                new GuardrailSource("role", "id: role\n" + read + "roles.target == ['eve@example.com'] && roles.content.exists(c, c.startsWith('a longer')) && roles.credential == []"))).bundle();
        LiveRun live = new LiveRun(() -> new PolicyEngine(bundle, null), 1);
        Step page = live.decide(1, Step.of(live.id, live.newId(), Operation.MCP_CALL, "page"), null);
        StepEnd end = new StepEnd(1L, Status.OK, Facts.NONE);
        live.end(1, page, null, end, "write to eve@example.com: " + TEXTS[7]);
        Step other = live.decide(1, Step.of(live.id, live.newId(), Operation.DATA_SQL, "people"), null);
        live.end(1, other, "123-45-6789");
        Step call = live.decide(1, Step.of(live.id, live.newId(), Operation.TOOL_CALL, "send_mail")
                .arguments(Map.of("to", List.of("eve@example.com"), "body", TEXTS[7], "subject", "good day")), null);
        assertThat(new DryRun(bundle, DryRunMode.WHOLE_PATH).dryRun(live.recorded()).decisions()).extracting(made -> made.verdict().guardrail()).containsExactly("token", "copy", "order", "role");
        // The page turns out to hold such a number too, and the path has had that label all along.
        live.end(1, page, end, end, "also 123-45-6780 and 123-45-6781, " + TEXTS[1]);

        RecordedRun recorded = live.recorded();
        assertThat(live.judged(call.id()).decision().notEvaluated()).isEmpty();
        assertThat(live.judged(call.id()).decision().verdicts()).extracting(Verdict::guardrail).containsExactly("token", "copy", "order", "role");
        assertThat(compareWithLive(recorded, bundle)).isEqualTo(1);
        List<RecordedStep> unasked = recorded.steps().stream().map(step -> new RecordedStep(bare(step.step()), underOther(step.decision(), Bundle.NONE), step.outcome(), step.decidedAt(), step.endedAt())).toList();
        assertThat(new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(new RecordedRun(recorded.run(), unasked, List.of())).decisions()).extracting(made -> made.verdict().guardrail())
                .as("what nobody asked for then is found in the links").contains("token", "copy", "order", "role");
    }

    private static Step bare(Step step) {
        return step.toBuilder().fact(Field.ARGUMENT_SOURCES, null).fact(Field.ARGUMENT_ROLES, null).fact(Field.ARGUMENT_LABELS, null).build();
    }

    @Test
    void wholePath_ofAnImportedRun_countsItsStepsAnew_andSaysWhatItDoesNotTell() {
        Bundle bundle = Bundle.of(Stream.of(Field.RUN_ERRORS, Field.RUN_SECONDS, Field.RUN_LAST_MILLIS, Field.RUN_COST_MICRO_USD).map(field -> SampleGuardrails.guardrail(field.text().toLowerCase(),
                Operation.TOOL_CALL, new Expr.Call(Op.GREATER, List.of(new Expr.FieldRead(field), new Expr.Literal(50L))), Action.ALERT)).toList());
        RunId run = new RunId(1, 2);
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Step step = Step.of(run, new StepId(i + 1), Operation.TOOL_CALL, "x").fact(Field.RUN_ERRORS, 99L).fact(Field.RUN_SECONDS, 99L).build();
            steps.add(new RecordedStep(step, null, new Outcome(0, null, Status.ERROR, "no", null, Facts.NONE, Set.of()), 2 * i, 2 * i + 1));
        }

        DryRunReport report = new DryRun(bundle, DryRunMode.WHOLE_PATH).report(new RecordedRun(new Run(run, null, null, null, Status.OK, null, null, Map.of()), steps, List.of()));

        assertThat(report.runs().get(0).decisions()).as("what the import says of the run is not read").isEmpty();
        assertThat(report.coverage()).containsExactly(new DryRunReport.Coverage("run.errors", 2, 2, 0, 0, Map.of()), new DryRunReport.Coverage("run.seconds", 2, 0, 0, 0, Map.of("run.seconds", 2L)),
                new DryRunReport.Coverage("run.lastmillis", 2, 0, 0, 0, Map.of("run.lastMillis", 2L)), new DryRunReport.Coverage("run.costmicrousd", 2, 0, 0, 0, Map.of("run.costMicroUsd", 2L)));
        assertThat(report.runs().get(0).notEvaluated()).extracting(RunDryRun.Skipped::reason).contains("run.seconds was not recorded; ask has(run.seconds) first", "run.costMicroUsd was not recorded; ask has(run.costMicroUsd) first");
    }

    @Test
    void report_ofSeveralRuns_mergesCountsAndCoverage() {
        Bundle bundle = Bundle.of(List.of(SampleGuardrails.labelled("no-pii", Operation.TOOL_CALL, PathVariable.LABELS, "pii.email"),
                SampleGuardrails.field("no-metadata", Operation.TOOL_CALL, Field.TARGET_METADATA), SampleGuardrails.field("encrypt", Operation.DATA_FILE_WRITE, Field.FILE_ENCRYPTED)));
        DryRun dryRun = new DryRun(bundle, DryRunMode.WHOLE_PATH);
        RecordedRun run = imported(Map.of("suite_name", "x"), Set.of(), "y");
        RunId other = new RunId(3, 3);
        Step write = Step.of(other, new StepId(9), Operation.DATA_FILE_WRITE, "f").build();
        RecordedRun writes = new RecordedRun(new Run(other, null, null, null, Status.OK, null, null, Map.of()), List.of(new RecordedStep(write, null, null, 0, -1)), List.of());

        DryRunReport report = DryRunReports.merge(List.of(dryRun.report(run), dryRun.report(writes)));

        assertThat(report.summary()).isEqualTo(new DryRunReport.Summary(2, 3, Map.of(Action.BLOCK, 1L), 1));
        assertThat(report.coverage()).containsExactly(new DryRunReport.Coverage("no-pii", 1, 1, 1, 0, Map.of()), new DryRunReport.Coverage("no-metadata", 1, 1, 0, 0, Map.of()),
                new DryRunReport.Coverage("encrypt", 1, 0, 0, 0, Map.of("file.encrypted", 1L)));
        assertThat(DryRunReports.merge(List.of())).isEqualTo(DryRunReports.EMPTY);
    }

    /** Where a guardrail is not asked, nothing is missing. */
    @Test
    void coverage_ofAStage_isOfTheStepsItIsAskedOn() {
        Guardrail encrypt = SampleGuardrails.field("encrypt", Operation.DATA_FILE_WRITE, Field.FILE_ENCRYPTED);
        RunId run = new RunId(3, 3);
        List<RecordedStep> steps = new ArrayList<>();
        for (String agent : List.of("a", "b", "b")) {
            steps.add(new RecordedStep(Step.of(run, new StepId(steps.size() + 1), Operation.DATA_FILE_WRITE, "f").agent(agent).build(), null, null, steps.size(), -1));
        }
        RecordedRun writes = new RecordedRun(new Run(run, null, null, null, Status.OK, null, null, Map.of()), steps, List.of());

        assertThat(coverage(encrypt.withStage(new Stage(Degree.AUDIT, Degree.OFF, Set.of("a"), 100, null, Degree.AUDIT)), writes)).isEqualTo(new DryRunReport.Coverage("encrypt", 1, 0, 0, 0, Map.of("file.encrypted", 1L)));
        assertThat(coverage(encrypt.withStage(Stage.forAll(Degree.OFF)), writes)).isEqualTo(new DryRunReport.Coverage("encrypt", 0, 0, 0, 0, Map.of()));
        assertThat(coverage(encrypt, writes)).isEqualTo(new DryRunReport.Coverage("encrypt", 3, 0, 0, 0, Map.of("file.encrypted", 3L)));
    }

    private static DryRunReport.Coverage coverage(Guardrail guardrail, RecordedRun run) {
        return new DryRun(Bundle.of(List.of(guardrail)), DryRunMode.WHOLE_PATH).report(run).coverage().get(0);
    }

    @Test
    void ordinals_countStepsOfTheSameOperationInPathOrder() {
        Bundle bundle = Bundle.of(List.of(SampleGuardrails.labelled("no-pii", Operation.TOOL_CALL, PathVariable.STEP_LABELS, "pii.email")));
        LiveRun live = new LiveRun(() -> new PolicyEngine(bundle, null), 1);
        for (String to : new String[] {"x", "ann@example.com", "y", "bob@example.com"}) {
            live.decide(1, Step.of(live.id, live.newId(), Operation.DATA_SQL, "read"), null);
            live.decide(1, Step.of(live.id, live.newId(), Operation.TOOL_CALL, "send").arguments(Map.of("to", to)), null);
        }

        assertThat(new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(live.recorded()).decisions()).extracting(DryRunDecision::ordinal).containsExactly(1, 3);
        assertThat(new HashSet<>(new DryRun(bundle, DryRunMode.WHOLE_PATH).dryRun(live.recorded()).decisions()))
                .isEqualTo(new HashSet<>(new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(live.recorded()).decisions()));
    }
}
