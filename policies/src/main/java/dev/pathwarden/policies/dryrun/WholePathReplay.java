package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.PathMemory;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.Recall;
import dev.pathwarden.policies.engine.RunGuard;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.trust.Arrival;
import dev.pathwarden.policies.trust.Asked;
import dev.pathwarden.policies.trust.Prospect;
import dev.pathwarden.policies.trust.StepEnd;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides every step again on the merged path of all processes, with labels and provenance found anew in the recorded arguments and results.
 *
 * <p>Labels that a recorder found are kept besides, because file content is not in the record and what is in it can be cut. Labels of a step that nothing was
 * decided on came with an import: they are a source's opinion and are left out.
 */
final class WholePathReplay {

    /** Constant, so that a dry run gives the same answer each time; nothing of the fingerprints is kept. */
    private static final long SEED = 0x5061746877617264L;

    /** Per operation, the fields that a step is told where a guardrail asks for them, without those of novelty. */
    private static final List<List<Field>> TOLD = Arrays.stream(Operation.values())
            .map(operation -> Arrays.stream(Field.values()).filter(field -> field.isTold() && !field.isOfNovelty() && field.appliesTo(operation)).toList()).toList();

    private final PolicyEngine engine;
    /** Null until a run is decided that was seen before. */
    private volatile KeptReplay kept;

    WholePathReplay(Bundle bundle) {
        engine = new PolicyEngine(bundle, null);
    }

    /**
     * Something that happened on the merged path.
     *
     * @param at its place
     * @param step the step
     * @param end whether it is the step's end
     */
    private record Event(int at, RecordedStep step, boolean end) {
    }

    /** A judgement per step. */
    Map<StepId, Judgement> judge(RecordedRun run, Onlooker onlooker) {
        PathMemory memory = new PathMemory();
        Map<StepId, Judgement> judgements = new HashMap<>();
        walk(run, engine::asked, (recorded, prospect, place) -> judgements.put(recorded.id(), new Judgement(prospect.step(), evaluate(engine, memory, prospect.step(), prospect, prospect.fault(), place, onlooker))));
        return judgements;
    }

    /** As {@link #judge(RecordedRun, Onlooker)}, of a run that was seen before for this engine. */
    Judgements judge(SeenRun seen, Onlooker onlooker) {
        // Whoever looks on wants to see all guardrails asked.
        boolean apart = onlooker == Onlooker.NONE && kept().canAskApart(seen);
        return seen.judgements(apart ? kept().decide(seen, (part, run) -> decide(part, run, onlooker)) : decide(engine, seen, onlooker));
    }

    private KeptReplay kept() {
        KeptReplay made = kept;
        if (made == null) {
            made = new KeptReplay(engine);
            // Two threads may both make it; either will do.
            kept = made;
        }
        return made;
    }

    /** What an engine says of the steps of a run; those of which it says nothing are left out. */
    private static Map<StepId, Evaluation> decide(PolicyEngine engine, SeenRun seen, Onlooker onlooker) {
        PathMemory memory = new PathMemory();
        Map<StepId, Evaluation> said = new HashMap<>();
        SeenRun.Path path = new SeenRun.Path();
        for (SeenRun.Moment moment : seen.moments()) {
            path.at(moment);
            // Nothing is said of a step that no guardrail is for, and nothing remembered of one that no operator looks at.
            boolean concerned = moment.fault() != null || engine.concerns(moment.step().operation());
            Evaluation evaluation = concerned ? evaluate(engine, memory, moment.step(), path, moment.fault(), path.steps() + 1, onlooker) : Evaluation.NONE;
            if (evaluation != Evaluation.NONE) {
                said.put(moment.step().id(), evaluation);
            } else if (!said.isEmpty()) {
                said.remove(moment.step().id());
            }
            path.join();
        }
        return said;
    }

    /** Shows each step before it joins the path, with the sources of arguments of those names besides what the engine asks for. Nothing is decided. */
    void look(RecordedRun run, Set<String> arguments, Onlooker onlooker) {
        PathMemory memory = new PathMemory();
        walk(run, operation -> {
            Asked usual = engine.asked(operation);
            Set<String> traced = new HashSet<>(usual.arguments());
            if (Field.ARGUMENT_SOURCES.appliesTo(operation)) {
                traced.addAll(arguments);
            }
            return new Asked(usual.ofRun(), usual.labels(), traced, usual.roles());
        }, (recorded, prospect, place) -> {
            if (prospect.fault() == null) {
                onlooker.decided(engine, prospect.step(), prospect, memory.recall(engine));
            }
        });
    }

    private static Evaluation evaluate(PolicyEngine engine, PathMemory memory, Step step, PathFacts path, String fault, long place, Onlooker onlooker) {
        Recall recall = memory.recall(engine);
        if (fault == null) {
            onlooker.decided(engine, step, path, recall);
        }
        Evaluation evaluation = fault == null ? engine.evaluate(step, path, recall) : RunGuard.evaluateFaulty(engine, step, path, recall, fault);
        recall.join(place);
        return evaluation;
    }

    /** Whether what is seen of a run for this engine is all that guardrails can read of it: what is new of an agent is told by the bundle and not kept. */
    boolean canKeep() {
        return engine.novelty().isEmpty();
    }

    /** Whether a run that was seen shows all that this engine asks for. */
    boolean isSeenFor(SeenRun seen) {
        return canKeep() && seen.tools().equals(engine.bundle().tools()) && seen.traced().containsAll(traced());
    }

    /**
     * Sees a run with everything that guardrails of any set can ask for, but for the sources of arguments, of which only those are kept that this engine asks for.
     *
     * @param more further arguments whose sources are kept
     */
    SeenRun see(RecordedRun run, Set<String> more) {
        List<SeenRun.Moment> moments = new ArrayList<>(run.steps().size());
        Set<String> traced = traced();
        traced.addAll(more);
        walk(run, operation -> new Asked(TOLD.get(operation.ordinal()), true, traced, true),
                (recorded, prospect, place) -> moments.add(new SeenRun.Moment(prospect.step(), prospect.labels(), prospect.provenance(prospect.step()), prospect.fault())));
        return new SeenRun(run, engine.bundle().tools(), traced, moments);
    }

    /** The arguments whose sources this engine asks for. */
    Set<String> traced() {
        Set<String> traced = new HashSet<>();
        for (Operation operation : Operation.values()) {
            traced.addAll(engine.asked(operation).arguments());
        }
        return traced;
    }

    /** Is shown each step before it joins the path. */
    @FunctionalInterface
    private interface Decider {
        /** @param place the step's place among those of the run, from 1 */
        void decide(RecordedStep recorded, Prospect prospect, long place);
    }

    private void walk(RecordedRun run, Function<Operation, Asked> asked, Decider decider) {
        TrustContext trust = new TrustContext(SEED);
        trust.signals().actsFor(run.run().user());
        if (run.steps().stream().allMatch(step -> step.decision() == null)) {
            trust.signals().unwatched();
        }
        Map<StepId, Step> arrived = new HashMap<>();
        PendingImports imports = new PendingImports(run);
        for (Event event : events(run)) {
            RecordedStep recorded = event.step();
            if (event.end()) {
                Step step = arrived.getOrDefault(recorded.id(), recorded.step());
                trust.signals().end(step, null, StepEnd.of(recorded.outcome()), trust.signals().endKey(step, recorded.status()));
                trust.depart(trust.examine(step, recorded.outcome().status(), recorded.outcome().result(), engine.tools(), recorded.decision() == null ? Set.of() : recorded.outcome().labels()));
                continue;
            }
            imports.before(recorded, trust);
            Arrival arrival = trust.inspect(bare(recorded), null);
            Prospect prospect = trust.prospect(arrival, engine.tools(), asked.apply(recorded.operation())).tell(engine.novelty(), engine.ofNovelty(recorded.operation()));
            Step step = prospect.step();
            arrived.put(step.id(), step);
            decider.decide(recorded, prospect, trust.steps() + 1);
            trust.join(prospect);
            if (recorded.status() != Status.BLOCKED) {
                trust.signals().letThrough(step);
            }
        }
    }

    private static List<Event> events(RecordedRun run) {
        List<Event> events = new ArrayList<>(run.steps().size() * 2);
        for (RecordedStep step : run.steps()) {
            events.add(new Event(step.decidedAt(), step, false));
            if (step.outcome() != null && step.endedAt() >= 0) {
                events.add(new Event(step.endedAt(), step, true));
            }
        }
        events.sort(Comparator.comparingInt(Event::at));
        return events;
    }

    /** The step without what is found anew. */
    private static Step bare(RecordedStep recorded) {
        Step step = recorded.step();
        List<Link> causal = new ArrayList<>();
        for (Link link : step.links()) {
            if (link.kind().causal()) {
                causal.add(link);
            }
        }
        Set<String> labels = recorded.decision() == null ? new HashSet<>() : new HashSet<>(step.labels());
        labels.remove(TrustContext.PROVENANCE_UNKNOWN);
        return new Step(step.run(), step.id(), step.parent(), causal, step.operation(), step.name(), step.agent(), step.pid(), step.thread(), step.startNanos(), step.arguments(),
                withoutFound(step.facts()), labels);
    }

    private static Facts withoutFound(Facts facts) {
        Map<Field, Object> kept = new EnumMap<>(Field.class);
        kept.putAll(facts.asMap());
        kept.keySet().removeAll(TrustContext.FOUND);
        return Facts.of(kept);
    }

    /** Labels that came from other processes, handed over in time. */
    private static final class PendingImports {

        private final Map<Long, List<RecordedRun.LabelsImported>> byProcess = new HashMap<>();

        PendingImports(RecordedRun run) {
            for (RecordedRun.LabelsImported imported : run.imports()) {
                byProcess.computeIfAbsent(imported.pid(), pid -> new ArrayList<>()).add(imported);
            }
        }

        void before(RecordedStep step, TrustContext trust) {
            List<RecordedRun.LabelsImported> pending = step.decision() == null ? null : byProcess.get(step.step().pid());
            if (pending != null) {
                pending.removeIf(imported -> {
                    boolean due = imported.ticket() < step.decision().ticket();
                    if (due) {
                        trust.importLabels(imported.labels());
                    }
                    return due;
                });
            }
        }
    }
}
