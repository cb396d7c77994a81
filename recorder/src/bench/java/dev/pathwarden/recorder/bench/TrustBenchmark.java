package dev.pathwarden.recorder.bench;

import dev.pathwarden.model.bench.BenchmarkTexts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.trust.Prospect;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * What a step costs in the trust context alone: 1 KB that goes in as an argument, is looked through, traced to where it came from and asked who wants it, or 1 KB that comes back, is looked through and becomes a source
 * of later values.
 *
 * <p>A run begins with a document of 8 KB and has 10,000 steps. Nothing is decided and nothing written.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class TrustBenchmark {

    private static final int STEPS_OF_A_RUN = 10_000;
    private static final int TEXTS = 4_096;
    private static final RunId RUN = new RunId(1, 1);
    private static final ToolCatalogue TOOLS = new ToolCatalogue(List.of());

    /** Where the 1 KB is. */
    @Param({"argument", "result"})
    public String where;

    private final Random random = new Random(42);
    private String[] kilobytes;
    private String[] notes;
    private String document;
    private TrustContext trust;
    private long steps;

    /** Makes the texts. */
    @Setup
    public void write() {
        kilobytes = new String[TEXTS];
        notes = new String[TEXTS];
        for (int i = 0; i < TEXTS; i++) {
            kilobytes[i] = BenchmarkTexts.words("order " + random.nextInt(1_000_000) + ' ', 1_024, random);
            notes[i] = "noted order " + random.nextInt(1_000_000);
        }
        document = BenchmarkTexts.words("", 8_192, random);
    }

    /** One step. */
    @Benchmark
    public Object step() {
        if (steps % STEPS_OF_A_RUN == 0) {
            trust = new TrustContext(42);
            act("read_document", Map.of("name", "orders"), document);
        }
        int i = (int) ++steps & TEXTS - 1;
        return where.equals("argument") ? act("update_order", Map.of("text", kilobytes[i]), notes[i]) : act("update_order", Map.of("order", notes[i]), kilobytes[i]);
    }

    private Object act(String tool, Map<String, Object> arguments, String result) {
        Step step = Step.of(RUN, new StepId(steps + 1), Operation.TOOL_CALL, tool).fact(Field.TOOL_NAME, tool).arguments(arguments).build();
        Prospect prospect = trust.prospect(trust.inspect(step, null), TOOLS);
        if (!trust.join(prospect)) {
            throw new IllegalStateException("one thread alone was too late");
        }
        return trust.depart(trust.examine(prospect.step(), Status.OK, result, TOOLS));
    }
}
