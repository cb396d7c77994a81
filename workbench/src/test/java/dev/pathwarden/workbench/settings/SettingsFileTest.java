package dev.pathwarden.workbench.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.workbench.theme.ThemeChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    private static final Settings FULL = new Settings(ThemeChoice.DARK, 150, List.of(new RecentSnapshot(List.of(Path.of("/tmp/größe \"1\""), Path.of("/b")), 1_790_000_000_000L, 2, true), new RecentSnapshot(List.of(Path.of("/c")), 5, 0, false)),
            List.of(new LastWindow(new WindowBounds(-20, 10.5, 1280, 800, true), new LastSession(List.of(Path.of("/c")), "timeline", "step.status == 'blocked'", "0123456789abcdef0123456789abcdef/0123456789abcdef")),
                    new LastWindow(null, LastSession.NONE)), List.of(Path.of("/usual.yaml")),
            Map.of("step.next", List.of("Ctrl+J", "J"), "quit", List.of()), true,
            new Deployed(Path.of("/deployed.pwb"), Map.of(Path.of("/deployed.pwb"), new Signers(List.of("0a".repeat(32), "0b".repeat(32)), 1))), 0.25);

    @TempDir
    private Path directory;

    private Path file() {
        return SettingsFile.of(Map.of("XDG_CONFIG_HOME", directory.toString()));
    }

    @Test
    void settings_onceWritten_areReadAgain_byTheirOwnerOnly() throws IOException {
        new SettingsFile(file()).change(ignored -> FULL);

        assertThat(new SettingsFile(file()).read()).isEqualTo(new SettingsFile.Found(FULL, "", false));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent()))).isEqualTo("rwx------");
        assertThat(file().getParent()).isDirectoryContaining(each -> each.equals(file())).isDirectoryNotContaining(each -> !each.equals(file()));
    }

    @Test
    void read_atTheVeryFirstStart_makesNothing() {
        assertThat(new SettingsFile(file()).read()).isEqualTo(new SettingsFile.Found(Settings.USUAL, "", true));
        assertThat(file().getParent()).doesNotExist();
    }

    @Test
    void read_ofADamagedFile_setsItAsideAndSaysSo() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"theme\": 7}");

        SettingsFile.Found found = new SettingsFile(file()).read();

        assertThat(found.settings()).isEqualTo(Settings.USUAL);
        assertThat(found.problem()).isEqualTo("The settings file " + file() + " was damaged (theme is no text): it was set aside as " + file() + ".damaged, and the workbench begins with the usual settings.");
        assertThat(Path.of(file() + ".damaged")).hasContent("{\"theme\": 7}");
        assertThat(new SettingsFile(file()).read().problem()).isEmpty();
    }

    @Test
    void read_ofAFileThatIsTooLong_setsItAside() throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), new byte[SettingsText.MAX_CHARS + 1]);

        assertThat(new SettingsFile(file()).read().problem()).contains("more than 1,048,576 bytes");
    }

    @Test
    void keys_thatNobodyCanHaveChosen_areRefused() {
        assertThat(SettingsText.parse("{}").keys()).isEmpty();
        assertThatThrownBy(() -> SettingsText.parse("{\"keys\": []}")).hasMessage("keys is no object");
        assertThatThrownBy(() -> SettingsText.parse("{\"keys\": {\"quit\": \"Ctrl+Q\"}}")).hasMessage("quit is no list of at most 6");
        assertThatThrownBy(() -> SettingsText.parse("{\"keys\": {\"quit\": [7]}}")).hasMessage("a key is no text of at most 100");
        assertThatThrownBy(() -> SettingsText.parse("{\"keys\": {\"quit\": [\"" + "A".repeat(101) + "\"]}}")).hasMessage("a key is no text of at most 100");
        assertThatThrownBy(() -> SettingsText.parse("{\"keys\": {\"" + "q".repeat(101) + "\": []}}")).hasMessage("no command has so long a name");
        String many = IntStream.range(0, 401).mapToObj(i -> "\"c" + i + "\": []").collect(Collectors.joining(",", "{\"keys\": {", "}}"));
        assertThatThrownBy(() -> SettingsText.parse(many)).hasMessage("keys are of more than 400 commands");
    }

    @Test
    void change_whereTheFileCannotBeRead_leavesItAlone() throws IOException {
        Files.createDirectories(file().resolve("in-the-way"));

        assertThat(new SettingsFile(file()).read().problem()).startsWith("The settings file " + file() + " cannot be read");
        assertThatThrownBy(() -> new SettingsFile(file()).change(ignored -> FULL)).isInstanceOf(IOException.class);
        assertThat(file().resolve("in-the-way")).isDirectory();
    }

    @Test
    void change_besideAnotherWorkbench_keepsWhatThatChanged() throws IOException {
        new SettingsFile(file()).change(before -> before.withOpened(List.of(Path.of("/one")), 1, 1));
        SettingsFile other = new SettingsFile(file());
        other.read();
        new SettingsFile(file()).change(before -> before.withOpened(List.of(Path.of("/two")), 2, 1));

        other.change(before -> before.withTheme(ThemeChoice.LIGHT));

        assertThat(other.read().settings().theme()).isEqualTo(ThemeChoice.LIGHT);
        assertThat(other.read().settings().recent()).extracting(each -> each.locations().getFirst()).containsExactly(Path.of("/two"), Path.of("/one"));
    }

    @Test
    void read_ofWhateverBytes_givesSettingsOrSetsThemAside() throws IOException {
        byte[] whole = SettingsText.write(FULL).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(113);
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) "\"\\{}[],:-0919eE.tn/\0".charAt(random.nextInt(19));
            }
            String text = new String(changed, 0, random.nextInt(4) == 0 ? random.nextInt(changed.length) : changed.length, StandardCharsets.UTF_8);
            try {
                Settings read = SettingsText.parse(text);
                assertThatCode(() -> SettingsText.parse(SettingsText.write(read))).as(text).doesNotThrowAnyException();
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).as(text).isNotBlank();
            }
        }
    }
}
