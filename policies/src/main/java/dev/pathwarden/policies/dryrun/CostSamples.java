package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.Recall;
import dev.pathwarden.policies.target.PathFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what the guardrails of a set cost while a dry run goes on, on a sample of its steps: there each is asked once more, alone, with a clock beside it. For one thread; several runs can follow each other.
 *
 * <p>What is measured is the guardrail itself, with its verdict where it comes to one. What is found in a step for all of them - labels, sources, facts - is there by then, and is nobody's.
 */
public final class CostSamples {

    /** So many steps are measured in a row at first, that short recordings tell something as well. */
    private static final int FIRST = 64;
    /** Then one of so many, */
    private static final int EACH = 16;
    /** So many measured steps are enough. */
    private static final int ENOUGH = 1_000;
    /** Guardrails of which nothing was measured in so many steps have little to be measured. */
    private static final int MOST_OFFERED = 16_000;
    /** So many of each operation are measured, whatever was of others. */
    private static final int OF_EACH = 16;

    /** What was measured of one guardrail. When there is no more room, every second sample goes, and from then on every second is taken. */
    private static final class Samples {
        private static final int MOST = 1_024;
        private int[] nanos = new int[16];
        private int kept;
        private long every = 1;
        private long count;
        private long sum;

        void add(long took) {
            sum += took;
            if (count++ % every != 0) {
                return;
            }
            if (kept == MOST) {
                for (int i = 0; i < MOST / 2; i++) {
                    nanos[i] = nanos[2 * i];
                }
                kept = MOST / 2;
                every *= 2;
            }
            nanos = kept == nanos.length ? Arrays.copyOf(nanos, 2 * kept) : nanos;
            nanos[kept++] = (int) Math.min(took, Integer.MAX_VALUE);
        }

        long median() {
            int[] sorted = Arrays.copyOf(nanos, kept);
            Arrays.sort(sorted);
            return kept == 0 ? 0 : sorted[(kept - 1) / 2];
        }
    }

    private final Map<String, Samples> byGuardrail = new LinkedHashMap<>();
    private final Samples clock = new Samples();
    private final int[] ofOperation = new int[Operation.values().length];
    private long steps;
    private int measured;
    private int offered;

    /**
     * Whether more is to be measured, on another run.
     *
     * @param size how many steps it has
     */
    public boolean wants(int size) {
        boolean wants = measured < ENOUGH && offered < MOST_OFFERED;
        offered += wants ? size : 0;
        return wants;
    }

    /** Looks at a step that is about to be decided, and measures on it if its turn has come. */
    void decided(PolicyEngine engine, Step step, PathFacts path, Recall recall) {
        if (!engine.applies(step.operation())) {
            return;
        }
        long place = steps++;
        int operation = step.operation().ordinal();
        if (place < FIRST || place % EACH == 0 || ofOperation[operation] < OF_EACH) {
            ofOperation[operation]++;
            measured++;
            // Once without a clock: what is found in a step when it is first asked for would be on the account of the first that asks.
            engine.askEach(step, path, recall, (guardrail, ask) -> ask.run());
            long begun = System.nanoTime();
            clock.add(System.nanoTime() - begun);
            engine.askEach(step, path, recall, this::measure);
        }
    }

    private void measure(Guardrail guardrail, Runnable ask) {
        long begun = System.nanoTime();
        ask.run();
        byGuardrail.computeIfAbsent(guardrail.id(), unread -> new Samples()).add(System.nanoTime() - begun);
    }

    /** What was measured so far of each guardrail that was for a measured step; what looking at the clock takes is not in it. */
    public List<GuardrailCost> costs() {
        long off = clock.median();
        double all = byGuardrail.values().stream().mapToLong(samples -> without(off, samples)).sum();
        List<GuardrailCost> costs = new ArrayList<>(byGuardrail.size());
        byGuardrail.forEach((id, samples) -> costs.add(new GuardrailCost(id, Math.max(0, samples.median() - off), all == 0 ? 0 : without(off, samples) / all, samples.count)));
        return costs;
    }

    private static long without(long off, Samples samples) {
        return Math.max(0, samples.sum - off * samples.count);
    }
}
