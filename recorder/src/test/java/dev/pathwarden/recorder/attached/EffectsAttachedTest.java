package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.attached.program.Effects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way to cause an effect: recorded, and stopped when denied. Whether the effect happened is looked up outside of the program, and the same way
 * without the guardrail has to produce it.
 */
class EffectsAttachedTest {

    private static final String SECRET = "the-secret-words";
    private static final List<String> TAKEN_AWAY = List.of("change-Files.move", "change-File.renameTo", "delete-File.delete", "delete-Files.delete", "delete-Files.deleteIfExists", "delete-reflection");
    private static final String DENY = """
            id: no-effects
            title: No effects
            description: Detects every effect of the program.
            severity: high
            maturity: sandbox
            on: [data.file.read, data.file.write, data.file.delete, code.process, data.net, data.http]
            when: step.operation != 'data.file.read' || step.file.path.endsWith('/secret')
            action: block
            mode: enforce
            message: No effects.
            misses: Nothing.
            false_positives: Everything.
            """;

    @Test
    void effects_withoutGuardrail_happenAndAreRecorded(@TempDir Path directory) throws Exception {
        try (Listener listener = new Listener()) {
            Path effects = effectsDirectory(directory);
            WatchedJvm.Ended ended = new WatchedJvm(directory).option("scope", "process").run(Effects.class, effects, listener.tcpPort(), listener.udpPort());

            Map<String, String> outcomes = outcomes(ended);
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(outcomes.values()).as(outcomes.toString()).containsOnly("done");
            await().untilAsserted(() -> outcomes.keySet().forEach(way -> assertThat(happened(way, effects, listener, ended)).as(way).isTrue()));
            SoftAssertions.assertSoftly(softly -> outcomes.keySet().forEach(way -> softly.assertThat(ended.steps().stream().anyMatch(step -> isOf(step, way))).as("step for " + way).isTrue()));
            assertThat(ended.process().hooks()).filteredOn(hook -> Boolean.FALSE.equals(hook.live())).isEmpty();
            assertThat(ended.process().dropped()).isZero();
            assertThat(ended.journal().damages()).isEmpty();
            assertThat(ended.err()).isEmpty();
        }
    }

    @Test
    void effects_whenDenied_doNotHappen(@TempDir Path directory) throws Exception {
        try (Listener listener = new Listener()) {
            Path effects = effectsDirectory(directory);
            WatchedJvm.Ended ended = new WatchedJvm(directory).option("scope", "process").guardrails(DENY).run(Effects.class, effects, listener.tcpPort(), listener.udpPort());

            Map<String, String> outcomes = outcomes(ended);
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(outcomes).hasSizeGreaterThan(50);
            SoftAssertions.assertSoftly(softly -> outcomes.forEach((way, outcome) -> {
                softly.assertThat(outcome).as(way).isEqualTo("blocked");
                softly.assertThat(happened(way, effects, listener, ended)).as("effect of " + way).isFalse();
                softly.assertThat(ended.steps().stream().anyMatch(step -> isOf(step, way) && isBlocked(ended.outcome(step)))).as("blocked step for " + way).isTrue();
            }));
            assertThat(listener.heard()).isEmpty();
        }
    }

    private static boolean isBlocked(Outcome outcome) {
        return outcome != null && outcome.status() == Status.BLOCKED;
    }

    private static Path effectsDirectory(Path directory) throws IOException {
        Path effects = Files.createDirectory(directory.resolve("effects"));
        Files.writeString(effects.resolve("secret"), SECRET);
        for (String way : TAKEN_AWAY) {
            Files.writeString(effects.resolve("old-" + way), way);
        }
        return effects;
    }

    private static Map<String, String> outcomes(WatchedJvm.Ended ended) {
        Map<String, String> outcomes = new TreeMap<>();
        ended.lines().stream().filter(line -> !line.contains(" read ")).forEach(line -> outcomes.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
        return outcomes;
    }

    private static boolean happened(String way, Path effects, Listener listener, WatchedJvm.Ended ended) {
        return switch (way.substring(0, way.indexOf('-'))) {
            case "delete" -> !Files.exists(effects.resolve("old-" + way));
            case "read" -> ended.lines().contains(way + " read " + SECRET);
            case "net", "udp", "http" -> listener.heard().stream().anyMatch(line -> line.equals(way) || line.startsWith("GET /" + way + " "));
            default -> Files.exists(effects.resolve(way), LinkOption.NOFOLLOW_LINKS);
        };
    }

    /** Whether the step is the one for that way, as far as its kind and name tell. */
    private static boolean isOf(Step step, String way) {
        return switch (way.substring(0, way.indexOf('-'))) {
            case "delete" -> step.operation() == Operation.DATA_FILE_DELETE && step.name().equals("old-" + way);
            case "read" -> step.operation() == Operation.DATA_FILE_READ && step.name().equals("secret");
            case "process" -> step.operation() == Operation.CODE_PROCESS && step.arguments().get("argv").toString().contains(way);
            case "http" -> step.operation() == Operation.DATA_HTTP && step.arguments().get("url").toString().endsWith("/" + way);
            case "net", "udp" -> step.operation() == Operation.DATA_NET;
            default -> step.operation() == Operation.DATA_FILE_WRITE && step.arguments().toString().contains("/" + way);
        };
    }
}
