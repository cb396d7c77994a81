package dev.pathwarden.recorder.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.io.File;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What becomes of secrets between a hook and the journal. */
class MaskingTest {

    private static final String SECRET = "AKIAIOSFODNN7EXAMPLE";
    private static final String OTHER = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    private static final String EMAIL = "ann@example.com";
    private static final Pattern MARK = Pattern.compile("\\[secret\\.aws-key ([a-p]{16})]");
    private static final String SEES = """
            id: sees-the-key
            title: Sees the key itself
            on: [tool.call]
            when: step.args.text.contains('IOSFODNN7')
            message: "It was {step.args.text}."
            action: alert
            """;

    private final Threads threads = new Threads();
    private final EpochClock clock = new EpochClock(Clock.systemUTC());
    private final PolicyEngine engine = new PolicyEngine(GuardrailCompiler.compile(List.of(new GuardrailSource("sees.yaml", SEES))).bundle(), null);
    private final List<JournalEvent> events = new ArrayList<>();

    private Recorder recorder(byte[] key, Set<String> kinds) {
        return new Recorder(threads, () -> engine, new HeldSteps(new File(""), null, threads, clock, event -> { }), events::add, clock, new AgentIdentity(new byte[0]), 1, 2, 3, Preparation.NONE,
                new AbortedRuns(null, threads), new Masking(key, kinds));
    }

    private List<JournalEvent> record(byte[] key, Set<String> kinds) {
        events.clear();
        Recorder recorder = recorder(key, kinds);
        OpenRun run = recorder.startRun("agent", null, Map.of("task", "use " + SECRET));
        recorder.begin(StepDraft.of(Operation.TOOL_CALL, "call").argument("text", "with " + SECRET + " for " + EMAIL).argument("deep", Map.of(SECRET, List.of("x " + SECRET)))
                .argument("json", "{\"a\":\"" + OTHER + "\"}")).end("got " + SECRET, null);
        recorder.begin(StepDraft.of(Operation.DATA_FILE_WRITE, SECRET + ".txt").argument("path", "/tmp/" + SECRET + ".txt").fact(Field.FILE_PATH, "/tmp/" + SECRET + ".txt").fact(Field.FILE_CONTENT_KNOWN, true)).end(null, null);
        recorder.begin(StepDraft.of(Operation.DATA_SQL, "failing").argument("sql", "select 1")).end(null, new IllegalStateException("no such key " + SECRET));
        recorder.begin(StepDraft.of(Operation.DATA_SQL, "long").argument("sql", "select 1")).end(null, new IllegalStateException("x ".repeat(231) + SECRET));
        recorder.begin(StepDraft.of(Operation.TOOL_CALL, "cut").argument("text", "x ".repeat(StepDraft.TEXT_LIMIT / 2 - 5) + SECRET)).end("y ".repeat(StepDraft.TEXT_LIMIT / 2 - 5) + SECRET, null, Facts.NONE);
        run.end("answer " + SECRET, null);
        return List.copyOf(events);
    }

    @Test
    void recorded_isNoSecret_anywhere() {
        List<JournalEvent> recorded = record(new byte[32], Set.of("secret"));

        assertThat(recorded).hasSizeGreaterThan(12).allSatisfy(event -> assertThat(event.toString()).doesNotContain(SECRET, SECRET.substring(0, 9), OTHER));
        assertThat(recorded.toString()).contains(EMAIL, "[secret.api-key ");
    }

    @Test
    void equalSecrets_haveEqualMarks_underOneKeyAlone() {
        Set<String> marks = marks(record(new byte[32], Set.of("secret")));
        byte[] other = {1};

        assertThat(marks).hasSize(1);
        assertThat(marks(record(new byte[32], Set.of("secret")))).isEqualTo(marks);
        assertThat(marks(record(other, Set.of("secret")))).hasSize(1).isNotEqualTo(marks);
    }

    @Test
    void guardrails_seeWhatIsNotRecorded_andLabelsStay() {
        List<JournalEvent> recorded = record(new byte[32], Set.of("secret"));

        JournalEvent.StepDecided call = decided(recorded, "call");
        assertThat(call.decision().verdicts()).extracting(Verdict::guardrail).containsExactly("sees-the-key");
        assertThat(call.decision().verdicts().get(0).message()).startsWith("It was with [secret.aws-key ");
        assertThat(call.step().labels()).contains("secret.aws-key", "secret.api-key", "pii.email");
        assertThat(outcome(recorded, call.step()).labels()).contains("secret.aws-key");
        assertThat(call.step().arguments().get("json").toString()).startsWith("{\"a\":\"[secret.api-key ").endsWith("]\"}");
    }

    @Test
    void personalData_isMaskedWhereThatIsAskedFor_andNothingWhereNothingIs() {
        assertThat(record(new byte[32], Set.of("secret", "pii")).toString()).doesNotContain(EMAIL, SECRET).contains("[pii.email ");
        assertThat(record(new byte[32], Set.of()).toString()).contains(EMAIL, SECRET);
    }

    @Test
    void stepWithoutSecrets_isRecordedAsItIs() {
        Masking masking = new Masking(new byte[32], Set.of("secret"));
        JournalEvent.StepDecided plain = decided(record(new byte[32], Set.of("secret")), "failing");

        assertThat(masking.step(plain.step(), plain.decision(), Map.of())).isSameAs(plain.step());
        assertThat(masking.decision(plain.decision())).isSameAs(plain.decision());
    }

    private static Set<String> marks(List<JournalEvent> events) {
        Matcher mark = MARK.matcher(events.toString());
        Set<String> marks = new java.util.TreeSet<>();
        while (mark.find()) {
            marks.add(mark.group(1));
        }
        return marks;
    }

    private static JournalEvent.StepDecided decided(List<JournalEvent> events, String name) {
        return events.stream().filter(JournalEvent.StepDecided.class::isInstance).map(JournalEvent.StepDecided.class::cast).filter(one -> one.step().name().equals(name)).findFirst().orElseThrow();
    }

    private static Outcome outcome(List<JournalEvent> events, Step step) {
        return events.stream().filter(JournalEvent.StepEnded.class::isInstance).map(JournalEvent.StepEnded.class::cast).filter(one -> one.step().equals(step.id())).findFirst().orElseThrow().outcome();
    }
}
