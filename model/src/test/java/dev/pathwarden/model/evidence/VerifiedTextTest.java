package dev.pathwarden.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifiedTextTest {

    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final Checkpoint LAST = new Checkpoint("pathwarden.dev/snapshot/1", 1008, new byte[32], 12, Checkpoint.FIRST, Instant.parse("2026-11-29T21:50:07Z"), null);

    @Test
    void sentences_ofRunsThatAreWhole_sayWhatHolds_andWhatASignatureCannotTell() {
        assertThat(new VerifiedText(new Verification(List.of(), KEY, LAST, 1, 1008, 20_160, 0, false)).sentences()).containsExactly(
                "1,008 runs, 20,160 steps: as they were when they were sealed.",
                "Sealed 2026-11-29 21:50:07 UTC by the clock of that machine, checkpoint 12 of its key.",
                "Signed by the key 01234567. Whose key that is, the file cannot tell: compare it with what 'pathwarden key' prints on the machine that recorded.");
    }

    @Test
    void lines_ofASelectionWithWordsTakenOut_sayWhatIsNotProved() {
        List<VerifiedText.Line> lines = new VerifiedText(new Verification(List.of(), KEY, LAST, 1, 1, 2, 1, true)).lines();

        assertThat(lines).extracting(VerifiedText.Line::head).containsExactly("runs", "sealed", "signed by", "redacted", "");
        assertThat(lines.get(0).phrase()).isEqualTo("1 run of the 1,008 that were sealed, 2 steps: as they were when they were sealed, but for what was taken out");
        assertThat(lines.get(3).phrase()).isEqualTo("1 part: of these the hash alone fits; what stands in their place is not proved");
        assertThat(lines.get(4).sentence()).isEqualTo("What stands beside the runs - processes, hooks, what could not be read - is not proved, because words were taken out of it.");
    }

    @Test
    void sentences_ofRunsThatWereChanged_sayThatFirst_andNothingOfWhatHolds() {
        assertThat(new VerifiedText(new Verification(List.of("Run 1 was changed."), KEY, LAST, 1, 2, 6, 0, false)).sentences()).containsExactly("Run 1 was changed.");
    }
}
