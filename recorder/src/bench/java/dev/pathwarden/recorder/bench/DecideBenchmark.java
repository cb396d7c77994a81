package dev.pathwarden.recorder.bench;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.trust.Prospect;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision on a call of a tool, at the end of a run of 10,000 steps, by a hundred guardrails of which sixty apply; and the same sixty conditions in cel-java, one after the other. What the path says is ready in both:
 * finding it is part of {@link StepBenchmark}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class DecideBenchmark {

    private static final int STEPS_OF_THE_RUN = 10_000;
    private static final int CALLS = 1_024;
    private static final RunId RUN = new RunId(1, 1);
    private static final ToolCatalogue TOOLS = new ToolCatalogue(List.of());

    private PolicyEngine engine;
    private Step[] calls;
    private PathFacts[] facts;
    private List<CelRuntime.Program> programs;
    private List<Map<String, Object>> variables;
    private int next;

    /** Walks the run, and makes the calls that are decided. */
    @Setup(Level.Trial)
    public void walk() throws Exception {
        engine = new PolicyEngine(Bundle.read(HundredGuardrails.bundle()), null);
        TrustContext trust = new TrustContext(42);
        for (int i = 0; i < STEPS_OF_THE_RUN; i++) {
            Step step = join(trust, i, "note_order", "order " + i + (i % 40 == 0 ? " of person" + i + "@example.com" : ""));
            trust.depart(trust.examine(step, Status.OK, "noted order " + i * 7_919, TOOLS));
        }
        calls = new Step[CALLS];
        facts = new PathFacts[CALLS];
        variables = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            Prospect prospect = trust.prospect(trust.inspect(draft(STEPS_OF_THE_RUN + i, "tool_" + i % 50, "order " + i * 7_919), null), TOOLS);
            calls[i] = prospect.step();
            facts[i] = prospect;
            variables.add(Map.of("step.tool.name", calls[i].name(), "step.name", calls[i].name(), "labels", List.copyOf(prospect.labels()), "step.labels", List.copyOf(calls[i].labels()),
                    "provenance", List.copyOf(prospect.provenance(calls[i]))));
        }
        programs = programs();
    }

    private static Step draft(long id, String tool, String text) {
        return Step.of(RUN, new StepId(id + 1), Operation.TOOL_CALL, tool).fact(Field.TOOL_NAME, tool).arguments(Map.of("text", text)).build();
    }

    private static Step join(TrustContext trust, long id, String tool, String text) {
        Prospect prospect = trust.prospect(trust.inspect(draft(id, tool, text), null), TOOLS);
        if (!trust.join(prospect)) {
            throw new IllegalStateException("one thread alone was too late");
        }
        return prospect.step();
    }

    private List<CelRuntime.Program> programs() throws Exception {
        CelOptions options = CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
        CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder().setOptions(options).setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("step.tool.name", SimpleType.STRING).addVar("step.name", SimpleType.STRING).addVar("labels", ListType.create(SimpleType.STRING))
                .addVar("step.labels", ListType.create(SimpleType.STRING)).addVar("provenance", ListType.create(SimpleType.STRING))
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration("count", CelOverloadDecl.newGlobalOverload("count_string", SimpleType.INT, SimpleType.STRING))).build();
        CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(options)
                .addFunctionBindings(CelFunctionBinding.fromOverloads("count", CelFunctionBinding.from("count_string", String.class, operation -> facts[next & CALLS - 1].count(Operation.of(operation).orElseThrow())))).build();
        List<CelRuntime.Program> compiled = new ArrayList<>();
        for (String condition : HundredGuardrails.conditions("tool.call")) {
            compiled.add((CelRuntime.Program) runtime.createProgram(compiler.compile(condition).getAst()));
        }
        return compiled;
    }

    /** As a watched program decides. */
    @Benchmark
    public Object compiled() {
        int i = ++next & CALLS - 1;
        return engine.evaluate(calls[i], facts[i]);
    }

    /** As cel-java decides. */
    @Benchmark
    public int celJava() throws Exception {
        Map<String, Object> values = variables.get(++next & CALLS - 1);
        int matched = 0;
        for (CelRuntime.Program program : programs) {
            matched += Boolean.TRUE.equals(program.eval(name -> Optional.ofNullable(values.get(name)))) ? 1 : 0;
        }
        return matched;
    }
}
