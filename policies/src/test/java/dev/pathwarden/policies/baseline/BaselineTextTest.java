package dev.pathwarden.policies.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.guardrail.BaselineParser;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTextTest {

    private static final RunId RUN = new RunId(1, 1);

    private static BaselineParser.Parsed parse(String text) {
        return BaselineParser.parse(new GuardrailSource("b.yaml", text));
    }

    private static Baseline read(String text) {
        BaselineParser.Parsed parsed = parse(text);
        assertThat(parsed.problems()).as(text.length() > 5_000 ? text.substring(0, 5_000) : text).isEmpty();
        return parsed.baseline();
    }

    private static Baseline learn(Step... steps) {
        List<RecordedStep> recorded = new ArrayList<>();
        for (Step step : steps) {
            recorded.add(new RecordedStep(step, null, null, recorded.size(), -1));
        }
        Learning learning = new Learning();
        learning.add(new RecordedRun(new Run(RUN, "a1", "desk", "9f", Status.OK, null, null, Map.of()), recorded, List.of()));
        return learning.baseline();
    }

    private static Step.Builder step(Operation operation, String name) {
        return Step.of(RUN, new StepId(name.hashCode() | 1), operation, name).agent("a1");
    }

    @Test
    void text_isForAPersonToReview() {
        Baseline baseline = learn(step(Operation.MODEL_CHAT, "m").fact(Field.MODEL_NAME, "gpt-4o").build(),
                step(Operation.TOOL_CALL, "read_file").arguments(Map.of("path", "bills/may.txt")).build(),
                step(Operation.DATA_FILE_READ, "may.txt").fact(Field.FILE_PATH, "/srv/bills/2026-05/may.txt").build(),
                step(Operation.MCP_CALL, "send").fact(Field.TOOL_NAME, "send").fact(Field.MCP_SERVER, "bank: one").arguments(Map.of("to", List.of("GB29NWBK60161331926819"))).build(),
                step(Operation.DATA_SQL, "t").fact(Field.SQL_TABLES, List.of("accounts")).fact(Field.SQL_WRITES, true).build(),
                step(Operation.DATA_HTTP, "h").fact(Field.HTTP_HOST, "api.bank.example").build());

        assertThat(BaselineText.of(baseline)).isEqualTo("""
                # What agents normally do, learnt from recorded runs. Names and forms of values, no values.
                # Behind each, in brackets: in how many runs and in how many steps it was seen. Take out what is not to be normal; add what is, with [] behind it.
                baseline: 1
                agent: a1
                names:
                  desk: 1
                versions:
                  "9f": 1
                seen: [1, 6]
                models:
                  gpt-4o: [1, 1]
                tools:
                  read_file:
                    seen: [1, 1]
                    arguments:
                      path: {path: [1, 1]}
                servers:  # tools of MCP servers
                  "bank: one":
                    send:
                      seen: [1, 1]
                      arguments:
                        to: {list: [1, 1]}
                        "to[]": {iban: [1, 1]}
                tables:
                  writes:
                    accounts: [1, 1]
                hosts:
                  api.bank.example: [1, 1]
                paths:
                  reads:
                    "/srv/bills/*/*": [1, 1]
                order:  # which tool was called right behind which; behind "" stands what a run began with
                  "":
                    read_file: [1, 1]
                  read_file:
                    send: [1, 1]
                volumes:  # how many runs came to at most so many
                  steps: {8: 1}
                  calls: {2: 1}
                  rows: {0: 1}
                  bytes: {0: 1}
                """);
    }

    @Test
    void text_ofAnything_isReadAsTheSame() {
        for (int seed = 0; seed < 8; seed++) {
            RandomRuns random = new RandomRuns(seed, seed % 4 == 0 ? 3_000 : 10);
            Learning learning = new Learning();
            for (int i = 0; i < 30; i++) {
                learning.add(random.run(200));
            }
            Baseline baseline = learning.baseline();

            assertThat(read(BaselineText.of(baseline))).as("seed %d", seed).isEqualTo(baseline);
        }
    }

    @Test
    void text_ofTheMostThatIsKept_isReadAsTheSame() {
        Learning learning = new Learning();
        String odd = "\u2028".repeat(Trait.MAX_WORD - 5);
        for (int i = 0; i < 1_100; i++) {
            learning.add(new RecordedRun(new Run(RUN, "a1", null, null, Status.OK, null, null, Map.of()), List.of(
                    new RecordedStep(step(Operation.TOOL_CALL, "t").fact(Field.TOOL_NAME, odd + i).arguments(Map.of("a" + (char) ('a' + i % 26), "x", "b", List.of("x", 1L, true))).build(), null, null, 0, -1),
                    new RecordedStep(step(Operation.TOOL_CALL, "t").fact(Field.TOOL_NAME, odd + i / 2).build(), null, null, 1, -1),
                    new RecordedStep(step(Operation.DATA_HTTP, "h").fact(Field.HTTP_HOST, odd + i).build(), null, null, 2, -1)), List.of()));
        }
        Baseline baseline = learning.baseline();

        assertThat(baseline.of("a1").orElseThrow().cut()).contains("tool", "host");
        assertThat(read(BaselineText.of(baseline))).isEqualTo(baseline);
    }

    @Test
    void lines_canBeTakenOutAndAdded() {
        Baseline baseline = read("""
                baseline: 1
                agent: ""
                cut: [host, agents]
                tools:
                  send_mail: []
                  read_file:
                  pay:
                    arguments: {to: {iban: [], email: }}
                paths:
                  reads: {/srv/*: []}
                """);

        assertThat(baseline.cut()).isTrue();
        assertThat(baseline.of("").orElseThrow().cut()).containsExactly("host");
        assertThat(baseline.of("").orElseThrow().traits()).containsOnlyKeys(Trait.of(TraitKind.TOOL, "", "send_mail"), Trait.of(TraitKind.TOOL, "", "read_file"), Trait.of(TraitKind.TOOL, "", "pay"),
                Trait.of(TraitKind.SHAPE, "", "pay", "to", "iban"), Trait.of(TraitKind.SHAPE, "", "pay", "to", "email"), Trait.of(TraitKind.PATH, "reads", "/srv/*"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "agent: a | 1:1: A baseline needs 'baseline'.",
        "baseline: 2;agent: a | 1:11: 'baseline' takes the version of the format, which is 1 here",
        "baseline: 1 | 1:1: A baseline needs 'agent'.",
        "baseline: 1;agent: a;toolz: {} | 3:1: A baseline has no key 'toolz'. Did you mean 'tools'?",
        "baseline: 1;agent: a;hosts: {h: 3} | 3:12: How often something was seen is written as [runs, steps], or [] for never.",
        "baseline: 1;agent: a;hosts: {h: [1, -1]} | 3:12: How often something was seen",
        "baseline: 1;agent: a;tables: {drops: {t: []}} | 3:10: 'tables' has no key 'drops'.",
        "baseline: 1;agent: a;tools: {t: {arguments: {x: {emal: []}}}} | 3:29: The shape of 'x' has no key 'emal'. Did you mean 'email'?",
        "baseline: 1;agent: a;tools: {t: {arguments: {'x..y': {email: []}}}} | An argument is a name",
        "baseline: 1;agent: a;paths: {reads: {/srv/a.txt: []}} | A path here is a directory with /* behind it",
        "baseline: 1;agent: a;volumes: {steps: {7: 1}} | bounds are 0, 1, 2, 4, 8 and so on, not '7'.",
        "baseline: 1;agent: a;cut: [all] | 'cut' cannot be 'all'.",
        "baseline: 1;agent: a;---;baseline: 1;agent: a | 5:8: 'agent' takes the id of an agent that stands here once",
        "baseline: 1;agent: &x a | Anchors and aliases are not allowed here",
        "# nothing | This file is empty. 'pathwarden baseline' writes one."})
    void whatIsWrong_isSaidWithItsPlace(String text, String problem) {
        assertThat(parse(text.replace(';', '\n')).problems()).extracting(Problem::toString).anySatisfy(said -> assertThat(said).contains(problem));
    }

    @Test
    void oneWrongAgent_leavesTheOthersReadable_andMoreThanTheMostAreRefused() {
        assertThat(parse("baseline: 1\nagent: a\nseen: x\n---\nbaseline: 1\nagent: b\n").baseline().agents()).extracting(AgentBaseline::agent).containsExactly("b");
        StringBuilder hosts = new StringBuilder("baseline: 1\nagent: a\nhosts:\n");
        for (int i = 0; i <= TraitKind.HOST.most(); i++) {
            hosts.append("  h").append(i).append(": []\n");
        }
        assertThat(parse(hosts.toString()).problems()).singleElement().satisfies(problem -> assertThat(problem.message()).contains("at most 1000 of the kind 'host'"));
    }

    @Test
    void bytesOfAnyKind_areReadOrRefused_andNeverHang() {
        Random random = new Random(7);
        RandomRuns runs = new RandomRuns(1, 5);
        Learning learning = new Learning();
        learning.add(runs.run(40));
        String good = BaselineText.of(learning.baseline());
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int round = 0; round < 400; round++) {
                StringBuilder text = new StringBuilder(good);
                for (int i = random.nextInt(4) + 1; i > 0; i--) {
                    int at = random.nextInt(text.length());
                    switch (random.nextInt(3)) {
                        case 0 -> text.setCharAt(at, "{}[]:,-#&*!|>'\"%@ \n\t0a".charAt(random.nextInt(22)));
                        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                        default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
                    }
                }
                BaselineParser.Parsed parsed = parse(text.toString());
                if (parsed.problems().isEmpty()) {
                    assertThat(read(BaselineText.of(parsed.baseline()))).isEqualTo(parsed.baseline());
                    parsed.baseline().habits();
                }
            }
        });
    }
}
