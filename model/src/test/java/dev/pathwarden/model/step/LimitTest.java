package dev.pathwarden.model.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    private static List<Limit> of(String java) {
        return Limit.of(new ProcessInfo(1, 1, "Main", java, null, null, List.of(), 0, 0));
    }

    @Test
    void limits_ofAnOlderJava_leaveOutWhatItHasNot() {
        assertThat(of("17.0.15")).doesNotContain(Limit.FOREIGN_FUNCTIONS).contains(Limit.NATIVE_CODE, Limit.UNSAFE).doesNotContain(Limit.NATIVE_ACCESS, Limit.UNTRIED_PLATFORM).hasSize(Limit.values().length - 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22", "25.0.1", "25-ea", "99999999999", "", "unknown"})
    void limits_ofANewerOrUnknownJava_areAllThatFollowFromIt(String java) {
        assertThat(of(java)).hasSize(Limit.values().length - 2).contains(Limit.FOREIGN_FUNCTIONS).doesNotContain(Limit.NATIVE_ACCESS, Limit.UNTRIED_PLATFORM);
    }

    @Test
    void limits_thatWereRecorded_areThose_andUnknownOnesAreLeftOut() {
        ProcessInfo process = new ProcessInfo(1, 1, "Main", "25", null, null, List.of(), List.of("unsafe", "untried-platform", "of-a-later-version"), 0, 0);
        assertThat(Limit.of(process)).containsExactly(Limit.UNSAFE, Limit.UNTRIED_PLATFORM);
    }

    @ParameterizedTest
    @EnumSource
    void limit_standsInTheGuideInTheSameWords(Limit limit) throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "safety.md"))).contains("\n| " + limit.title() + " | " + limit.meaning() + " |\n");
    }
}
