package dev.pathwarden.workbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FailureTextTest {

    @Test
    void failure_ofAFile_isASentenceWithItsName() {
        assertThat(FailureText.of(new AccessDeniedException("plan.yaml"))).isEqualTo("plan.yaml cannot be used: there are no rights to do so.");
        assertThat(FailureText.of(new FileSystemException("plan.yaml", null, "No space left on device"))).isEqualTo("plan.yaml cannot be used: its disk is full; make room, or use another place.");
    }

    @Test
    void failure_thatSaysWhy_isToldAsItSays_andOneThatDoesNot_namesNoClass() {
        assertThat(FailureText.of(new IOException("The plan is stale."))).isEqualTo("The plan is stale.");
        assertThat(FailureText.of(new IOException())).startsWith("That could not be done: ").doesNotContain("Exception");
    }

    @Test
    void reason_isTheEndOfASentenceThatNamesTheFile() {
        assertThat(FailureText.reason(new AccessDeniedException("plan.yaml"))).isEqualTo("there are no rights to do so");
        assertThat(FailureText.reason(new FileSystemException("plan.yaml", null, "No space left on device"))).isEqualTo("its disk is full; make room, or use another place");
        assertThat(FailureText.reason(new IOException("Is a directory"))).isEqualTo("Is a directory");
        assertThat(FailureText.reason(new IOException("The plan is stale."))).isEqualTo("The plan is stale");
    }

    @Test
    void failure_ofWhatIsNoText_saysSo_andNotHowManyBytes() {
        assertThat(FailureText.of(new MalformedInputException(1))).isEqualTo("That could not be done: it is no text in UTF-8.");
        assertThat(FailureText.reason(new MalformedInputException(1))).isEqualTo("it is no text in UTF-8");
    }
}
