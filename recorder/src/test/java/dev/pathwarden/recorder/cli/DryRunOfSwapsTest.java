package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Judged;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.RunGuard;
import dev.pathwarden.policies.guardrail.GuardrailFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dry-run --as-live} over a run in the middle of which the guardrails were replaced. */
class DryRunOfSwapsTest {

    private static final RunId RUN = new RunId(1, 2);
    private static final long START = 1_790_000_000_000_000_000L;

    @TempDir
    private Path directory;
    private Path journal;
    private Path old;
    private Path fresh;

    @BeforeEach
    void record() throws Exception {
        old = guardrails("old", "step.name == 'customers'");
        fresh = guardrails("fresh", "step.name == 'orders'");
        journal = directory.resolve("journal");
        try (JournalWriter writer = JournalWriter.create(journal.toFile(), 7, START)) {
            writer.append(new JournalEvent.ProcessSeen(new ProcessInfo(7, START, "Sample", "17", null, null, List.of(), 0, 0)));
            writer.append(new JournalEvent.RunStarted(new Run(RUN, "agent", "reporter", null, Status.UNFINISHED, START, null, Map.of())));
            PolicyEngine[] inForce = new PolicyEngine[1];
            RunGuard guard = new RunGuard(RUN, () -> inForce[0]);
            long id = 1;
            for (Path set : List.of(old, fresh)) {
                inForce[0] = new PolicyEngine(GuardrailCompiler.compile(GuardrailFiles.read(set)).bundle(), null);
                writer.append(new JournalEvent.BundleChanged(new BundleChange(START + id, inForce[0].bundle().hash(), null, null, null)));
                for (String table : List.of("customers", "orders")) {
                    Judged judged = guard.decide(Step.of(RUN, new StepId(id), Operation.DATA_SQL, table).pid(7L).startNanos(START + id), null);
                    writer.append(new JournalEvent.StepDecided(judged.step(), judged.decision()));
                    id++;
                }
            }
            writer.append(new JournalEvent.RunEnded(RUN, START + 1_000_000_000L, Status.OK));
        }
    }

    private Path guardrails(String name, String when) throws IOException {
        Path set = Files.createDirectory(directory.resolve(name));
        Files.writeString(set.resolve(name + ".yaml"), "id: " + name + "\ntitle: Title\non: [data.sql]\nwhen: " + when + "\naction: block\nmode: enforce\n");
        return set;
    }

    @Test
    void dryRun_underAllThatWereInForce_saysWhatLiveSaid() {
        CliRun run = CliRun.of("dry-run", "--as-live", "--policies", fresh, "--with", old, journal);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().replaceAll(" +", " ")).containsSubsequence("fresh 2 2 1", "old 2 2 1").containsSubsequence("data.sql #0 customers", "old: Title", "data.sql #3 orders", "fresh: Title").contains("2 block");
    }

    @Test
    void dryRun_underOneOfThem_isOfAllStepsAndSaysNothingOfTheOthersWhereTheyAreNotNamed() throws Exception {
        CliRun draft = CliRun.of("dry-run", "--as-live", "--policies", fresh, journal);
        Path other = guardrails("other", "step.name == 'x'");
        CliRun.of("policy", "bundle", old, "--out", directory.resolve("old.bundle"));

        CliRun partly = CliRun.of("dry-run", "--as-live", "--policies", directory.resolve("old.bundle"), "--with", other, journal);

        assertThat(draft.out().replaceAll(" +", " ")).containsSubsequence("data.sql #1 orders", "data.sql #3 orders");
        assertThat(partly.out()).contains("1 block").contains("2 evaluations could not be made");
    }

    @Test
    void with_isForRunsAsLiveOnly() {
        assertThat(CliRun.of("dry-run", "--policies", fresh, "--with", old, journal).code()).isEqualTo(ExitCode.USAGE);
        CliRun compared = CliRun.of("dry-run", "--as-live", "--policies", fresh, "--with", old, "--against", old, journal);
        assertThat(compared.code()).isEqualTo(ExitCode.USAGE);
        assertThat(compared.err()).contains("--with");
    }

    @Test
    void show_listsTheSwap() {
        assertThat(CliRun.of("show", journal, "1").out()).containsSubsequence("bundles  ", " UTC: ", ", decided 2 steps", " UTC: ", ", decided 2 steps");
        assertThat(CliRun.of("show", journal, "1").out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(CliRun.of("show", journal, "--json").out()).contains("\"bundles\":[{\"at\":" + (START + 1) + ",\"bundle\":\"");
    }
}
