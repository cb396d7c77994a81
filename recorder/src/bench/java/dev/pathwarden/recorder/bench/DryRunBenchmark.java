package dev.pathwarden.recorder.bench;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Steps that a dry run decides in a second, on one thread, under a hundred guardrails: on the facts that are on record, as live, and on the whole path with all of them found anew. The run is in memory.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class DryRunBenchmark {

    static final int STEPS = 10_000;

    /** Which facts are decided on. */
    @Param
    public DryRunMode mode;

    private RecordedRun run;
    private DryRun dryRun;

    /** Records the run. */
    @Setup
    public void prepare() throws Exception {
        byte[] bundle = HundredGuardrails.bundle();
        run = BenchmarkRun.run(STEPS, bundle);
        dryRun = new DryRun(Bundle.read(bundle), mode);
    }

    /** One dry run, with its report. */
    @Benchmark
    public Object report() {
        return dryRun.report(run);
    }
}
