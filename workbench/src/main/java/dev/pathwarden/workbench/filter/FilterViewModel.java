package dev.pathwarden.workbench.filter;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.GrowingSnapshot;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.search.SearchResult;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.completion.Completion;
import dev.pathwarden.workbench.completion.Proposal;
import dev.pathwarden.workbench.nav.Matches;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * State of the filter bar. What is typed is looked for at once, in the background; each key ends the search before. What it finds is given to the {@link Selection}, which all views follow. What cannot be understood leaves them
 * as they are. For the JavaFX thread.
 */
public final class FilterViewModel {

    /** What the bar says of what stands in it. */
    public enum State {
        /** Nothing is asked for. */
        EMPTY,
        /** Words. */
        WORDS,
        /** A condition. */
        CONDITION,
        /** Words joined to a condition. */
        MIXED,
        /** Something that is neither. */
        WRONG
    }

    private record Answer(FilterQuery query, Matches matches, Map<String, Integer> notEvaluated) {
    }

    private static final Texts TEXTS = Texts.of(FilterViewModel.class);

    private final Workspace workspace;
    private final Selection selection;
    private final Latest search;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.EMPTY);
    private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper(this, "searching");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private boolean lookingAgain;
    private int searches;
    /** Runs of which more came since they were looked through. */
    private final Set<RunId> grown = new HashSet<>();
    private int wrongAt = -1;
    private Completion completion;

    public FilterViewModel(Workspace workspace, Selection selection, TaskExecutor executor) {
        this.workspace = workspace;
        this.selection = selection;
        this.search = new Latest(executor);
        text.subscribe((before, now) -> look());
        workspace.snapshotProperty().subscribe((before, now) -> {
            completion = null;
            selection.filter(null);
            look();
        });
        workspace.growthsProperty().subscribe((before, now) -> {
            completion = null;
            grown.addAll(workspace.grown());
            lookAgain();
        });
    }

    /** Looks only through the runs of which more came, unless a search is under way, behind which that is done. */
    private void lookAgain() {
        Matches before = selection.matchesProperty().get();
        if (before == null || searching.get() || lookingAgain || grown.isEmpty() || !(workspace.snapshotProperty().get() instanceof GrowingSnapshot in)) {
            return;
        }
        Set<RunId> runs = Set.copyOf(grown);
        String typed = text.get();
        grown.clear();
        lookingAgain = true;
        search.execute(BackgroundTask.of(TEXTS.get("task"), progress -> {
            Answer found = answer(typed, in.only(runs), true, progress);
            Map<RunId, BitSet> others = new HashMap<>();
            before.places().runs().stream().filter(run -> !runs.contains(run)).forEach(run -> others.put(run, before.places().in(run)));
            Map<RunId, long[]> ids = new HashMap<>(before.ids());
            ids.keySet().removeAll(runs);
            if (found.matches() != null) {
                ids.putAll(found.matches().ids());
            }
            return found.matches() == null ? found : new Answer(found.query(), new Matches(FoundPlaces.of(others).or(found.matches().places()), found.matches().words(), ids), found.notEvaluated());
        }).onSuccess(this::answered).onFinished(() -> {
            lookingAgain = false;
            lookAgain();
        }));
    }

    /** What is typed. */
    public StringProperty textProperty() {
        return text;
    }

    /** What it is. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Whether a search is under way. */
    public ReadOnlyBooleanProperty searchingProperty() {
        return searching.getReadOnlyProperty();
    }

    /** What was found, or what is wrong, in a sentence; empty where nothing is asked for. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Offset of what is wrong; -1 where nothing is. */
    int wrongAt() {
        return wrongAt;
    }

    /** What fits at the caret. */
    List<Proposal> proposals(int caret) {
        if (completion == null) {
            Set<String> labels = new TreeSet<>();
            Map<String, String> agents = new TreeMap<>();
            for (RunSummary summary : workspace.runs()) {
                labels.addAll(summary.labels());
                if (summary.run().agent() != null) {
                    agents.put(summary.run().agent(), Wording.agent(summary.run()));
                }
            }
            completion = Completion.of(labels, agents);
        }
        return completion.at(text.get(), caret);
    }

    /** Asks for this, and for nothing else. */
    public void apply(FilterTerm term) {
        text.set(term.condition());
    }

    /** Asks for this besides. Words are put into quotes for it. */
    public void and(FilterTerm term) {
        text.set(joined(term.condition()));
    }

    /** Asks for what this is not, besides. Words are put into quotes for it. */
    public void andNot(FilterTerm term) {
        text.set(joined("!(" + term.condition() + ")"));
    }

    private String joined(String with) {
        String now = text.get().strip();
        return switch (state.get()) {
            case EMPTY, WRONG -> with;
            case WORDS -> FilterQuery.quoted(now) + " && " + with;
            case MIXED -> now + " && " + with;
            case CONDITION -> (now.contains("||") || now.contains("?") ? "(" + now + ")" : now) + " && " + with;
        };
    }

    /** Asks for nothing. */
    public void clear() {
        text.set("");
    }

    /** Ends the search that is under way; what was found before stays. */
    public void cancel() {
        search.cancel();
        searching.set(false);
        summary.set(TEXTS.get("cancelled"));
    }

    private void look() {
        search.cancel();
        Snapshot in = workspace.snapshotProperty().get();
        String typed = text.get();
        if (typed.isBlank() || in == null) {
            searching.set(false);
            understood(State.EMPTY, -1, "");
            selection.filter(null);
            return;
        }
        searching.set(true);
        grown.clear();
        int number = ++searches;
        search.execute(BackgroundTask.of(TEXTS.get("task"), progress -> answer(typed, in, in instanceof GrowingSnapshot, progress))
                .onSuccess(this::answered)
                .onFailure(error -> {
                    searching.set(false);
                    understood(State.WRONG, -1, error.getMessage());
                })
                .onFinished(() -> {
                    // Still searching: whoever ended it did so in the status bar.
                    if (number == searches && searching.get()) {
                        cancel();
                    }
                    lookAgain();
                }));
    }

    private static Answer answer(String typed, Snapshot of, boolean grows, Progress progress) {
        FilterQuery query = FilterQuery.of(typed);
        progress.checkCancelled();
        SeenRuns seen = grows ? new SeenRuns(of) : null;
        Snapshot in = grows ? seen : of;
        return switch (query) {
            case FilterQuery.Words words -> new Answer(query, matches(found(words.words(), in, progress), words.words(), seen), Map.of());
            case FilterQuery.Condition condition -> {
                SearchResult found = condition.search().find(in, StepFilter.ALL, done -> told(progress, done));
                yield new Answer(query, matches(found.places(), condition.words().isEmpty() ? null : condition.words().getFirst(), seen), found.notEvaluated());
            }
            default -> new Answer(query, null, Map.of());
        };
    }

    private static Matches matches(FoundPlaces places, String words, SeenRuns seen) {
        return new Matches(places, words, seen == null ? Map.of() : seen.ids(places));
    }

    /** The steps in which the words stand; of a run that has none and shows the words itself, all. */
    private static FoundPlaces found(String words, Snapshot in, Progress progress) {
        FoundPlaces steps = in.find(StepFilter.ALL.text(words), done -> told(progress, done));
        Map<RunId, BitSet> runs = new HashMap<>();
        RunWords ofRun = new RunWords(words);
        for (RunSummary summary : in.runs()) {
            if (steps.count(summary.run().id()) == 0 && ofRun.test(summary)) {
                int size = in instanceof SeenRuns seen ? seen.steps(summary.run().id()) : summary.steps();
                BitSet all = new BitSet(size);
                all.set(0, size);
                runs.put(summary.run().id(), all);
            }
        }
        return steps.or(FoundPlaces.of(runs));
    }

    private static void told(Progress progress, double done) {
        progress.checkCancelled();
        progress.update(done);
    }

    private void answered(Answer answer) {
        searching.set(false);
        switch (answer.query()) {
            case FilterQuery.Wrong wrong -> understood(State.WRONG, wrong.at(), TEXTS.get("wrong", wrong.at() + 1, wrong.message()));
            case FilterQuery.Words words -> found(State.WORDS, answer);
            case FilterQuery.Condition condition -> found(condition.mixed() ? State.MIXED : State.CONDITION, answer);
            case FilterQuery.Everything everything -> understood(State.EMPTY, -1, "");
        }
    }

    private void found(State as, Answer answer) {
        FoundPlaces places = answer.matches().places();
        String count = TEXTS.get("found", places.total(), places.runs().size(), workspace.runs().size());
        understood(as, -1, places.total() > 0 ? count : answer.notEvaluated().entrySet().stream().max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(most -> count + " · " + TEXTS.get("not.evaluated", most.getValue(), most.getKey())).orElse(count));
        selection.filter(answer.matches());
    }

    private void understood(State as, int at, String sentence) {
        wrongAt = at;
        state.set(as);
        summary.set(sentence);
    }
}
