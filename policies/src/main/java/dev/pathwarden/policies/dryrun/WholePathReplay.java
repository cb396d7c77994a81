package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
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
import dev.pathwarden.policies.trust.Arrival;
import dev.pathwarden.policies.trust.Prospect;
import dev.pathwarden.policies.trust.StepEnd;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides every step again on the merged path of all processes, with labels and provenance found anew in the recorded arguments and results.
 *
 * <p>Labels that a recorder found are kept besides, because file content is not in the record and what is in it can be cut. Labels of a step that nothing was
 * decided on came with an import: they are a source's opinion and are left out.
 */
final class WholePathReplay {

    /** Constant, so that a dry run gives the same answer each time; nothing of the fingerprints is kept. */
    private static final long SEED = 0x5061746877617264L;

    private final PolicyEngine engine;

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
        TrustContext trust = new TrustContext(SEED);
        trust.signals().actsFor(run.run().user());
        if (run.steps().stream().allMatch(step -> step.decision() == null)) {
            trust.signals().unwatched();
        }
        PathMemory memory = new PathMemory();
        Map<StepId, Judgement> judgements = new HashMap<>();
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
            Prospect prospect = trust.prospect(arrival, engine.tools(), engine.asked(recorded.operation())).tell(engine.novelty(), engine.ofNovelty(recorded.operation()));
            Step step = prospect.step();
            arrived.put(step.id(), step);
            Recall recall = memory.recall(engine);
            if (prospect.fault() == null) {
                onlooker.decided(step, prospect, recall);
            }
            Evaluation evaluation = prospect.fault() == null ? engine.evaluate(step, prospect, recall) : RunGuard.evaluateFaulty(engine, step, prospect, recall, prospect.fault());
            trust.join(prospect);
            if (recorded.status() != Status.BLOCKED) {
                trust.signals().letThrough(step);
            }
            recall.join(trust.steps());
            judgements.put(step.id(), new Judgement(step, evaluation));
        }
        return judgements;
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
