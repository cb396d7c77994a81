package dev.pathwarden.workbench.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.bench.MadeRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.policies.rehearsal.Rehearsal;
import dev.pathwarden.policies.rehearsal.Rehearser;
import dev.pathwarden.policies.rehearsal.Rehearsing;
import dev.pathwarden.policies.rehearsal.SeenRuns;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** How long a guardrail that was typed takes to be tried on an archive: to the first step that it hits, and to the end, for the first time and once more. Prints a line for each. */
public final class TryProgram {

    private static final double MILLI = 1e6;
    private static final int RUN = 1_000;
    private static final OperatingSystemMXBean PROCESS = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private TryProgram() {
    }

    /** @param arguments an archive, and how many thousand steps to make for it where it is not there yet */
    public static void main(String[] arguments) {
        Path archive = Path.of(arguments[0]);
        if (arguments.length > 1) {
            Archives.write(archive, IntStream.range(0, Integer.parseInt(arguments[1])).mapToObj(number -> MadeRuns.run(number, RUN)).iterator(), List.of());
        }
        Map<String, Bundle> sets = new LinkedHashMap<>();
        sets.put("warm-up", bundle("[outcome]", "true"));
        sets.put("no step of its operation", bundle("[code.process]", "true"));
        sets.put("a fact", bundle("[data.sql]", "step.sql.writes && step.sql.text.contains('DROP')"));
        sets.put("a label and a count", bundle("[data.http]", "labels.exists(l, l.startsWith('pii.')) && run.steps > 900"));
        sets.put("the shipped pack", GuardrailCompiler.compile(Pack.standard()).bundle());
        List<GuardrailSource> more = new ArrayList<>(Pack.standard());
        more.add(source("[data.sql]", "labels.size() > 40"));
        sets.put("the shipped pack and one guardrail more", GuardrailCompiler.compile(more).bundle());
        try (Snapshot snapshot = Snapshots.open(archive)) {
            SeenRuns kept = new SeenRuns();
            sets.forEach((name, bundle) -> {
                measure(name + ", first", snapshot, bundle, kept);
                measure(name + ", again", snapshot, bundle, kept);
            });
        }
    }

    private static Bundle bundle(String on, String when) {
        return GuardrailCompiler.compile(List.of(source(on, when))).bundle();
    }

    private static GuardrailSource source(String on, String when) {
        return new GuardrailSource("g.yaml", "id: g\ntitle: A title\non: " + on + "\nwhen: \"" + when + "\"\naction: block\n");
    }

    private static void measure(String name, Snapshot snapshot, Bundle bundle, SeenRuns kept) {
        long start = System.nanoTime();
        long worked = PROCESS.getProcessCpuTime();
        long[] first = {-1};
        Rehearsal rehearsal = new Rehearsing(Rehearser.besideRecord(bundle, DryRunMode.WHOLE_PATH), done -> { }, (soFar, part) -> first[0] = first[0] < 0 ? System.nanoTime() - start : first[0]).over(snapshot, kept);
        double took = System.nanoTime() - start;
        double cpu = PROCESS.getProcessCpuTime() - worked;
        long steps = rehearsal.report().summary().steps();
        System.out.printf(Locale.ROOT, "%s: first result %.0f ms, all %.0f ms, CPU of the process, its compiler and collector included, %.0f ms: %.0f thousand steps a second, %.0f a second of CPU, %d hits%n", name, first[0] / MILLI, took / MILLI, cpu / MILLI, steps / took * MILLI, steps / cpu * MILLI, rehearsal.hits().size() + rehearsal.more());
    }
}
