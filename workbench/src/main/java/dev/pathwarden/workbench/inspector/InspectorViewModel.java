package dev.pathwarden.workbench.inspector;

import dev.pathwarden.model.evidence.RedactedRun;
import dev.pathwarden.model.path.UnseenEffects;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Limit;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.inspector.StepDetails.Entry;
import dev.pathwarden.workbench.inspector.StepDetails.Neighbour;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** State of the step inspector: the details of the current step. */
public final class InspectorViewModel {

    private static final Texts TEXTS = Texts.of(InspectorViewModel.class);
    /** Of a run that grows and has more steps, a step is described anew only if something came of itself: which steps are tied to it is found by going through all. */
    private static final int MOST_TIED_ANEW = 5_000;

    private final Selection selection;
    private final Supplier<List<ProcessInfo>> processes;
    private final Function<RunId, Optional<RedactedRun>> redacted;
    private final ReadOnlyObjectWrapper<StepDetails> details = new ReadOnlyObjectWrapper<>(this, "details");
    private final Map<StepId, List<Neighbour>> linksTo = new HashMap<>();
    private Set<StepId> unseenEffects = Set.of();
    private final Map<StepId, List<String>> takenOut = new HashMap<>();
    private RecordedRun indexed;

    /**
     * State that follows a selection.
     *
     * @param processes asked when another run is shown: the recorded processes of what is open
     * @param redacted gives what was taken out of a run after it was recorded
     */
    public InspectorViewModel(Selection selection, Supplier<List<ProcessInfo>> processes, Function<RunId, Optional<RedactedRun>> redacted) {
        this.selection = selection;
        this.processes = processes;
        this.redacted = redacted;
        selection.stepProperty().subscribe(ignored -> look());
        selection.runProperty().subscribe((before, now) -> {
            if (Selection.isSame(before, now) && details.get() != null && (now.steps().size() <= MOST_TIED_ANEW || selection.recordedStep().orElse(null) != details.get().step())) {
                look();
            }
        });
    }

    private void look() {
        details.set(selection.recordedStep().map(this::describe).orElse(null));
    }

    /** Details of the current step; null where there is none. */
    ReadOnlyObjectProperty<StepDetails> detailsProperty() {
        return details.getReadOnlyProperty();
    }

    /** Selects another step of the run in all views. */
    void select(StepId step) {
        selection.select(step);
    }

    /** Calls an action whenever another run is shown. */
    void onRunChanged(Runnable action) {
        selection.runProperty().subscribe((before, now) -> {
            if (!Selection.isSame(before, now)) {
                action.run();
            }
        });
    }

    /** The words that the filter looks for. */
    FoundWords words() {
        return selection.matchesProperty().get() == null ? FoundWords.NONE : new FoundWords(selection.matchesProperty().get().words());
    }

    /** Calls an action whenever other words are looked for. */
    void onWordsChanged(Runnable action) {
        selection.matchesProperty().subscribe((before, now) -> {
            if (!Objects.equals(before == null ? null : before.words(), now == null ? null : now.words())) {
                action.run();
            }
        });
    }

    /** Whether a run is shown, so that there is a step to choose. */
    boolean hasRun() {
        return selection.run() != null;
    }

    private StepDetails describe(RecordedStep step) {
        index(selection.run());
        List<Neighbour> from = new ArrayList<>();
        for (Link link : step.step().links()) {
            from.add(new Neighbour(link.step(), selection.find(link.step()).orElse(null), link.kind(), link.argument()));
        }
        StepId parent = step.step().parent();
        return new StepDetails(selection.run().run(), step, step.decided().map(decision -> decision.labels()).orElse(Set.of()),
                parent == null ? null : new Neighbour(parent, selection.find(parent).orElse(null), null, ""),
                from, linksTo.getOrDefault(step.id(), List.of()), facts(step), unseen(step),
                limits(step), takenOut.getOrDefault(step.id(), List.of()));
    }

    private void index(RecordedRun run) {
        if (indexed == run) {
            return;
        }
        indexed = run;
        linksTo.clear();
        unseenEffects = UnseenEffects.of(run, processes.get());
        takenOut.clear();
        redacted.apply(run.run().id()).ifPresent(known -> indexTombstones(run, known));
        for (RecordedStep step : run.steps()) {
            for (Link link : step.step().links()) {
                linksTo.computeIfAbsent(link.step(), ignored -> new ArrayList<>()).add(new Neighbour(step.id(), step, link.kind(), link.argument()));
            }
        }
    }

    /** Those of the run itself are left out: they are of no step. */
    private void indexTombstones(RecordedRun run, RedactedRun known) {
        for (RedactedRun.Tombstone tombstone : known.tombstones().stream().filter(each -> each.step() >= 0 && each.step() < run.steps().size()).toList()) {
            takenOut.computeIfAbsent(run.steps().get(tombstone.step()).id(), step -> new ArrayList<>()).add(TEXTS.get("taken." + tombstone.part().text(), tombstone.kind()));
        }
    }

    private List<String> unseen(RecordedStep step) {
        List<String> unseen = new ArrayList<>();
        if (unseenEffects.contains(step.id())) {
            unseen.add(TEXTS.get("unseen.effects"));
        }
        processOf(step).ifPresent(process -> {
            for (ProcessInfo.HookState hook : process.hooks()) {
                if (Boolean.FALSE.equals(hook.live())) {
                    unseen.add(TEXTS.get("unseen.hook", hook.hook(), hook.detail()));
                }
            }
            if (Limit.of(process).contains(Limit.UNTRIED_PLATFORM)) {
                unseen.add(TEXTS.get("unseen.untried"));
            }
        });
        return unseen;
    }

    private List<Limit> limits(RecordedStep step) {
        return processOf(step).map(Limit::of).orElse(List.of()).stream().filter(limit -> limit != Limit.UNTRIED_PLATFORM).toList();
    }

    private Optional<ProcessInfo> processOf(RecordedStep step) {
        return processes.get().stream().filter(process -> Long.valueOf(process.pid()).equals(step.step().pid())).findFirst();
    }

    private static List<Entry> facts(RecordedStep step) {
        List<Entry> facts = new ArrayList<>();
        add(facts, step.step().facts());
        step.ended().ifPresent(outcome -> add(facts, outcome.facts()));
        return facts;
    }

    private static void add(List<Entry> entries, Facts facts) {
        facts.asMap().forEach((field, value) -> entries.add(new Entry(field.text(), ValueText.of(value))));
    }
}
