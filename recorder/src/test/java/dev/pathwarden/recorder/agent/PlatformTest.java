package dev.pathwarden.recorder.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Limit;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformTest {

    private static Platform java(int version) {
        return new Platform(version, "Linux", 25);
    }

    @Test
    void aNewerJava_andAnotherSystem_areUntried() {
        assertThat(java(25).tried()).isTrue();
        assertThat(java(26).tried()).isFalse();
        assertThat(new Platform(17, "Windows 11", 25).tried()).isFalse();
        assertThat(java(26).limits(false, false)).contains(Limit.UNTRIED_PLATFORM.id());
        assertThat(java(25).limits(false, false)).doesNotContain(Limit.UNTRIED_PLATFORM.id());
    }

    @Test
    void nativeCode_isALimit_unlessItIsDenied() {
        List<String> both = List.of(Limit.NATIVE_CODE.id(), Limit.FOREIGN_FUNCTIONS.id());

        assertThat(java(25).limits(false, false)).containsAll(both).doesNotContain(Limit.NATIVE_ACCESS.id());
        assertThat(java(25).limits(true, true)).containsAll(both).contains(Limit.NATIVE_ACCESS.id());
        assertThat(java(25).limits(false, true)).doesNotContainAnyElementsOf(both).contains(Limit.UNSAFE.id());
        assertThat(java(17).limits(false, false)).contains(Limit.NATIVE_CODE.id()).doesNotContain(Limit.FOREIGN_FUNCTIONS.id());
    }
}
