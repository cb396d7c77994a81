package dev.pathwarden.policies.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.pathwarden.fuzz.Bounded;
import dev.pathwarden.fuzz.Corpus;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every input that a fuzzer found worth keeping is refused or read as it was then: within its time and its memory. */
class CorpusTest {

    @ParameterizedTest
    @EnumSource(Target.class)
    void input_thatIsKept_isReadOrRefusedInASentence(Target target) throws IOException {
        Map<String, byte[]> inputs = Corpus.of(target);
        assertThat(inputs).hasSizeGreaterThan(10);
        inputs.forEach((name, input) -> give(target, name, input));
    }

    /** So that a change of a reader is met by more than what the reader before it met. */
    @ParameterizedTest
    @EnumSource(Target.class)
    void input_thatIsKept_withChanges_isReadOrRefusedInASentence(Target target) throws IOException {
        Random random = new Random(7);
        for (Map.Entry<String, byte[]> kept : Corpus.of(target).entrySet()) {
            if (kept.getValue().length > 0) {
                byte[] changed = kept.getValue().clone();
                for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                give(target, kept.getKey() + " with changes", changed);
            }
        }
    }

    private static void give(Target target, String name, byte[] input) {
        assertTimeoutPreemptively(Duration.ofSeconds(Bounded.SECONDS), () -> Bounded.give(target, input), name);
    }

    @Test
    void corpus_isSmall() throws IOException {
        long bytes = 0;
        for (Target target : Target.values()) {
            bytes += Corpus.of(target).values().stream().mapToLong(input -> input.length).sum();
        }
        assertThat(bytes).isLessThan(8 << 20);
    }
}
