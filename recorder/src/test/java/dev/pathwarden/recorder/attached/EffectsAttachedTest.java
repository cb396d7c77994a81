package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.recorder.attached.program.Effects;
import dev.pathwarden.recorder.attached.program.ways.Ways;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way to cause an effect that {@code ways.csv} lists: recorded within the agent's run wherever it happens, and stopped when denied. Whether the effect happened is
 * looked up outside of the program, and the same way without the guardrail has to produce it.
 */
class EffectsAttachedTest {

    private static final int FEWEST = 120;
    private static final int STRUCTURED_TASKS = 25;
    private static final List<String> OUTCOMES = List.of("done", "blocked", "failed");

    @Test
    void table_hasARowForEachImplementation() throws Exception {
        List<WayRow> rows = WayRow.all();

        assertThat(rows).extracting(WayRow::way).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(Ways.all().keySet());
        assertThat(rows).hasSizeGreaterThanOrEqualTo(FEWEST);
        assertThat(rows.stream().flatMap(row -> row.through().stream()).collect(Collectors.toSet())).hasSizeGreaterThan(10);
    }

    /** So that it can be seen which calls were not tried. */
    @TestFactory
    Stream<DynamicTest> calls_thatThisJdkHasNot_areSkipped() throws IOException {
        return WayRow.all().stream().flatMap(WayRow::calls).filter(call -> !call.exists()).map(call -> DynamicTest.dynamicTest(call.toString(), () -> Assumptions.abort(call.needs())));
    }

    @Test
    void effects_withoutGuardrail_happenAndAreRecorded(@TempDir Path directory) throws Exception {
        try (World world = new World(directory, calls())) {
            WatchedJvm.Ended ended = run(world, new WatchedJvm(directory));

            Map<String, String> outcomes = outcomes(ended);
            RecordedSteps steps = new RecordedSteps(ended);
            SoftAssertions.assertSoftly(softly -> calls().forEach(call -> {
                softly.assertThat(outcomes.get(call.token())).as("outcome of " + call).isEqualTo("done");
                softly.assertThat("done".equals(outcomes.get(call.token())) && happens(world, call, ended)).as("effect of " + call).isTrue();
                softly.assertThat(steps.have(call)).as("step of " + call + " among " + steps.naming(call)).isTrue();
            }));
            assertThat(ended.steps()).as("classes that the program made itself").filteredOn(step -> "define".equals(step.facts().get(Field.SCRIPT_ACTION)))
                    .allSatisfy(step -> assertThat(step.arguments().get("by").toString()).containsAnyOf(".ways.Scripts", "java.net.URLClassLoader", "java.net.FactoryURLClassLoader"));
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.process().hooks()).filteredOn(hook -> Boolean.FALSE.equals(hook.live()) || hook.detail().contains("fault")).isEmpty();
            assertThat(ended.process().dropped()).isZero();
            assertThat(ended.journal().damages()).isEmpty();
            assertThat(ended.err()).isEmpty();
        }
    }

    @Test
    void effects_whenDenied_doNotHappen(@TempDir Path directory) throws Exception {
        try (World world = new World(directory, calls())) {
            WatchedJvm.Ended ended = run(world, new WatchedJvm(directory).guardrails(world.guardrails()));

            denied(world, ended);
        }
    }

    @Test
    void effects_whenDeniedBehindAnotherAgent_doNotHappen(@TempDir Path directory) throws Exception {
        try (World world = new World(directory, calls())) {
            WatchedJvm.Ended ended = run(world, new WatchedJvm(directory).behind(OtherAgentJar.in(directory)).guardrails(world.guardrails()));

            denied(world, ended);
        }
    }

    private static void denied(World world, WatchedJvm.Ended ended) {
        Map<String, String> outcomes = outcomes(ended);
        RecordedSteps steps = new RecordedSteps(ended);
        SoftAssertions.assertSoftly(softly -> calls().forEach(call -> {
            softly.assertThat(outcomes.get(call.token())).as("outcome of " + call).isEqualTo(call.row().refusal() == WayRow.Refusal.THROWN ? "blocked" : "done");
            softly.assertThat(Observer.saw(world, call, ended)).as("effect of " + call).isFalse();
            softly.assertThat(steps.haveBlocked(call)).as("blocked step of " + call + " among " + steps.naming(call)).isTrue();
        }));
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private static WatchedJvm.Ended run(World world, WatchedJvm jvm) throws Exception {
        if (Runtime.version().feature() >= STRUCTURED_TASKS) {
            jvm.jvmArgument("--enable-preview").jvmArgument("--enable-native-access=ALL-UNNAMED");
        }
        jvm.libraries("h2", "HikariCP", "sqlite-jdbc", "rhino", "rhino-engine", "httpclient5", "httpcore5", "httpcore5-h2", "okhttp-jvm", "okio-jvm", "kotlin-stdlib", "slf4j-api", "slf4j-nop",
                "reactor-core", "reactive-streams", "reactor-netty-core", "reactor-netty-http", "netty-[a-z0-9-]+", "spring-(core|beans|context|web|webflux)", "micrometer-(commons|observation)",
                "commons-logging", "jspecify");
        return jvm.option("agent", Effects.class.getName() + ".agent").jvmArgument("-Djdk.net.hosts.file=" + world.hosts()).jvmArgument("-Xmx256m").jvmArgument("-XX:+UseSerialGC")
                .run(Effects.class, world.properties(), world.plan());
    }

    /** The calls that this JDK has. */
    private static List<WayRow.Call> calls() {
        try {
            return WayRow.all().stream().flatMap(WayRow::calls).filter(WayRow.Call::exists).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What was sent last may still be on its way when the program has ended. */
    private static boolean happens(World world, WayRow.Call call, WatchedJvm.Ended ended) {
        if (call.row().observer() == Observer.HEARD) {
            await().until(() -> Observer.saw(world, call, ended));
        }
        return Observer.saw(world, call, ended);
    }

    private static Map<String, String> outcomes(WatchedJvm.Ended ended) {
        Map<String, String> outcomes = new TreeMap<>();
        for (String line : ended.lines()) {
            String[] words = line.split(" ", 3);
            if (words.length > 1 && OUTCOMES.contains(words[1])) {
                outcomes.put(words[0], line.substring(words[0].length() + 1));
            }
        }
        return outcomes;
    }
}
