package dev.pathwarden.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

    private final TestSigner signer = new TestSigner();
    private final SignedNote note = signer.note(new Checkpoint("pathwarden.dev/snapshot/1", 0, new byte[32], 1, Checkpoint.FIRST, Instant.EPOCH, null));

    @Test
    void isSignedBy_amongSignaturesOfOthers_findsIt() throws Exception {
        SignedNote cosigned = new SignedNote(note.text(), "\u2014 witness.example AAAA\n".repeat(1000) + note.signatures());
        assertThat(cosigned.isSignedBy(signer.key())).isTrue();
    }

    @Test
    void isSignedBy_withMillionsOfSignaturesThatPretendToBeOfTheKey_endsSoon() {
        String line = note.signatures();
        String base64 = line.substring(line.lastIndexOf(' ') + 1).strip();
        byte[] signature = Base64.getDecoder().decode(base64);
        signature[signature.length / 2] ^= 1;
        String pretending = line.replace(base64, Base64.getEncoder().encodeToString(signature));
        SignedNote flooded = new SignedNote(note.text(), pretending.repeat(300_000) + line);
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> flooded.isSignedBy(signer.key()))).isFalse();
    }
}
