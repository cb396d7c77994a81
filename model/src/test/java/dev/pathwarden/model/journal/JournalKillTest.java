package dev.pathwarden.model.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

class JournalKillTest {

    @TempDir
    Path directory;

    @RepeatedTest(4)
    void read_afterKill_givesEveryEventThatWasAcknowledged(RepetitionInfo repetition) throws Exception {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp", System.getProperty("java.class.path"),
                Appender.class.getName(), directory.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Set<String> acknowledged = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            int killAfter = 500 + 3000 * repetition.getCurrentRepetition();
            String line;
            while ((line = lines.readLine()) != null) {
                // The line that was being printed at the kill may be cut.
                if (line.length() == 32) {
                    acknowledged.add(line);
                }
                if (acknowledged.size() == killAfter) {
                    // Through the handle: Process.destroyForcibly would close the pipe we still read.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(child.exitValue()).as("killed, not ended").isEqualTo(137);
        Set<String> read = new HashSet<>();
        JournalReader.read(directory).events().forEach(event -> read.add(((JournalEvent.RunStarted) event).run().id().toString()));
        assertThat(read).containsAll(acknowledged);
    }

    /** Appends from three threads and prints the id of each event once {@link JournalWriter#append} has returned. */
    static final class Appender {
        public static void main(String[] arguments) throws IOException {
            JournalWriter writer = JournalWriter.create(new File(arguments[0]), ProcessHandle.current().pid(), 1);
            new Thread(writer::keepAhead).start();
            for (int t = 1; t <= 3; t++) {
                long high = t;
                new Thread(() -> {
                    for (long i = 1; ; i++) {
                        RunId id = new RunId(high, i);
                        writer.append(new JournalEvent.RunStarted(new Run(id, "x".repeat((int) (i % 300)), null, null, Status.OK, null, null, Map.of())));
                        synchronized (System.out) {
                            System.out.println(id);
                            System.out.flush();
                        }
                    }
                }).start();
            }
        }
    }
}
