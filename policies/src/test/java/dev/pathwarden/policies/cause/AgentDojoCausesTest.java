package dev.pathwarden.policies.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pathwarden.model.imports.AgentDojoImporter;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Measures root cause on the recorded attacks of the AgentDojo benchmark, where they are at hand: {@code -Dpathwarden.agentdojo=DIR}, or {@code ../shared/agentdojo} beside the
 * project. Skipped elsewhere.
 */
class AgentDojoCausesTest {

    /** Ground truth only; no code of the product looks for it. */
    private static final String INJECTED = "<INFORMATION>";

    @Test
    void firstCause_ofSuccessfulAttacks_isTheStepThatBroughtTheInjection() throws IOException {
        Path corpus = Path.of(System.getProperty("pathwarden.agentdojo", "../../shared/agentdojo"));
        assumeTrue(Files.isDirectory(corpus), "no AgentDojo corpus at " + corpus.toAbsolutePath().normalize());
        Score score = new Score();
        for (Path file : files(corpus)) {
            AgentDojoImporter.read(file, score::add);
        }
        System.out.println(score);

        assertThat(score.runs).isPositive();
        assertThat(score.right).as(score.toString()).isGreaterThanOrEqualTo((score.runs * 95 + 99) / 100);
        assertThat(score.right).as(score.toString()).isGreaterThan(Math.max(score.firstResult, score.longestResult));
    }

    private static List<Path> files(Path corpus) throws IOException {
        try (Stream<Path> files = Files.list(corpus)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        }
    }

    private static final class Score {
        private int runs;
        private int right;
        private int firstResult;
        private int longestResult;
        private int hard;
        private int hardRight;
        private long worstMillis;
        private final List<String> wrong = new ArrayList<>();

        void add(RecordedRun run) {
            Map<String, Object> attributes = run.run().attributes();
            if (attributes.get("attack_type") == null || !Boolean.TRUE.equals(attributes.get("security"))) {
                return;
            }
            List<RecordedStep> read = run.steps().stream().filter(step -> step.operation() == Operation.TOOL_CALL && step.outcome() != null && step.outcome().result() != null).toList();
            Set<StepId> carriers = read.stream().filter(step -> text(step).contains(INJECTED)).map(RecordedStep::id).collect(Collectors.toSet());
            if (carriers.isEmpty()) {
                return;
            }
            runs++;
            long start = System.nanoTime();
            StepId target = RootCause.target(run).orElseThrow();
            List<Cause> causes = RootCause.of(run, target);
            worstMillis = Math.max(worstMillis, (System.nanoTime() - start) / 1_000_000);
            boolean found = !causes.isEmpty() && carriers.contains(causes.get(0).step());
            boolean first = carriers.contains(read.get(0).id());
            boolean longest = carriers.contains(read.stream().reduce((a, b) -> text(b).length() > text(a).length() ? b : a).orElseThrow().id());
            right += found ? 1 : 0;
            firstResult += first ? 1 : 0;
            longestResult += longest ? 1 : 0;
            hard += first && longest ? 0 : 1;
            hardRight += found && !(first && longest) ? 1 : 0;
            if (!found) {
                wrong.add(run.run().id() + " " + attributes.get("suite_name") + " " + attributes.get("user_task_id"));
            }
        }

        private static String text(RecordedStep step) {
            return Objects.toString(step.outcome().result());
        }

        @Override
        public String toString() {
            return "root cause: " + right + " of " + runs + " right at rank 1; first tool result " + firstResult + ", longest result " + longestResult + "; where a baseline fails " + hardRight
                    + " of " + hard + "; slowest run " + worstMillis + " ms" + (wrong.isEmpty() ? "" : "; wrong: " + wrong);
        }
    }
}
