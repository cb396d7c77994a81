package dev.pathwarden.policies.unusual;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects what many runs show, and tells what is unusual in another one beside them. For one thread.
 *
 * <p>What came with an import as its opinion of a run is not read: no attribute, label or status. A thing is called unusual where at most one in twenty of the runs that could show it do, and where things as rare are rare among them:
 * a recipient that no other run has says little where nearly every run has one of its own. What follows from something new is not told besides: of a new tool neither its values nor what comes behind it.
 */
public final class OtherRuns {

    /** Most steps that are told. */
    public static final int MOST_STEPS = 200;

    private static final double FEW = 0.05;
    private static final double NEARLY_ALL = 0.9;
    /** Fewer runs say nothing of what nearly all do, or what is far beyond. */
    private static final int ENOUGH = 5;
    private static final double LEAST_RARITY = Math.log(2);
    private static final int MOST_CHOICES = 50_000;
    private static final int MOST_THINGS = 50_000;
    private static final int MOST_DURATIONS = 100_000;
    /** Kinds of steps that are counted; a recording may name its tools as it likes. */
    private static final int MOST_KINDS = 10_000;
    private static final int FAR = 2;
    private static final long NOTICEABLE_MILLIS = 100;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final TrustContext looks = new TrustContext(1);
    private final Map<Thing.Choice, Counts> choices = new HashMap<>();
    /** Of each kind of step how many of them each run had that had any, and how long each took. */
    private final Map<String, List<Long>> counts = new HashMap<>();
    private final Map<String, List<Long>> durations = new HashMap<>();
    private final List<Long> lengths = new ArrayList<>();

    /** How many runs show each of the things that a step has one or another of. */
    private static final class Counts {
        private final Map<String, Integer> runs = new HashMap<>();
        private int any;
        private long all;
        private boolean cut;
        private double[] asRare;

        void add(String thing) {
            if (runs.size() >= MOST_THINGS && !runs.containsKey(thing)) {
                cut = true;
                return;
            }
            runs.merge(thing, 1, Integer::sum);
            all++;
            asRare = null;
        }

        /** The negative logarithm of the share of what is as rare as that, which is estimated so that nothing is impossible. */
        double rarity(int shownBy) {
            if (asRare == null) {
                TreeMap<Integer, Long> byCount = new TreeMap<>();
                runs.values().forEach(count -> byCount.merge(count, (long) count, Long::sum));
                asRare = new double[any + 1];
                long sum = 0;
                for (int count = 1; count <= any; count++) {
                    sum += byCount.getOrDefault(count, 0L);
                    asRare[count] = sum;
                }
            }
            return -Math.log(Math.min(1, (asRare[Math.min(any, Math.max(1, shownBy))] + 1) / (all + 2)));
        }
    }

    /** Number of runs that were added. */
    public int runs() {
        return lengths.size();
    }

    /** Adds one of the others. */
    public void add(RecordedRun run) {
        Set<Thing> shown = new HashSet<>();
        Map<String, Long> steps = new HashMap<>();
        String before = "";
        for (RecordedStep recorded : ordered(run)) {
            shown.addAll(StepThings.of(whole(recorded.step()), before));
            before = StepThings.kindOf(recorded.step());
            steps.merge(before, 1L, Long::sum);
            add(durations, before, millis(recorded), MOST_DURATIONS);
        }
        Set<Thing.Choice> had = new HashSet<>();
        for (Thing thing : shown) {
            Counts known = choices.get(thing.choice());
            if (known == null && choices.size() < MOST_CHOICES) {
                known = new Counts();
                choices.put(thing.choice(), known);
            }
            if (known != null) {
                known.any += had.add(thing.choice()) ? 1 : 0;
                known.add(thing.text());
            }
        }
        steps.forEach((kind, count) -> add(counts, kind, count, Integer.MAX_VALUE));
        lengths.add((long) run.steps().size());
    }

    private static void add(Map<String, List<Long>> to, String kind, Long measured, int most) {
        if (measured == null || to.size() >= MOST_KINDS && !to.containsKey(kind)) {
            return;
        }
        List<Long> known = to.computeIfAbsent(kind, each -> new ArrayList<>());
        if (known.size() < most) {
            known.add(measured);
        }
    }

    private static List<RecordedStep> ordered(RecordedRun run) {
        List<RecordedStep> steps = new ArrayList<>(run.steps());
        steps.sort(Comparator.comparingInt(RecordedStep::decidedAt));
        return steps;
    }

    /** With the hosts that its arguments name, which an imported step does not carry. */
    private Step whole(Step step) {
        return Field.TARGET_HOSTS.appliesTo(step.operation()) && step.facts().get(Field.TARGET_HOSTS) == null ? looks.inspect(step, null).plain() : step;
    }

    private static Long millis(RecordedStep step) {
        Long nanos = step.outcome() == null ? null : step.outcome().durationNanos();
        return nanos == null ? null : nanos / NANOS_PER_MILLI;
    }

    /** What is unusual in a run that is not one of these. */
    public Unusual in(RecordedRun run) {
        Map<StepId, Integer> places = new HashMap<>();
        run.steps().forEach(step -> places.put(step.id(), places.size()));
        List<UnusualStep> steps = new ArrayList<>();
        Map<String, List<RecordedStep>> byKind = new LinkedHashMap<>();
        String before = "";
        for (RecordedStep recorded : ordered(run)) {
            UnusualStep step = unusual(recorded, places.get(recorded.id()), before);
            before = StepThings.kindOf(recorded.step());
            byKind.computeIfAbsent(before, kind -> new ArrayList<>()).add(recorded);
            if (!step.things().isEmpty()) {
                steps.add(step);
            }
        }
        steps.sort(Comparator.comparingDouble(UnusualStep::weight).reversed().thenComparingInt(UnusualStep::place));
        return new Unusual(run.run().id(), runs(), steps.subList(0, Math.min(MOST_STEPS, steps.size())), missing(byKind.keySet()), outliers(run, byKind));
    }

    private UnusualStep unusual(RecordedStep recorded, int place, String before) {
        List<UnusualThing> few = new ArrayList<>();
        double is = 0;
        double actsOn = 0;
        for (Thing thing : StepThings.of(whole(recorded.step()), before)) {
            Counts known = choices.get(thing.choice());
            if (known == null || known.cut && !known.runs.containsKey(thing.text())) {
                continue;
            }
            int shownBy = known.runs.getOrDefault(thing.text(), 0);
            boolean step = thing.kind() == ThingKind.STEP;
            double rarity = step ? -Math.log((shownBy + 1.0) / (runs() + 2)) : known.rarity(shownBy);
            is = step ? rarity : is;
            actsOn = thing.kind().isActedOn() ? Math.max(actsOn, rarity) : actsOn;
            int could = step ? runs() : known.any;
            if (shownBy <= could * FEW && rarity > LEAST_RARITY) {
                few.add(new UnusualThing(thing, shownBy, could, rarity));
            }
        }
        few.sort(Comparator.comparingDouble(UnusualThing::rarity).reversed().thenComparing(thing -> thing.thing().kind()));
        return new UnusualStep(recorded, place, few, is + actsOn);
    }

    private List<Missing> missing(Set<String> here) {
        List<Missing> missing = new ArrayList<>();
        if (runs() >= ENOUGH) {
            counts.forEach((kind, of) -> {
                if (of.size() >= runs() * NEARLY_ALL && !here.contains(kind)) {
                    missing.add(new Missing(kind, of.size(), runs()));
                }
            });
        }
        missing.sort(Comparator.comparingInt(Missing::runs).reversed().thenComparing(Missing::kind));
        return missing;
    }

    private List<Outlier> outliers(RecordedRun run, Map<String, List<RecordedStep>> byKind) {
        List<Outlier> outliers = new ArrayList<>();
        if (!run.steps().isEmpty()) {
            count("", ordered(run), lengths, outliers);
        }
        byKind.forEach((kind, steps) -> {
            count(kind, steps, counts.getOrDefault(kind, List.of()), outliers);
            duration(kind, steps, durations.getOrDefault(kind, List.of()), outliers);
        });
        return outliers;
    }

    /** @param others how many of them each of the others has that has any */
    private static void count(String kind, List<RecordedStep> steps, List<Long> others, List<Outlier> outliers) {
        List<Long> sorted = others.stream().sorted().toList();
        if (sorted.size() >= ENOUGH && steps.size() > last(sorted) && steps.size() >= FAR * middle(sorted)) {
            outliers.add(new Outlier(Outlier.Measure.STEPS, kind, steps.size(), middle(sorted), last(sorted), steps.get((int) last(sorted))));
        }
    }

    private static void duration(String kind, List<RecordedStep> steps, List<Long> others, List<Outlier> outliers) {
        RecordedStep longest = steps.stream().filter(step -> millis(step) != null).max(Comparator.comparing(OtherRuns::millis)).orElse(null);
        List<Long> sorted = others.stream().sorted().toList();
        if (longest != null && sorted.size() >= ENOUGH && millis(longest) >= FAR * last(sorted) && millis(longest) - last(sorted) >= NOTICEABLE_MILLIS) {
            outliers.add(new Outlier(Outlier.Measure.DURATION, kind, millis(longest), middle(sorted), last(sorted), longest));
        }
    }

    private static long middle(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static long last(List<Long> sorted) {
        return sorted.get(sorted.size() - 1);
    }
}
