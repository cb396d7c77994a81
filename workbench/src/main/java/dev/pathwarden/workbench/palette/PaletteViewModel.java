package dev.pathwarden.workbench.palette;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.nav.Address;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * State of the palette: what is typed, and what it can mean. Commands, the steps of the run that is shown, all runs, and an address or the beginning of a run's id. For the JavaFX thread.
 */
public final class PaletteViewModel {

    /** More are not shown; who wants another types more of it. */
    static final int MOST = 60;
    private static final int MOST_USED = 12;
    private static final int LONGEST = 90;
    private static final int LEAST_OF_AN_ID = 4;
    private static final Texts TEXTS = Texts.of(PaletteViewModel.class);

    private final Workspace workspace;
    private final Selection selection;
    private final Supplier<List<PaletteEntry>> commands;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObservableList<PaletteEntry> shown = FXCollections.observableArrayList();
    private final List<String> used = new ArrayList<>();
    private Ranking all = new Ranking(List.of());

    /**
     * A palette.
     *
     * @param commands what can be done, asked when the palette is opened
     */
    public PaletteViewModel(Workspace workspace, Selection selection, Supplier<List<PaletteEntry>> commands) {
        this.workspace = workspace;
        this.selection = selection;
        this.commands = commands;
        text.subscribe((before, now) -> rank());
    }

    /** What is typed. */
    StringProperty textProperty() {
        return text;
    }

    /** What it can mean, best first. */
    ObservableList<PaletteEntry> shown() {
        return shown;
    }

    /** Gathers what there is, and begins with nothing typed. */
    void open() {
        List<PaletteEntry> entries = new ArrayList<>(commands.get());
        RecordedRun run = selection.run();
        for (int i = 0; run != null && i < run.steps().size(); i++) {
            RecordedStep step = run.steps().get(i);
            entries.add(new PaletteEntry("step " + step.id(), Icon.of(step.operation()), Wording.line(Wording.of(step), LONGEST), TEXTS.get("step", i + 1, step.id()), () -> selection.select(step.id())));
        }
        for (RunSummary summary : workspace.runs()) {
            String when = summary.run().startNanos() == null ? "" : Wording.dateTime(summary.run().startNanos());
            entries.add(new PaletteEntry("run " + summary.run().id(), Icon.of(summary.run().status()), Wording.line(Wording.agent(summary.run()), LONGEST), TEXTS.get("run", Wording.shortId(summary.run().id()), when),
                    () -> workspace.show(summary.run().id())));
        }
        all = new Ranking(entries);
        text.set("");
        rank();
    }

    private void rank() {
        String typed = text.get().strip();
        List<PaletteEntry> found = new ArrayList<>();
        Address.parse(typed).filter(address -> workspace.runs().stream().anyMatch(run -> run.run().id().equals(address.run())))
                .ifPresent(address -> found.add(new PaletteEntry("address", Icon.LINK, TEXTS.get("go", typed), "", () -> workspace.show(address.run(), address.step()))));
        if (found.isEmpty() && typed.length() >= LEAST_OF_AN_ID && typed.matches("[0-9a-fA-F]+")) {
            workspace.runs().stream().filter(run -> run.run().id().toString().startsWith(typed.toLowerCase(Locale.ROOT))).limit(MOST)
                    .forEach(run -> found.add(new PaletteEntry("run " + run.run().id(), Icon.LINK, TEXTS.get("go", run.run().id()), Wording.agent(run.run()), () -> workspace.show(run.run().id()))));
        }
        found.addAll(all.of(typed, used, MOST - Math.min(MOST, found.size())));
        shown.setAll(found);
    }

    /** Does what an entry stands for. */
    void run(PaletteEntry entry) {
        used.remove(entry.id());
        used.addFirst(entry.id());
        if (used.size() > MOST_USED) {
            used.removeLast();
        }
        entry.action().run();
    }
}
