package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code baseline} and {@code drift}. */
class DriftCommandTest {

    private static final Path SAMPLE = Path.of("..", "sample-traces", "customer-report", "demo.pathwarden");

    @TempDir
    private Path directory;
    private Path monday;
    private Path tuesday;
    private Path file;

    private Path runs(String name, String... calls) throws Exception {
        List<String> lines = new ArrayList<>(List.of("{\"metadata\": {\"benchmark\": \"b\", \"name\": \"m\"}}"));
        StringBuilder messages = new StringBuilder("{\"role\": \"user\", \"content\": \"Pay.\"}");
        for (String call : calls) {
            messages.append(",{\"role\": \"assistant\", \"content\": null, \"tool_calls\": [{\"id\": \"1\", \"type\": \"function\", \"function\": ").append(call)
                    .append("}]},{\"role\": \"tool\", \"content\": \"done\", \"tool_call_id\": \"1\", \"error\": null, \"tool_call\": {\"function\": \"f\", \"args\": {}, \"id\": \"1\"}}");
        }
        lines.add("{\"messages\": [" + messages + "], \"metadata\": {\"suite_name\": \"bank\", \"attack_type\": null, \"security\": true, \"success\": true}}");
        Path source = Files.write(directory.resolve(name + ".jsonl"), lines);
        assertThat(CliRun.of("import", source, "--out", directory.resolve(name)).code()).isZero();
        return directory.resolve(name);
    }

    /** Six recordings of the same: one that is named six times counts once. */
    private Object[] six(String name, String call) throws Exception {
        Object[] made = new Object[6];
        for (int i = 0; i < made.length; i++) {
            made[i] = runs(name + i, call);
        }
        return made;
    }

    private static Object[] with(Object[] recordings, Object... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of(recordings)).toArray();
    }

    @BeforeEach
    void record() throws Exception {
        monday = runs("monday", "{\"name\": \"read_file\", \"arguments\": {\"file\": \"bill.txt\"}}", "{\"name\": \"pay\", \"arguments\": {\"to\": \"GB29NWBK60161331926819\"}}");
        tuesday = runs("tuesday", "{\"name\": \"read_file\", \"arguments\": {\"file\": \"bill.txt\"}}", "{\"name\": \"send_email\", \"arguments\": {\"to\": \"eve\\u001b[2J@x.example\"}}",
                "{\"name\": \"pay\", \"arguments\": {\"to\": \"eve@x.example\"}}");
        file = directory.resolve("baseline.yaml");
        assertThat(CliRun.of("baseline", monday, "--out", file)).satisfies(run -> {
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).isEqualTo("1 agent from 1 run: " + file + "\n");
        });
    }

    @Test
    void drift_listsWhatIsNew_withTheStepThatShowedItFirst() {
        CliRun run = CliRun.of("drift", "--baseline", file, tuesday);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Drift of 1 run from ").contains("Agent that is not told (m), 1 run")
                .containsPattern("TOOLS\\n    send_email \\(sends\\) +1 step in 1 run\\n      first in run [0-9a-f]{8}, step [0-9a-f]{8} tool.call send_email, no clock\\n  FORMS OF ARGUMENTS\\n    pay: to is an email")
                .contains("New is not the same as wrong.");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void drift_ofWhatWasLearntFrom_isNothing() {
        assertThat(CliRun.of("drift", "--baseline", file, monday).out().replace("\n", " ")).endsWith(": 0 new things of 1 agent. ");
    }

    @Test
    void drift_asJson_hasTheWrittenShape() {
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(CliRun.of("drift", "--json", "--baseline", file, tuesday).out(), 1 << 20);

        assertThat(List.copyOf(json.keySet()).toString()).isEqualTo("[runs, agents, gone]");
        Map<?, ?> agent = (Map<?, ?>) ((List<?>) json.get("agents")).get(0);
        assertThat(List.copyOf(agent.keySet()).toString()).isEqualTo("[agent, names, known, runs, steps, first, new, volumes, shifts, untold]");
        Map<?, ?> first = (Map<?, ?>) ((List<?>) agent.get("new")).get(0);
        assertThat(first.get("kind")).isEqualTo("tool");
        assertThat(first.get("effects")).isEqualTo(List.of("sends"));
        assertThat(((Map<?, ?>) first.get("first")).get("name")).isEqualTo("send_email");
    }

    @Test
    void failOn_endsWithOne_whereItsConditionHolds() {
        assertThat(CliRun.of("drift", "--baseline", file, "--fail-on", "tool>0", tuesday)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.CHECK);
            assertThat(run.err()).contains("The condition of --fail-on holds: tool>0 (tool is 1).");
        });
        assertThat(CliRun.of("drift", "--baseline", file, "--fail-on", "host>0,agent>0", tuesday).code()).isZero();
        assertThat(CliRun.of("drift", "--baseline", file, "--fail-on", "tols>0", tuesday)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("--fail-on knows no count 'tols'");
        });
    }

    @Test
    void drift_tellsWhatIsDoneNoMoreOrMoreOften_andWhoIsGone() throws Exception {
        Object[] before = six("before", "{\"name\": \"pay\", \"arguments\": {}}");
        Object[] after = six("after", "{\"name\": \"read_file\", \"arguments\": {}}");
        Path usual = directory.resolve("usual.yaml");
        assertThat(CliRun.of(with(before, "baseline", "--out", usual)).code()).isZero();
        Files.writeString(usual, Files.readString(usual) + "---\nbaseline: 1\nagent: clerk\nseen: [3, 9]\n");

        CliRun run = CliRun.of(with(after, "drift", "--baseline", usual));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("No step here is of clerk, which the baseline holds.").containsPattern("NO MORE\\n    pay +0 of 6 runs, before 6 of 6");
        assertThat(CliRun.of(with(after, "drift", "--baseline", usual, "--fail-on", "gone>1")).err()).contains("gone>1 (gone is 2)");
    }

    /** What {@code drift} tells by agents, {@code inventory} tells by things. */
    @Test
    void inventory_besideABaseline_listsWhatDrifted_withConditionsThatFindItsSteps() {
        CliRun run = CliRun.of("inventory", tuesday, "--baseline", file);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Drift from ").contains("1 thing: 1 new.").containsPattern("TOOL\\nsend_email +1 step\\n  new\\n  sends \\(by name\\)\\n  --where step.operation == 'tool.call' && step.tool.name == 'send_email'");
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(CliRun.of("inventory", tuesday, "--baseline", file, "--json").out(), 1 << 20);
        assertThat((List<?>) json.get("items")).isNotEmpty().allSatisfy(item -> {
            Map<?, ?> way = (Map<?, ?>) ((List<?>) ((Map<?, ?>) item).get("drift")).get(0);
            CliRun found = CliRun.of("find", tuesday, "--where", way.get("where").toString(), "--json");
            assertThat(((Map<?, ?>) JsonText.parse(found.out(), 1 << 20)).get("total")).isEqualTo(way.get("steps"));
        });
        assertThat(CliRun.of("inventory", monday, "--baseline", file).out()).startsWith("Nothing drifted from ");
        assertThat(CliRun.of("inventory", monday, "--baseline", file, "--since", tuesday)).satisfies(both -> {
            assertThat(both.code()).isEqualTo(ExitCode.USAGE);
            assertThat(both.err()).contains("do not go together");
        });
    }

    @Test
    void baseline_isMergedInPlace_andThenHoldsBoth() throws Exception {
        String before = Files.readString(file);

        assertThat(CliRun.of("baseline", tuesday, "--out", file)).satisfies(run -> assertThat(run.code()).isEqualTo(ExitCode.USAGE));
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(CliRun.of("baseline", tuesday, "--merge", file, "--out", file).code()).isZero();
        assertThat(CliRun.of("drift", "--baseline", file, tuesday, monday).out()).contains("0 new things of 1 agent.");
        assertThat(CliRun.of("baseline", monday, tuesday).out()).isEqualTo(Files.readString(file));
    }

    @Test
    void baseline_ofARecordedRun_holdsWhatItsAgentDid_andTheRunDoesNotDriftFromIt() {
        assertThat(CliRun.of("baseline", SAMPLE, "--out", directory.resolve("sample.yaml")).code()).isZero();

        CliRun own = CliRun.of("drift", "--baseline", directory.resolve("sample.yaml"), "--fail-on", "agent>0,tool>0,host>0,executable>0,table>0,path>0,shape>0,order>0,model>0,volume>0", SAMPLE);
        CliRun other = CliRun.of("drift", "--baseline", file, SAMPLE);

        assertThat(CliRun.of("baseline", SAMPLE).out()).contains("tables:\n  reads:\n    customers: [");
        assertThat(own.out()).contains("Drift of ");
        assertThat(other.out()).contains("The baseline does not hold this agent.").containsPattern("first in run [0-9a-f]{8}, step [0-9a-f]{8} agent.invoke .*UTC");
    }

    /** What {@code --baseline} tells guardrails, from the YAML of a person to the bundle and back. */
    @Test
    void guardrails_thatReadWhatIsNew_areEvaluatedWithABaseline_namedOrInTheBundle() throws Exception {
        Path drafts = Files.createDirectory(directory.resolve("drafts"));
        Files.writeString(drafts.resolve("new-tool.yaml"), "id: new-tool\ntitle: New tool\nseverity: low\non: [tool.call]\nwhen: novel.tool\naction: hold\nmessage: \"{step.tool.name} is new.\"\n");
        Path bundle = directory.resolve("guardrails.bundle");

        assertThat(CliRun.of("dry-run", "--policies", drafts, tuesday).out()).contains("not recorded: novel.tool in 3")
                .contains("novel.tool is not known: no baseline for this agent tells it;");
        assertThat(CliRun.of("dry-run", "--policies", drafts, "--baseline", file, tuesday).out()).contains("send_email is new.").contains("0 block, 1 hold");
        assertThat(CliRun.of("evaluate", "--policies", drafts, "--baseline", file, tuesday).out()).containsPattern("new-tool +0 +0 +1");
        assertThat(CliRun.of("policy", "bundle", drafts, "--baseline", file, "--out", bundle).out()).startsWith("1 guardrail and what is normal of 1 agent in " + bundle);
        assertThat(CliRun.of("dry-run", "--policies", bundle, tuesday).out()).contains("0 block, 1 hold");
        assertThat(CliRun.of("run", "--policies", bundle, "--baseline", file, "--", "true")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.RUN_FAILED);
            assertThat(run.err()).contains("'pathwarden policy bundle --baseline BASELINE'");
        });
    }

    @Test
    void whatCannotBeUsed_isSaid() throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong.yaml"), "baseline: 1\nagent: a\nhost: {}\n");

        assertThat(CliRun.of("drift", "--baseline", wrong, tuesday)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.INPUT);
            assertThat(run.err()).contains("wrong.yaml:3:1: A baseline has no key 'host'. Did you mean 'hosts'?").contains("has errors and was not used");
        });
        assertThat(CliRun.of("baseline", monday, "--agent", "nobody")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.INPUT);
            assertThat(run.err()).contains("None of the 1 run of these snapshots has a step of the agent 'nobody'");
        });
        assertThat(CliRun.of("drift", tuesday).code()).isEqualTo(ExitCode.USAGE);
    }
}
