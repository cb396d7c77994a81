package dev.pathwarden.policies.draft;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.yaml.YamlName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * What a draft would hit in recorded runs, whichever of its clauses are on: each choice of each clause is asked once of each step of the operation, in a dry run over the whole path, and switching is counting again.
 *
 * <p>Runs without a step of the operation are not read. Safe for any thread: counts can be taken while runs still come.
 */
public final class DraftReach {

    /** What a run said: the steps of the operation, and of each condition which of them meet it and on which it could not be evaluated. */
    private record OfRun(RunId run, BitSet steps, BitSet own, Map<String, BitSet> met, Map<String, BitSet> silent) {
    }

    private final Operation operation;
    private final List<String> conditions;
    private final DryRun dryRun;
    private final Set<String> unusable = new LinkedHashSet<>();
    private final Map<RunId, Set<StepId>> drafted = new HashMap<>();
    private final List<OfRun> runs = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    /** Makes ready to ask. The first one in a JVM takes about a second. */
    public DraftReach(Draft draft) {
        operation = draft.operation();
        conditions = List.copyOf(conditions(draft));
        StringBuilder guardrails = new StringBuilder();
        for (int i = 0; i < conditions.size(); i++) {
            guardrails.append("---\nid: c").append(i).append("\ntitle: a clause\non: [").append(operation.text()).append("]\nwhen: ").append(YamlName.quoted(conditions.get(i))).append("\naction: alert\n");
        }
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("draft.yaml", guardrails.toString())));
        unusable.addAll(conditions);
        compilation.bundle().guardrails().forEach(guardrail -> unusable.remove(condition(guardrail.id())));
        dryRun = new DryRun(compilation.bundle(), DryRunMode.WHOLE_PATH);
        draft.steps().forEach(step -> drafted.computeIfAbsent(step.step().run(), run -> new LinkedHashSet<>()).add(step.step().id()));
    }

    /** What can be asked of a draft without asking anew: of a flow, what is asked of its source now, and with one thing more or less. */
    private static Set<String> conditions(Draft draft) {
        Set<String> conditions = new LinkedHashSet<>();
        draft.clauses().forEach(clause -> {
            for (int i = 0; i < clause.choices().size(); i++) {
                conditions.add(clause.condition(i));
            }
        });
        if (draft.flow() != null) {
            draft.flow().clauses().forEach(clause -> {
                conditions.add(flowOf(draft.with(clause.name(), !clause.on())));
                for (int i = 0; i < clause.choices().size(); i++) {
                    conditions.add(flowOf(draft.choosing(clause.name(), i)));
                }
            });
        }
        return conditions;
    }

    private static String flowOf(Draft draft) {
        return draft.flow().clause(true).condition();
    }

    private String condition(String guardrail) {
        return conditions.get(Integer.parseInt(guardrail.substring(1)));
    }

    /** Whether all that this draft and one switch more would ask is asked here; else another reach is needed. */
    public boolean knows(Draft draft) {
        return draft.operation() == operation && conditions.containsAll(conditions(draft)) && draft.steps().stream().allMatch(step -> drafted.getOrDefault(step.step().run(), Set.of()).contains(step.step().id()));
    }

    /** Conditions of the draft that no guardrail can ask. */
    public Set<String> unusable() {
        return Set.copyOf(unusable);
    }

    /** Sentences on runs that could not be read. */
    public synchronized List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /**
     * Asks all runs of a snapshot, those of the drafted steps first. What cannot be read is left out and told.
     *
     * @param progress is told now and then which part is done, from 0 to 1; what it throws ends the asking
     * @param added is called behind each run
     */
    public void ask(Snapshot snapshot, DoubleConsumer progress, Runnable added) {
        FoundPlaces places = snapshot.isIndexed() ? snapshot.find(StepFilter.ALL.operations(operation), done -> progress.accept(0)) : null;
        List<RunId> all = snapshot.runs().stream().map(summary -> summary.run().id()).filter(run -> places == null || places.count(run) > 0).toList();
        List<RunId> order = new ArrayList<>(all.stream().filter(drafted::containsKey).toList());
        all.stream().filter(run -> !drafted.containsKey(run)).forEach(order::add);
        for (int i = 0; i < order.size(); i++) {
            try {
                add(snapshot.run(order.get(i)));
            } catch (SnapshotException e) {
                synchronized (this) {
                    unreadable.add(e.getMessage());
                }
            }
            progress.accept((i + 1.0) / order.size());
            added.run();
        }
    }

    /** Asks a run. */
    public void add(RecordedRun run) {
        List<RecordedStep> steps = run.steps();
        Map<StepId, Integer> places = new HashMap<>();
        BitSet alike = new BitSet(steps.size());
        BitSet own = new BitSet(steps.size());
        Set<StepId> drafts = drafted.getOrDefault(run.run().id(), Set.of());
        for (int i = 0; i < steps.size(); i++) {
            places.put(steps.get(i).id(), i);
            alike.set(i, steps.get(i).operation() == operation);
            own.set(i, drafts.contains(steps.get(i).id()));
        }
        if (alike.isEmpty()) {
            return;
        }
        RunDryRun said = dryRun.dryRun(run);
        Map<String, BitSet> met = new HashMap<>();
        Map<String, BitSet> silent = new HashMap<>();
        for (DryRunDecision decision : said.decisions()) {
            met.computeIfAbsent(condition(decision.verdict().guardrail()), condition -> new BitSet()).set(places.get(decision.step()));
        }
        for (RunDryRun.Skipped skipped : said.notEvaluated()) {
            if (skipped.guardrail().startsWith("c")) {
                silent.computeIfAbsent(condition(skipped.guardrail()), condition -> new BitSet()).set(places.get(skipped.step()));
            }
        }
        synchronized (this) {
            runs.add(new OfRun(run.run().id(), alike, own, met, silent));
        }
    }

    /**
     * Counts what the draft hits of what was asked so far.
     *
     * @param most how many of the steps that it hits besides its own are named
     */
    public synchronized ReachCount count(Draft draft, int most) {
        List<String> asked = draft.asked().stream().map(DraftClause::condition).toList();
        ReachCount.Builder count = new ReachCount.Builder(most);
        Map<String, Alternatives> alternatives = alternatives(draft);
        for (OfRun run : runs) {
            BitSet hit = meeting(run, asked);
            BitSet unknown = (BitSet) run.steps().clone();
            for (String condition : asked) {
                BitSet can = (BitSet) run.met().getOrDefault(condition, new BitSet()).clone();
                can.or(run.silent().getOrDefault(condition, new BitSet()));
                unknown.and(can);
            }
            unknown.andNot(hit);
            count.add(run.run(), run.steps().cardinality(), hit, run.own(), unknown.cardinality());
            alternatives.forEach((clause, other) -> {
                BitSet base = meeting(run, other.others());
                count.without(clause, other.without() == null ? base : meeting(run, base, other.without()));
                for (int i = 0; i < other.choices().size(); i++) {
                    count.with(clause, i, other.choices().size(), meeting(run, base, other.choices().get(i)));
                }
            });
        }
        return count.done();
    }

    /** @param without what is asked besides where the clause is off; null for nothing */
    private record Alternatives(Collection<String> others, String without, List<String> choices) {
    }

    private static Map<String, Alternatives> alternatives(Draft draft) {
        Map<String, Alternatives> alternatives = new LinkedHashMap<>();
        for (DraftClause clause : draft.clauses()) {
            List<String> choices = new ArrayList<>();
            for (int i = 0; i < clause.choices().size(); i++) {
                choices.add(clause.condition(i));
            }
            alternatives.put(clause.name(), new Alternatives(others(draft, clause.name()), null, choices));
        }
        boolean flows = draft.flow() != null && draft.asked().stream().anyMatch(clause -> clause.name().equals(Flow.NAME));
        for (DraftClause clause : flows ? draft.flow().clauses() : List.<DraftClause>of()) {
            List<String> choices = new ArrayList<>();
            for (int i = 0; i < clause.choices().size(); i++) {
                choices.add(flowOf(draft.choosing(clause.name(), i)));
            }
            alternatives.put(clause.name(), new Alternatives(others(draft, Flow.NAME), flowOf(draft.with(clause.name(), false)), choices));
        }
        return alternatives;
    }

    private static List<String> others(Draft draft, String clause) {
        return draft.asked().stream().filter(each -> !each.name().equals(clause)).map(DraftClause::condition).toList();
    }

    private static BitSet meeting(OfRun run, Collection<String> conditions) {
        BitSet all = (BitSet) run.steps().clone();
        conditions.forEach(condition -> all.and(run.met().getOrDefault(condition, new BitSet())));
        return all;
    }

    private static BitSet meeting(OfRun run, BitSet of, String condition) {
        BitSet both = (BitSet) of.clone();
        both.and(run.met().getOrDefault(condition, new BitSet()));
        return both;
    }
}
