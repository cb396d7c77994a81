package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Limit;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.recorder.attached.program.Aborting;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a watched JVM records of what cannot be seen or stopped in it. */
class LimitsAttachedTest {

    private static final int NATIVE_ACCESS_CAN_BE_DENIED = 24;
    private static final String FORBIDDEN = Blocking.of("forbidden", "data.file.write", "step.name == 'forbidden'");

    @TempDir
    private Path directory;

    @Test
    void onAJavaThatIsNewerThanAnyTried_guardrailsOnlyWarn_andTheRecordSaysSo() throws Exception {
        int java = Runtime.version().feature();
        WatchedJvm.Ended ended = run(new WatchedJvm(directory).option("tried", java - 1).option("mode", "enforce").guardrails(FORBIDDEN));

        assertThat(ended.err()).contains("Java " + java + " on Linux is not a platform this recorder was tried on, so guardrails only warn here; on Linux with Java 17 to " + (java - 1) + " they stop");
        assertThat(ended.lines()).contains("forbidden done");
        assertThat(ended.decided()).filteredOn(decided -> decided.step().name().equals("forbidden")).isNotEmpty().allSatisfy(decided -> {
            assertThat(decided.decision().forced()).isEqualTo(Mode.AUDIT);
            assertThat(decided.decision().verdicts()).anySatisfy(verdict -> assertThat(verdict.action()).isEqualTo(Action.BLOCK));
        });
        assertThat(Limit.of(ended.process())).contains(Limit.UNTRIED_PLATFORM, Limit.NATIVE_CODE);
    }

    @Test
    void withNativeAccessGranted_theRecordSaysSo() throws Exception {
        Assumptions.assumeTrue(Runtime.version().feature() >= NATIVE_ACCESS_CAN_BE_DENIED, "before 24 native code is called without a warning anyway");
        WatchedJvm.Ended ended = run(new WatchedJvm(directory).jvmArgument("--enable-native-access=ALL-UNNAMED").guardrails(FORBIDDEN));

        assertThat(ended.lines()).contains("forbidden PathwardenBlockedException");
        assertThat(Limit.of(ended.process())).contains(Limit.NATIVE_ACCESS, Limit.NATIVE_CODE, Limit.FOREIGN_FUNCTIONS).doesNotContain(Limit.UNTRIED_PLATFORM);
    }

    @Test
    void withNativeAccessDenied_nativeCodeIsNoLimit() throws Exception {
        Assumptions.assumeTrue(Runtime.version().feature() >= NATIVE_ACCESS_CAN_BE_DENIED, "before 24 it cannot be denied");
        WatchedJvm.Ended ended = run(new WatchedJvm(directory).jvmArgument("--illegal-native-access=deny").guardrails(FORBIDDEN));

        assertThat(ended.lines()).contains("forbidden PathwardenBlockedException");
        assertThat(Limit.of(ended.process())).contains(Limit.UNSAFE).doesNotContain(Limit.NATIVE_ACCESS, Limit.NATIVE_CODE, Limit.FOREIGN_FUNCTIONS);
        assertThat(ended.process().hooks()).noneMatch(hook -> Boolean.FALSE.equals(hook.live()));
    }

    private WatchedJvm.Ended run(WatchedJvm jvm) throws Exception {
        return jvm.option("agent", Aborting.class.getName() + ".agent").run(Aborting.class, Files.createDirectory(directory.resolve("files")));
    }
}
