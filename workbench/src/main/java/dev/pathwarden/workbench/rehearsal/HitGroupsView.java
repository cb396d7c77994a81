package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.rehearsal.GroupBy;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.rehearsal.HitGroup;
import dev.pathwarden.policies.rehearsal.Rehearsal;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;

/** The steps of a rehearsal put together by run, tool, agent or time, with how many of each change there are. The chosen group is the only one whose steps are listed. */
final class HitGroupsView {

    private static final Texts TEXTS = Texts.of(HitGroupsView.class);

    private final ObjectProperty<GroupBy> by = new SimpleObjectProperty<>(this, "by");
    private final TableView<HitGroup> table = ResultTables.groups(by);
    private final Runnable chosen;
    private Rehearsal result;
    private HitGroup only;
    private boolean showing;

    /** @param chosen does what follows from another chosen group */
    HitGroupsView(Runnable chosen) {
        this.chosen = chosen;
        table.setPlaceholder(new Label(TEXTS.get("hits.none")));
        table.getSelectionModel().selectedItemProperty().subscribe((before, now) -> {
            if (!showing) {
                only = now;
                chosen.run();
            }
        });
        by.subscribe((before, now) -> {
            only = null;
            list();
        });
    }

    /** What the steps are put together by; null for a list of them. */
    ObjectProperty<GroupBy> byProperty() {
        return by;
    }

    /** Whether there are groups to show. */
    boolean isShown() {
        return by.get() != null;
    }

    void show(Rehearsal now) {
        result = now;
        list();
    }

    private void list() {
        List<HitGroup> groups = by.get() == null || result == null ? List.of() : result.groups().get(by.get());
        if (groups.equals(table.getItems())) {
            return;
        }
        showing = true;
        table.getItems().setAll(groups);
        HitGroup again = only == null ? null : groups.stream().filter(group -> group.key().equals(only.key()) && group.spanNanos() == only.spanNanos()).findFirst().orElse(null);
        if (again == null) {
            table.getSelectionModel().clearSelection();
        } else {
            table.getSelectionModel().select(again);
        }
        showing = false;
        only = again;
        chosen.run();
    }

    /** Whether a step is in the chosen group; each is where none is chosen. */
    boolean has(Hit hit) {
        return only == null || only.holds(by.get(), hit);
    }

    TableView<HitGroup> table() {
        return table;
    }
}
