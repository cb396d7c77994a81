package dev.pathwarden.model.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerFileTest {

    private static final OwnerFile.Linking LINKS = Files::createLink;
    private static final OwnerFile.Linking NO_LINKS = (link, existing) -> {
        throw new FileSystemException(link.toString(), existing.toString(), "Operation not permitted");
    };

    @TempDir
    Path directory;

    @Test
    void make_withAndWithoutHardLinks_leavesAFileOfItsOwner_andNothingElse() throws Exception {
        for (OwnerFile.Linking linking : List.of(LINKS, NO_LINKS)) {
            Path file = directory.resolve("config" + System.identityHashCode(linking)).resolve("pathwarden/approver.key");

            OwnerFile.make(file, "first\n", linking);
            OwnerFile.make(file, "second\n", linking);

            assertThat(OwnerFile.read(file)).isEqualTo("first\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            try (Stream<Path> files = Files.list(file.getParent())) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    @Test
    void make_byManyAtOnceWithoutHardLinks_givesAllTheSameContent() {
        Path file = directory.resolve("config/pathwarden/approver.key");
        List<CompletableFuture<String>> made = IntStream.range(0, 16).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
            try {
                OwnerFile.make(file, "key of " + i + "\n", NO_LINKS);
                return OwnerFile.read(file);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        })).toList();

        assertThat(made.stream().map(CompletableFuture::join).distinct()).singleElement().asString().matches("key of \\d+\n");
    }
}
