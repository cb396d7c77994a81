package dev.pathwarden.policies.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFolderTest {

    @TempDir
    Path folder;

    @Test
    void recordings_areFoundSixDirectoriesDeep_inTheOrderOfTheirNames_andNothingElseIs() throws IOException {
        Path deep = archive("a/b/c/d/e/deep.pathwarden");
        Path near = archive("near.pathwarden");
        Files.writeString(folder.resolve("notes.txt"), "no recording");
        Files.createSymbolicLink(folder.resolve("again"), folder.resolve("a"));

        RecordingFolder found = RecordingFolder.of(folder);

        assertThat(found.recordings()).containsExactly(deep, near);
        assertThat(found.leftOut()).isEmpty();
    }

    @Test
    void directoriesThatAreTooDeep_areNamed() throws IOException {
        archive("a/b/c/d/e/f/deep.pathwarden");

        RecordingFolder found = RecordingFolder.of(folder);

        assertThat(found.recordings()).isEmpty();
        assertThat(found.leftOut()).singleElement().asString().contains(folder.resolve("a/b/c/d/e/f").toString()).contains("more than 6 directories deep");
    }

    @Test
    void directoriesThatCannotBeListed_areNamed_andTheOthersAreLookedAt() throws IOException {
        archive("closed/a.pathwarden");
        archive("shut/a.pathwarden");
        Path open = archive("open/b.pathwarden");

        RecordingFolder found = RecordingFolder.of(folder, 10, denying("closed", "shut"));

        assertThat(found.recordings()).containsExactly(open);
        assertThat(found.leftOut()).singleElement().asString().contains(folder.resolve("closed").toString()).contains("like 1 more").contains("cannot be listed");
    }

    @Test
    void folderThatCannotBeListedItself_isAnError() {
        assertThatThrownBy(() -> RecordingFolder.of(folder, 10, denying(folder.getFileName().toString()))).isInstanceOf(UncheckedIOException.class).hasCauseInstanceOf(AccessDeniedException.class);
    }

    @Test
    void moreRecordingsThanAreLookedAt_areCounted() throws IOException {
        List<Path> first = List.of(archive("1.pathwarden"), archive("2.pathwarden"));
        archive("3.pathwarden");
        archive("4.pathwarden");

        RecordingFolder found = RecordingFolder.of(folder, 2, RecordingFolderTest::list);

        assertThat(found.recordings()).isEqualTo(first);
        assertThat(found.leftOut()).singleElement().asString().contains("2 recordings more than the 2 that are looked at");
    }

    @Test
    void placeThatIsNoFolder_standsForItself() throws IOException {
        Path archive = archive("one.pathwarden");

        assertThat(RecordingFolder.of(archive).recordings()).containsExactly(archive);
        assertThat(RecordingFolder.of(folder.resolve("missing")).recordings()).containsExactly(folder.resolve("missing"));
    }

    private Path archive(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    private static RecordingFolder.Listing denying(String... names) {
        return directory -> {
            if (List.of(names).contains(directory.getFileName().toString())) {
                throw new AccessDeniedException(directory.toString());
            }
            return list(directory);
        };
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        }
    }
}
