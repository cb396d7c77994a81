package dev.pathwarden.policies.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardrailFilesTest {

    @TempDir
    private Path directory;

    @Test
    void read_ofADirectory_findsYamlBelowIt_sortedAndWithoutHiddenFiles() throws IOException {
        Files.createDirectories(directory.resolve("b"));
        Files.createDirectories(directory.resolve(".git"));
        Files.writeString(directory.resolve("b/two.yml"), "2");
        Files.writeString(directory.resolve("a.yaml"), "1");
        Files.writeString(directory.resolve("notes.txt"), "x");
        Files.writeString(directory.resolve(".git/x.yaml"), "x");

        assertThat(GuardrailFiles.read(directory)).extracting(GuardrailSource::name, GuardrailSource::text).containsExactly(tuple("a.yaml", "1"), tuple("b/two.yml", "2"));
    }

    @Test
    void read_ofAFile_takesItWhateverItIsCalled() throws IOException {
        Files.writeString(directory.resolve("draft.txt"), "1");

        assertThat(GuardrailFiles.read(directory.resolve("draft.txt"))).extracting(GuardrailSource::name, GuardrailSource::text).containsExactly(tuple("draft.txt", "1"));
    }

    @Test
    void read_ofNothing_saysSo() {
        assertThatThrownBy(() -> GuardrailFiles.read(directory.resolve("absent"))).isInstanceOf(IOException.class)
                .hasMessageStartingWith("There are no guardrails at ").hasMessageEndingWith(": no such file or directory.");
    }
}
