package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.api.Pathwarden;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.attached.program.HomeMadeLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home-made loop that is marked with the API is recorded and stopped like one of a framework. */
class ApiAttachedTest {

    private static final String GUARDRAIL = """
            id: no-mail-to-forbidden
            title: No mail there
            description: Detects mail to one address.
            severity: high
            maturity: sandbox
            on: [tool.call]
            when: step.tool.name == 'send_mail' && step.args.to == 'forbidden'
            action: block
            mode: enforce
            message: No.
            misses: Much.
            false_positives: None.
            """;

    @Test
    void markedLoop_isRunsWithModelCallsAndTools(@TempDir Path directory) throws Exception {
        Path mails = Files.createDirectory(directory.resolve("mails"));
        WatchedJvm.Ended ended = new WatchedJvm(directory).library(Pathwarden.class).guardrails(GUARDRAIL).run(HomeMadeLoop.class, mails);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.lines()).containsExactly("sent", "This action was stopped by a security guardrail.", "the loop failed");
        assertThat(mails.resolve("billing")).hasContent("42");
        assertThat(mails.resolve("forbidden")).doesNotExist();

        List<Run> runs = ended.events(JournalEvent.RunStarted.class).stream().map(JournalEvent.RunStarted::run).toList();
        assertThat(runs).hasSize(3).extracting(Run::agentName).containsOnly("report-agent");
        assertThat(runs).extracting(Run::agent).containsOnly(runs.get(0).agent());
        assertThat(runs.get(0).agentVersion()).matches("[0-9a-f]{16}").isNotEqualTo(runs.get(1).agentVersion());
        assertThat(runs.get(2).agentVersion()).isNull();
        assertThat(ended.events(JournalEvent.RunEnded.class)).extracting(JournalEvent.RunEnded::status).containsExactly(Status.OK, Status.OK, Status.ERROR);

        List<Step> steps = ended.steps().stream().filter(step -> step.run().equals(runs.get(0).id())).toList();
        assertThat(steps).extracting(Step::operation).startsWith(Operation.AGENT_INVOKE, Operation.MODEL_CHAT, Operation.TOOL_CALL, Operation.DATA_FILE_WRITE).endsWith(Operation.OUTCOME);
        Step model = steps.get(1);
        assertThat(model.facts().text(Field.MODEL_PROVIDER)).isEqualTo("home");
        assertThat(model.arguments().get("parameters")).isEqualTo(Map.of("temperature", 0.2));
        Step tool = steps.get(2);
        assertThat(tool.arguments()).isEqualTo(Map.of("to", "billing", "lines", List.of("send_mail to billing", 7L)));
        assertThat(tool.links()).anySatisfy(link -> {
            assertThat(link.kind()).isEqualTo(LinkKind.DECIDED_BY);
            assertThat(link.step()).isEqualTo(model.id());
        });
        assertThat(ended.outcome(tool).result()).isEqualTo("sent");
        assertThat(steps.get(3).parent()).isEqualTo(tool.id());
        assertThat(ended.process().hooks()).anySatisfy(hook -> {
            assertThat(hook.hook()).isEqualTo("agent.api");
            assertThat(hook.live()).isTrue();
        });
    }
}
