package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.attached.program.Statements;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a statement does is decided by all of it: every entry of its batch, every value bound to it; and every row read of it is recorded. */
class StatementsAttachedTest {

    private static final String[] GUARDRAILS = {
        Blocking.of("customers-stay", "data.sql", "step.sql.writes && !step.sql.text.startsWith('/* before */') && (!has(step.sql.tables) || 'customers' in step.sql.tables)"),
        Blocking.of("no-personal-values", "data.sql", "step.labels.exists(l, l.startsWith('pii.'))")};

    @Test
    void statement_isDecidedByAllOfIt(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("scope", "process").libraries("h2").guardrails(GUARDRAILS).run(Statements.class);

        assertThat(ended.code()).as(ended.err()).isZero();
        SoftAssertions.assertSoftly(softly -> ended.lines().forEach(line -> {
            String name = line.substring(0, line.indexOf(' '));
            softly.assertThat(line).isEqualTo(name + (name.startsWith("harmless-") ? " done" : " blocked"));
        }));
        assertThat(ended.lines()).hasSizeGreaterThan(8);

        Step scrolled = ended.steps().stream().filter(step -> String.valueOf(step.facts().get(Field.SQL_TEXT)).startsWith("select name from customers")).findFirst().orElseThrow();
        List<Object> rows = ended.events(JournalEvent.StepEnded.class).stream().filter(end -> end.step().equals(scrolled.id())).map(end -> end.outcome().result()).toList();
        assertThat(rows).singleElement().isEqualTo(List.of(Map.of("NAME", "three"), Map.of("NAME", "one"), Map.of("NAME", "two")));
        Step large = ended.steps().stream().filter(step -> step.arguments().containsKey("batchSize")).findFirst().orElseThrow();
        assertThat(large.arguments().get("batchSize")).isEqualTo(71L);
        assertThat(((List<?>) large.arguments().get("batch"))).hasSizeLessThanOrEqualTo(50);
    }
}
