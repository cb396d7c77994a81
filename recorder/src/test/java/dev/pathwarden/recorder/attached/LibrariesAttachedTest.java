package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.attached.program.Remembering;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two libraries do that is easily taken for something else, or not seen: a service that is asked for its memory, and code that GraalVM evaluates. */
class LibrariesAttachedTest {

    private static final int UNSAFE_WARNS = 24;
    private static final String NOTHING_FORBIDDEN = """
            id: nothing-forbidden
            title: No forbidden code
            on: [code.script]
            when: has(step.args.source) && step.args.source.contains('forbidden')
            action: block
            mode: enforce
            """;

    @TempDir
    static Path directory;
    static WatchedJvm.Ended ended;

    @BeforeAll
    static void runThem() throws Exception {
        WatchedJvm jvm = new WatchedJvm(directory).libraries().guardrails(NOTHING_FORBIDDEN).option("agent", Remembering.class.getName() + ".agent");
        if (Runtime.version().feature() >= UNSAFE_WARNS) {
            jvm.jvmArgument("--sun-misc-unsafe-memory-access=allow");
        }
        ended = jvm.run(Remembering.class);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.process().hooks()).filteredOn(hook -> hook.detail().contains("fault")).isEmpty();
    }

    @Test
    void serviceThatIsAskedForItsMemory_asksNoAgent() {
        assertThat(ended.lines()).startsWith("remembered", "memory 2", "evicted true");
        assertThat(ended.events(JournalEvent.RunStarted.class)).extracting(JournalEvent.RunStarted::run).extracting(Run::agentName).containsExactly("Assistant", "Remembering");
        assertThat(ended.steps()).filteredOn(step -> step.operation() == Operation.AGENT_INVOKE).hasSize(2);
    }

    @Test
    void codeThatGraalEvaluates_isRecordedAndStopped() {
        assertThat(ended.lines()).contains("text: evaluated 42", "source: evaluated 48", "parsed: evaluated 54", "forbidden text: PathwardenBlockedException",
                "forbidden source: PathwardenBlockedException", "forbidden parsed: PathwardenBlockedException");
        List<Step> scripts = ended.steps().stream().filter(step -> step.operation() == Operation.CODE_SCRIPT && "js".equals(step.facts().get(Field.SCRIPT_LANGUAGE))).toList();
        assertThat(scripts).extracting(step -> step.arguments().get("source")).containsExactly("'evaluated ' + 6 * 7", "'evaluated ' + 6 * 8", "'evaluated ' + 6 * 9", "'forbidden ' + 1",
                "'forbidden ' + 2", "'forbidden ' + 3");
        assertThat(scripts).extracting(step -> step.facts().get(Field.SCRIPT_ACTION)).containsExactly("eval", "eval", "compile", "eval", "eval", "compile");
    }
}
