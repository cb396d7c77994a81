package dev.pathwarden.recorder.bench;

import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a bundle of 1,000 guardrails and making it ready to decide, as a JVM does it once when it starts: nothing is warm. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(9)
public class LoadBenchmark {

    static final int GUARDRAILS = 1_000;

    private byte[] bundle;

    /** Takes the bundle, which another JVM compiled. */
    @Setup
    public void compile() throws Exception {
        bundle = Files.readAllBytes(Path.of(System.getProperty("bench.bundle")));
    }

    /** Loads it. */
    @Benchmark
    public Object load() throws Exception {
        PolicyEngine engine = new PolicyEngine(Bundle.read(bundle), null);
        if (engine.bundle().guardrails().size() != GUARDRAILS) {
            throw new IllegalStateException("guardrails are missing");
        }
        return engine;
    }
}
