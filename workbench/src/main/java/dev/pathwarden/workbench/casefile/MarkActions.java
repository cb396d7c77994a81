package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.Window;

/** What can be done with marks, wherever it is offered; asks for what they are to say. For the JavaFX thread. */
public final class MarkActions {

    private static final Texts TEXTS = Texts.of(MarkActions.class);
    private static final int LONGEST = 40;

    private final CaseViewModel model;
    private final FilterViewModel filter;
    private final Window owner;

    /**
     * Actions on a case.
     *
     * @param filter what is saved as a filter
     * @param owner of the dialogs
     */
    public MarkActions(CaseViewModel model, FilterViewModel filter, Window owner) {
        this.model = model;
        this.filter = filter;
        this.owner = owner;
    }

    private void here(Consumer<Subject> action) {
        Subject on = model.subjectProperty().get();
        if (on != null) {
            action.accept(on);
        }
    }

    /** Stars what is looked at, or takes the star away. */
    public void star() {
        here(model::star);
    }

    /** Stars the run that is looked at, or takes the star away. */
    public void starRun() {
        here(on -> model.star(Subject.of(on.run())));
    }

    /** Asks for a tag for what is looked at. */
    public void tag() {
        here(this::tag);
    }

    /** Asks for a note on what is looked at. */
    public void note() {
        here(this::note);
    }

    /** Asks for a finding on what is looked at. */
    public void finding() {
        here(this::finding);
    }

    /** Asks for a name for what stands in the filter bar, and saves it; nothing where nothing stands there. */
    public void filter() {
        String text = filter.textProperty().get().strip();
        if (!text.isEmpty()) {
            ask(MarkForm.filter(text), null, content -> model.add(null, content));
        }
    }

    /** Undoes what was done last. */
    public void undo() {
        model.undo();
    }

    /** Does again what was undone last. */
    public void redo() {
        model.redo();
    }

    /** Tries again to save what could not be saved. */
    public void save() {
        model.save();
    }

    /** What would be undone, in a few words; empty for nothing. */
    public ReadOnlyStringProperty undoableProperty() {
        return model.undoableProperty();
    }

    /** What would be done again, in a few words; empty for nothing. */
    public ReadOnlyStringProperty redoableProperty() {
        return model.redoableProperty();
    }

    void tag(Subject on) {
        ask(MarkForm.tag(null, model.tags()), on, content -> model.add(on, content));
    }

    void note(Subject on) {
        ask(MarkForm.note(null), on, content -> model.add(on, content));
    }

    void finding(Subject on) {
        ask(MarkForm.finding(null), on, content -> model.add(on, content));
    }

    /** Asks what a mark is to say from now on; nothing for a star. */
    void edit(Mark mark) {
        MarkForm form = MarkForm.of(mark.content(), model.tags());
        if (form != null) {
            ask(form, mark.subject(), content -> model.change(mark, content));
        }
    }

    void remove(Mark mark) {
        model.remove(List.of(mark));
    }

    private void ask(MarkForm form, Subject on, Consumer<MarkContent> then) {
        new MarkDialog(owner, form, on == null ? "" : model.name(on)).ask().ifPresent(then);
    }

    /** A menu for a run or step: what can be set, and what is there to be changed or removed. */
    public List<MenuItem> items(Subject on) {
        List<MenuItem> items = new ArrayList<>();
        boolean starred = model.marks(on).stream().anyMatch(mark -> mark.content() instanceof MarkContent.Star);
        items.add(item("menu-star", TEXTS.get(starred ? "menu.unstar" : "menu.star"), () -> model.star(on)));
        items.add(item("menu-tag", TEXTS.get("menu.tag"), () -> tag(on)));
        items.add(item("menu-note", TEXTS.get("menu.note"), () -> note(on)));
        items.add(item("menu-finding", TEXTS.get("menu.finding"), () -> finding(on)));
        for (Mark mark : model.marks(on).stream().filter(mark -> !(mark.content() instanceof MarkContent.Star || mark.content() instanceof MarkContent.Judged)).limit(10).toList()) {
            String name = MarkCells.kind(mark.content()) + " " + Wording.line(MarkCells.words(mark.content()), LONGEST);
            items.add(item(null, TEXTS.get("menu.remove", name), () -> remove(mark)));
        }
        items.add(new SeparatorMenuItem());
        return items;
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
