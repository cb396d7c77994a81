package dev.pathwarden.recorder.hooks.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SourceTextTest {

    private static final int MEGABYTE = 1024 * 1024;

    @Test
    void of_readerThatFailsUnchecked_givesWhatCameBeforeAndThenTheFailure() throws IOException {
        SourceText source = SourceText.of(new Reader() {
            private boolean given;

            @Override
            public int read(char[] target, int offset, int length) {
                if (given) {
                    throw new IllegalStateException("broken");
                }
                given = true;
                target[offset] = 'x';
                return 1;
            }

            @Override
            public void close() {
            }
        });

        assertThat(source.text()).isEqualTo("x");
        Reader whole = source.whole();
        assertThat(whole.read()).isEqualTo('x');
        assertThatIllegalStateException().isThrownBy(whole::read).withMessage("broken");
    }

    @Test
    void of_longSource_saysThatThereIsMoreAndLosesNothing() throws IOException {
        String text = "x".repeat(MEGABYTE) + "tail";
        SourceText source = SourceText.of(new StringReader(text));

        assertThat(source.more()).isTrue();
        StringWriter all = new StringWriter();
        source.whole().transferTo(all);
        assertThat(all).hasToString(text);
        assertThat(SourceText.of(new StringReader("short")).more()).isFalse();
    }
}
