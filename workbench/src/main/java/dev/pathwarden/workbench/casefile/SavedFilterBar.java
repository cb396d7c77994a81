package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.palette.PaletteEntry;
import dev.pathwarden.workbench.text.Texts;
import java.util.Comparator;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The saved filters of the case as buttons, and one that saves what stands in the filter bar. There while there is something of either. */
public final class SavedFilterBar {

    private static final Texts TEXTS = Texts.of(SavedFilterBar.class);
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final int MOST = 20;
    private static final int LONGEST = 40;

    private final FilterViewModel filter;
    private final MarkActions actions;
    private final FlowPane root = new FlowPane(6, 4);
    private List<Mark> saved = List.of();

    public SavedFilterBar(CaseViewModel cases, FilterViewModel filter, MarkActions actions) {
        this.filter = filter;
        this.actions = actions;
        root.setAlignment(Pos.CENTER_LEFT);
        root.setId("saved-filters");
        root.getStyleClass().add("saved-filters");
        cases.valueProperty().subscribe(now -> {
            // Kept: each key that is typed asks for them, and a case may hold many other marks.
            saved = saved(now);
            show();
        });
        filter.stateProperty().subscribe(now -> show());
        filter.textProperty().subscribe(now -> show());
    }

    private static List<Mark> saved(Case of) {
        return of.marks().stream().filter(mark -> mark.content() instanceof MarkContent.SavedFilter).sorted(Comparator.comparing(mark -> saved(mark).name())).toList();
    }

    private static MarkContent.SavedFilter saved(Mark mark) {
        return (MarkContent.SavedFilter) mark.content();
    }

    private void show() {
        String typed = filter.textProperty().get().strip();
        root.getChildren().clear();
        saved.stream().limit(MOST).forEach(mark -> root.getChildren().add(button(mark, typed)));
        FilterViewModel.State state = filter.stateProperty().get();
        boolean understood = state == FilterViewModel.State.CONDITION || state == FilterViewModel.State.WORDS || state == FilterViewModel.State.MIXED;
        if (understood && !typed.isEmpty() && saved.stream().noneMatch(mark -> saved(mark).text().equals(typed))) {
            Button save = new Button(TEXTS.get("filters.save"), Cells.icon(Icon.PIN));
            save.setId("save-filter");
            save.setAccessibleText(TEXTS.get("filters.save.help"));
            save.setTooltip(new Tooltip(TEXTS.get("filters.save.help")));
            save.getStyleClass().addAll("flat", "small");
            save.setMinWidth(Region.USE_PREF_SIZE);
            save.setOnAction(event -> actions.filter());
            root.getChildren().add(save);
        }
        root.setVisible(!root.getChildren().isEmpty());
        root.setManaged(root.isVisible());
    }

    private Node button(Mark mark, String typed) {
        MarkContent.SavedFilter filtered = saved(mark);
        Button apply = new Button(Wording.line(filtered.name(), LONGEST), Cells.icon(Icon.FILTER));
        apply.setMnemonicParsing(false);
        apply.getStyleClass().addAll("flat", "small", "mark-chip-name");
        apply.setMinWidth(Region.USE_PREF_SIZE);
        apply.setTooltip(new Tooltip(filtered.text()));
        apply.setAccessibleText(TEXTS.get("filters.apply", filtered.name(), filtered.text()));
        apply.setOnAction(event -> filter.textProperty().set(filtered.text()));
        Button remove = new Button(null, Cells.icon(Icon.CLOSE));
        remove.getStyleClass().addAll("button-icon", "flat", "small", "mark-remove");
        remove.setAccessibleText(TEXTS.get("filters.remove", filtered.name()));
        remove.setTooltip(new Tooltip(TEXTS.get("filters.remove", filtered.name())));
        remove.setOnAction(event -> actions.remove(mark));
        HBox chip = new HBox(apply, remove);
        chip.setAlignment(Pos.CENTER_LEFT);
        chip.getStyleClass().add("mark-chip");
        chip.pseudoClassStateChanged(CURRENT, filtered.text().equals(typed));
        return chip;
    }

    /** The saved filters for the palette. */
    public List<PaletteEntry> entries() {
        return saved.stream().map(mark -> new PaletteEntry("filter " + saved(mark).name(), Icon.FILTER, TEXTS.get("filters.entry", Wording.line(saved(mark).name(), LONGEST)), Wording.line(saved(mark).text(), LONGEST),
                () -> filter.textProperty().set(saved(mark).text()))).toList();
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
