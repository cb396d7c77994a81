package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandLinePageTest {

    private static final Path PAGE = Path.of("..", "docs", "command-line.md");

    @Test
    void page_ofTheCommandLine_isWhatTheCommandsSay() throws Exception {
        String text = CommandLinePage.text();
        if ("docs".equals(System.getProperty("pw.update"))) {
            Files.writeString(PAGE, text);
        }

        assertThat(PAGE).hasContent(text);
    }
}
