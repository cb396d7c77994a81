package dev.pathwarden.policies.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pathwarden.model.imports.AgentDojoImporter;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.pack.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Dry-runs the shipped pack over the AgentDojo benchmark's runs, where they are at hand: {@code -Dpathwarden.agentdojo=DIR}, or {@code ../shared/agentdojo} beside the project.
 * Skipped elsewhere.
 */
class AgentDojoDryRunTest {

    @Test
    void wholePath_ofEveryImportedRun_judgesEveryStep() throws IOException {
        Path corpus = Path.of(System.getProperty("pathwarden.agentdojo", "../../shared/agentdojo"));
        assumeTrue(Files.isDirectory(corpus), "no AgentDojo corpus at " + corpus.toAbsolutePath().normalize());
        Compilation compiled = GuardrailCompiler.compile(Pack.shipped());
        DryRun dryRun = new DryRun(compiled.bundle(), DryRunMode.WHOLE_PATH);
        List<DryRunReport> reports = new ArrayList<>();
        long[] nanos = new long[1];
        for (Path file : files(corpus)) {
            AgentDojoImporter.read(file, run -> {
                long start = System.nanoTime();
                reports.add(dryRun.report(run));
                nanos[0] += System.nanoTime() - start;
            });
        }
        DryRunReport report = DryRunReports.merge(reports);
        System.out.println("dry run of " + report.summary() + " in " + nanos[0] / 1_000_000 + " ms");

        assertThat(report.summary().runs()).isEqualTo(1008);
        assertThat(report.runs()).hasSize(1008).allSatisfy(run -> assertThat(run.notEvaluated()).noneSatisfy(skip -> assertThat(skip.guardrail()).isEqualTo("*")));
        assertThat(report.coverage()).extracting(DryRunReport.Coverage::guardrail).containsExactlyElementsOf(compiled.bundle().guardrails().stream().map(guardrail -> guardrail.id()).toList());
    }

    private static List<Path> files(Path corpus) throws IOException {
        try (Stream<Path> files = Files.list(corpus)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        }
    }
}
