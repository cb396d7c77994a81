package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class CheckedStreamTest {

    @Test
    void readerThatHasGone_isNoFailure_whateverTheSystemCallsIt() {
        assertThat(failureOf("Daten\u00fcbergabe unterbrochen (broken pipe)", true)).isNull();
        assertThat(failureOf("Broken pipe", false)).isNull();
    }

    @Test
    void fileThatCannotBeWritten_isOne() {
        assertThat(failureOf("No space left on device", false)).isEqualTo("No space left on device");
    }

    private static String failureOf(String words, boolean read) {
        CheckedStream stream = new CheckedStream(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(words);
            }
        }, read);
        assertThatThrownBy(() -> stream.write(1)).hasMessage(words);
        return stream.failure();
    }
}
