package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.attached.program.Contents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content is decided before its first byte is in the file. */
class ContentAttachedTest {

    private static final String[] GUARDRAILS = {
        Blocking.of("personal-content", "data.file.write", "step.file.contentKnown && step.labels.exists(l, l.startsWith('pii.')) && !step.file.encrypted"),
        Blocking.of("unseen-content", "data.file.write", "!step.file.contentKnown && step.name.startsWith('unseen-') && step.file.change in ['map', 'overwrite'] && labels.exists(l, l.startsWith('pii.'))"),
        Blocking.of("no-truncation", "data.file.write", "step.file.change == 'truncate' && step.name.startsWith('truncated-')")};

    @Test
    void personalData_inEveryWayOfWriting_isStoppedBeforeItsFirstByte(@TempDir Path directory) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        Files.writeString(files.resolve("truncated-FileOutputStream"), "kept");
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("scope", "process").guardrails(GUARDRAILS).run(Contents.class, files);

        assertThat(ended.code()).as(ended.err()).isZero();
        SoftAssertions.assertSoftly(softly -> ended.lines().forEach(line -> {
            String way = line.substring(0, line.indexOf(' '));
            softly.assertThat(line).isEqualTo(way + (way.startsWith("harmless-") ? " done" : " blocked"));
            if (way.startsWith("personal-")) {
                softly.assertThat(files.resolve(way)).as(way).isEmptyFile();
            }
            if (way.startsWith("split-") || way.startsWith("bytewise-") || way.startsWith("unseen-") || way.contains("changed-later")) {
                softly.assertThat(files.resolve(way)).as(way).content().doesNotContain("ada@example.com", "4111 1111 1111 1111");
            }
        }));
        assertThat(files.resolve("truncated-FileOutputStream")).hasContent("kept");
        assertThat(files.resolve("harmless-ciphertext")).hasSize(4096);
    }

    @Test
    void content_isRecordedOnceForAllWritesThatSayTheSame(@TempDir Path directory) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("scope", "process").run(Contents.class, files);

        List<Step> steps = ended.steps().stream().filter(step -> step.name().equals("bytewise-FileOutputStream")).toList();
        assertThat(steps).hasSizeBetween(2, 6);
        assertThat(steps.get(0).facts().get(Field.FILE_CONTENT_KNOWN)).isEqualTo(false);
        assertThat(steps.subList(1, steps.size())).allSatisfy(step -> {
            assertThat(step.facts().get(Field.FILE_CONTENT_KNOWN)).isEqualTo(true);
            assertThat(step.links()).anySatisfy(link -> {
                assertThat(link.kind()).isEqualTo(LinkKind.CONTINUES);
                assertThat(link.step()).isEqualTo(steps.get(0).id());
            });
        });
        assertThat(steps.get(steps.size() - 1).labels()).contains("pii.email", "pii.payment-card");
        Step ciphertext = ended.steps().stream().filter(step -> step.name().equals("harmless-ciphertext")).reduce((first, last) -> last).orElseThrow();
        assertThat(ciphertext.facts().get(Field.FILE_ENCRYPTED)).isEqualTo(true);
        assertThat(ciphertext.arguments()).doesNotContainKey("content");
        Step text = ended.steps().stream().filter(step -> step.name().equals("personal-Files.writeString")).reduce((first, last) -> last).orElseThrow();
        assertThat(text.arguments().get("content").toString()).contains("ada@example.com");
    }
}
