package dev.pathwarden.recorder.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.policies.authoring.SavedFile;
import dev.pathwarden.policies.rollout.BundleFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A power failure while a file that recorders or people rely on is replaced: a deployed bundle that is empty afterwards would leave the programs without guardrails. */
class ReplacedFileTest {

    private static final int SEEDS = 20;
    private static final String BEFORE = "before ".repeat(400);
    private static final String NOW = "now ".repeat(500);

    @TempDir
    private Path temporary;

    private LosingDisk disk;
    private Path file;

    @BeforeEach
    void makeDisk() throws Exception {
        disk = new LosingDisk(Files.createDirectory(temporary.resolve("disk")));
        file = disk.root().resolve("file");
    }

    @FunctionalInterface
    private interface Writing {
        void write(String text) throws Exception;
    }

    @Test
    void bundle_isTheOldOrTheNewOne() throws Exception {
        isWholeAtEachInstant(text -> new BundleFile(file).overwrite(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void fileOfItsOwner_isTheOldOrTheNewOne() throws Exception {
        isWholeAtEachInstant(text -> OwnerFile.replace(file, to -> to.write(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void guardrailsThatAreSaved_areTheOldOrTheNewOnes() throws Exception {
        isWholeAtEachInstant(text -> assertThat(SavedFile.write(file, text, Files.exists(file) ? Files.readString(file) : null)).isEmpty());
    }

    private void isWholeAtEachInstant(Writing writing) throws Exception {
        writing.write(BEFORE);
        int written = disk.size();
        writing.write(NOW);
        List<LosingDisk.Luck> lucks = new ArrayList<>(List.of(LosingDisk.Luck.NONE, LosingDisk.Luck.ONLY_THE_LAST));
        for (int seed = 0; seed < SEEDS; seed++) {
            lucks.add(LosingDisk.Luck.of(seed));
        }
        int cases = 0;
        for (int place = written; place <= disk.size(); place++) {
            for (LosingDisk.Luck luck : lucks) {
                Path left = Files.createDirectory(temporary.resolve("left-" + cases++));
                disk.after(place, luck, left);
                String found = Files.readString(left.resolve("file"));
                assertThat(found).as("at %d of %d", place, disk.size()).isIn(BEFORE, NOW);
                if (place == disk.size()) {
                    assertThat(found).as("said to be written").isEqualTo(NOW);
                }
            }
        }
    }
}
