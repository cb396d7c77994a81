package dev.pathwarden.recorder.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingDirectoryTest {

    private static final int AT_ONCE = 16;

    @TempDir
    private Path temporary;

    @Test
    void recordingsThatBeginAtTheSameTime_eachGetADirectoryOfTheirOwn() throws Exception {
        List<Path> made = atOnce(() -> RecordingDirectory.makeFresh(temporary.resolve("run").toString()).root());

        assertThat(made).hasSize(AT_ONCE).doesNotHaveDuplicates().allSatisfy(root -> assertThat(root.resolve("journal")).isEmptyDirectory());
        assertThat(made).contains(temporary.resolve("run"), temporary.resolve("run-" + AT_ONCE));
    }

    @Test
    void recordingsThatBeginAtTheSameTimeInOneNamedDirectory_areOne() throws Exception {
        Path named = Files.createDirectory(temporary.resolve("named"));
        List<Boolean> made = atOnce(() -> {
            try {
                new RecordingDirectory(named).make();
                return true;
            } catch (FileAlreadyExistsException taken) {
                return false;
            }
        });

        assertThat(made).filteredOn(won -> won).hasSize(1);
    }

    @Test
    void aFileInTheWay_isPassedOver_andNotWhereItWasNamed() throws Exception {
        Path file = Files.writeString(temporary.resolve("taken"), "x");

        assertThat(RecordingDirectory.makeFresh(file.toString()).root()).isEqualTo(temporary.resolve("taken-2"));
        assertThatThrownBy(() -> new RecordingDirectory(file).make()).isInstanceOf(FileAlreadyExistsException.class);
    }

    private static <T> List<T> atOnce(Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(java.util.Collections.nCopies(AT_ONCE, work))) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
