package dev.pathwarden.workbench.follow;

import dev.pathwarden.model.follow.FollowLine;
import dev.pathwarden.model.follow.FollowWords;
import dev.pathwarden.model.follow.FollowWords.Place;
import dev.pathwarden.model.follow.FollowedRun;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.rehearsal.RehearsedLines;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.nav.Matches;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.WhenSeen;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** State of the run as text: its lines, made in the background, and which of them are of the selected step. For the JavaFX thread. */
public final class FollowViewModel {

    private static final Texts TEXTS = Texts.of(FollowViewModel.class);
    private static final int LONGEST = 20_000;
    private static final Comparator<Place> BY_PLACE = Comparator.comparingInt(Place::line).thenComparingInt(Place::at);

    private final Selection selection;
    private final ObservableValue<RehearsedSteps> rehearsed;
    private final Latest writing;
    private final Latest finding;
    private final ObservableList<FollowLine> lines = FXCollections.observableArrayList();
    private final BooleanProperty full = new SimpleBooleanProperty(this, "full");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final StringProperty words = new SimpleStringProperty(this, "words", "");
    private final ReadOnlyLongWrapper writings = new ReadOnlyLongWrapper(this, "writings");
    private final ReadOnlyObjectWrapper<Found> found = new ReadOnlyObjectWrapper<>(this, "found", Found.NOTHING);
    private final WhenSeen whenSeen = new WhenSeen(this::write);
    /** The run as it was written last; null where it is not written yet. */
    private PathIndex written;
    /** What the filter leaves of it; null where there is no filter. */
    private BitSet left;
    private boolean keepsPlace;

    /**
     * Where the words stand that are looked for.
     *
     * @param words null where none are
     * @param places in the lines as they are
     * @param at which of the places is the current one, from 0
     */
    record Found(FollowWords words, List<Place> places, int at) {

        static final Found NOTHING = new Found(null, List.of(), 0);

        /** The current place; null where there is none. */
        Place current() {
            return places.isEmpty() ? null : places.get(at);
        }

        /** Whether one of the places is in a line. */
        boolean holds(int line) {
            int near = -Collections.binarySearch(places, new Place(line, -2), BY_PLACE) - 1;
            return near < places.size() && places.get(near).line() == line;
        }

        /** Whether the words stand in a step whose first line this is, in a text that is not told here. */
        boolean isBeside(int line) {
            int near = Collections.binarySearch(places, new Place(line, -1), BY_PLACE);
            return near >= 0;
        }

        private Found at(Place wanted) {
            int near = Collections.binarySearch(places, wanted, BY_PLACE);
            return places.isEmpty() ? this : new Found(words, places, near >= 0 ? near : Math.min(-near - 1, places.size() - 1));
        }
    }

    /** @param same how many of the lines are those that stood there before */
    private record Written(List<FollowLine> lines, int same) {
    }

    /** @param rehearsed what tried guardrails make of the steps of the run, which is told among its lines */
    public FollowViewModel(Selection selection, ObservableValue<RehearsedSteps> rehearsed, TaskExecutor executor) {
        this.selection = selection;
        this.rehearsed = rehearsed;
        this.writing = new Latest(executor);
        this.finding = new Latest(executor);
        selection.runProperty().subscribe(run -> {
            if (written == null || !Selection.isSame(written.run(), run)) {
                writing.cancel();
                written = null;
                lines.clear();
                finding.cancel();
                found.set(Found.NOTHING);
            }
            // A long run has more lines than steps, and they take much of the heap and of the time until it is read.
            whenSeen.want();
        });
        full.subscribe((before, now) -> whenSeen.want());
        rehearsed.subscribe((before, now) -> whenSeen.want());
        selection.matchesProperty().subscribe(this::match);
        words.subscribe((before, now) -> find(new Place(Math.max(0, selectedLine()), -1)));
    }

    /** Whether somebody looks; while nobody does, nothing is written. */
    public BooleanProperty seenProperty() {
        return whenSeen.seenProperty();
    }

    private void match() {
        left = written == null ? null : selection.matched(written);
    }

    private void write() {
        whenSeen.done();
        PathIndex path = selection.path();
        problem.set("");
        writing.cancel();
        if (path != null) {
            boolean all = full.get();
            RehearsedSteps tried = rehearsed.getValue();
            List<FollowLine> before = List.copyOf(lines);
            writing.execute(BackgroundTask.of(TEXTS.get("task"), progress -> {
                List<FollowLine> recorded = FollowedRun.of(path.run(), all);
                List<FollowLine> next = tried.areOf(path) ? RehearsedLines.in(recorded, path.run(), tried.rehearsed()) : recorded;
                int same = 0;
                while (same < before.size() && same < next.size() && before.get(same).equals(next.get(same))) {
                    same++;
                }
                return new Written(next, same);
            }).onSuccess(now -> show(path, now)).onFailure(error -> problem.set(TEXTS.get("problem", FailureText.of(error)))));
        }
    }

    /** Lines that are the same stay, so that a list of them stays where it is scrolled to. */
    private void show(PathIndex path, Written now) {
        keepsPlace = written != null && written != path && Selection.isSame(written.run(), path.run()) && written.placeOf(selection.step()) >= 0;
        written = path;
        match();
        Place current = found.get().current();
        if (now.same() == 0) {
            lines.setAll(now.lines());
        } else {
            if (now.same() < lines.size()) {
                lines.remove(now.same(), lines.size());
            }
            lines.addAll(now.lines().subList(now.same(), now.lines().size()));
        }
        writings.set(writings.get() + 1);
        find(current == null ? new Place(Math.max(0, selectedLine()), -1) : current);
    }

    /** @param from the current place is to be this one, or the first behind it */
    private void find(Place from) {
        finding.cancel();
        PathIndex in = written;
        if (words.get().isEmpty() || in == null) {
            found.set(Found.NOTHING);
            return;
        }
        FollowWords wanted = new FollowWords(words.get());
        List<FollowLine> all = List.copyOf(lines);
        finding.execute(BackgroundTask.of(TEXTS.get("task.find"), progress -> new Found(wanted, wanted.in(in.run(), all, FollowViewModel::shown), 0).at(from))
                .onSuccess(found::set).onFailure(error -> problem.set(TEXTS.get("problem", FailureText.of(error)))));
    }

    /** What of the text of a line is shown. */
    static String shown(String text) {
        return Wording.line(text, LONGEST);
    }

    /** The words that are looked for; empty for none. */
    StringProperty wordsProperty() {
        return words;
    }

    /** Where they stand; found in the background. */
    ReadOnlyObjectProperty<Found> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** Goes on by so many places, from the last to the first. */
    void turn(int by) {
        Found now = found.get();
        if (!now.places().isEmpty()) {
            found.set(new Found(now.words(), now.places(), Math.floorMod(now.at() + by, now.places().size())));
        }
    }

    /** Whether the lines changed last because more came of the run, and not of the selected step, so that what is looked at stays in place. */
    boolean keepsPlace() {
        return keepsPlace;
    }

    /** How often lines were written; told behind each time, when whoever lists them has all. */
    ReadOnlyLongProperty writingsProperty() {
        return writings.getReadOnlyProperty();
    }

    /** The lines of the run that is shown; none where there is no run, or they are not written yet. */
    ObservableList<FollowLine> lines() {
        return lines;
    }

    /** Whether every text is told to its end. */
    BooleanProperty fullProperty() {
        return full;
    }

    /** Why there are no lines, one sentence; empty where nothing went wrong. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Id of the selected step; null where none is. */
    ReadOnlyObjectProperty<StepId> stepProperty() {
        return selection.stepProperty();
    }

    /** The steps that the filter leaves; null where there is no filter. */
    ReadOnlyObjectProperty<Matches> matchesProperty() {
        return selection.matchesProperty();
    }

    /** Whether a run is shown. */
    boolean hasRun() {
        return selection.run() != null;
    }

    /** Number of the first line of the selected step; -1 where none is selected. */
    int selectedLine() {
        int place = selectedPlace();
        for (int i = 0; i < lines.size() && place >= 0; i++) {
            if (lines.get(i).place() == place) {
                return i;
            }
        }
        return -1;
    }

    /** Lines tell places in the run as it was written. */
    private int selectedPlace() {
        return written == null ? -1 : written.placeOf(selection.step());
    }

    /** Whether a line is of the selected step. */
    boolean isSelected(FollowLine line) {
        return selectedPlace() == line.place();
    }

    /** Whether the filter leaves the step of a line. */
    boolean isLeft(FollowLine line) {
        return left == null || left.get(line.place());
    }

    /** The steps that the filter leaves, by their places in the run as it was written; null where there is no filter. */
    BitSet left() {
        return left == null ? null : (BitSet) left.clone();
    }

    /** Selects the step of a line. */
    void select(FollowLine line) {
        if (written != null) {
            selection.select(written.step(line.place()).id());
        }
    }

    /** The lines as text, to be copied. */
    String text(List<FollowLine> of) {
        StringBuilder text = new StringBuilder();
        of.forEach(line -> text.append(line.kind() == FollowLine.Kind.STEP ? "" : "     " + TEXTS.get("sign." + line.kind()) + " ").append(line.text()).append('\n'));
        return text.toString();
    }
}
