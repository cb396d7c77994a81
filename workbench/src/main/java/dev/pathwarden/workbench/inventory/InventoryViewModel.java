package dev.pathwarden.workbench.inventory;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.policies.inventory.DriftedItem;
import dev.pathwarden.policies.inventory.Inventory;
import dev.pathwarden.policies.inventory.InventoryDrift;
import dev.pathwarden.policies.inventory.InventoryItem;
import dev.pathwarden.policies.inventory.InventoryKind;
import dev.pathwarden.policies.inventory.NewSince;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.filter.FilterTerm;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** State of the inventory. It is taken in the background once somebody looks at it, because every run is read for it; anew where more came of what is open. For the JavaFX thread. */
public final class InventoryViewModel {

    private static final Texts TEXTS = Texts.of(InventoryViewModel.class);

    private final Workspace workspace;
    private final FilterViewModel filter;
    private final SinceViewModel since;
    private final DriftViewModel drift;
    private final Latest taking;
    private final BooleanProperty looked = new SimpleBooleanProperty(this, "looked");
    private final ReadOnlyObjectWrapper<List<InventoryItem>> items = new ReadOnlyObjectWrapper<>(this, "items");
    private final ObservableList<InventoryItem> shown = FXCollections.observableArrayList();
    private final ObjectProperty<InventoryKind> kind = new SimpleObjectProperty<>(this, "kind");
    private final StringProperty words = new SimpleStringProperty(this, "words", "");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper(this, "state", "");
    /** What it is of, as it is or will be shown; null where more has come since. */
    private Snapshot taken;
    private int begun;
    /** Names of agents by their ids; null until one is asked for. */
    private Map<String, String> agents;

    /**
     * An inventory.
     *
     * @param since compares it with an earlier one; while it does, only what is new is shown
     * @param drift compares it with a baseline; while it does, only what drifted is shown
     */
    public InventoryViewModel(Workspace workspace, FilterViewModel filter, SinceViewModel since, DriftViewModel drift, TaskExecutor executor) {
        this.workspace = workspace;
        this.filter = filter;
        this.since = since;
        this.drift = drift;
        this.taking = new Latest(executor);
        workspace.snapshotProperty().subscribe((before, now) -> {
            taking.cancel();
            taken = null;
            agents = null;
            since.later(null);
            drift.inventory(null);
            items.set(null);
            state.set("");
            take();
        });
        workspace.growthsProperty().subscribe((before, now) -> {
            taken = null;
            agents = null;
            take();
        });
        looked.subscribe((before, now) -> take());
        items.subscribe(this::choose);
        since.foundProperty().subscribe(found -> {
            if (found != null) {
                drift.end();
            }
            choose();
        });
        drift.foundProperty().subscribe(found -> {
            if (found != null) {
                since.end();
            }
            choose();
        });
        kind.subscribe(this::choose);
        words.subscribe(this::choose);
    }

    private void take() {
        Snapshot in = workspace.snapshotProperty().get();
        if (in == null || !looked.get() || in == taken) {
            return;
        }
        taken = in;
        int own = ++begun;
        if (items.get() == null) {
            state.set(TEXTS.get("taking"));
        }
        double runs = Math.max(1, workspace.runs().size());
        taking.execute(BackgroundTask.of(TEXTS.get("task"), progress -> {
            Inventory inventory = new Inventory();
            int[] read = {0};
            in.forEachRun(run -> {
                progress.checkCancelled();
                inventory.add(run);
                progress.update(++read[0] / runs);
            });
            return new Taken(inventory, inventory.items());
        }).onSuccess(found -> {
            state.set(found.items().isEmpty() ? TEXTS.get("empty") : "");
            items.set(found.items());
            since.later(found.inventory());
            drift.inventory(found.inventory());
        }).onFailure(error -> state.set(TEXTS.get("problem", FailureText.of(error)))).onFinished(() -> {
            if (own == begun && state.get().equals(TEXTS.get("taking"))) {
                // Ended in the status bar; whoever looks again has it taken.
                taken = null;
                state.set(TEXTS.get("ended"));
            }
        }));
    }

    private void choose() {
        String wanted = words.get().strip().toLowerCase(Locale.ROOT);
        shown.setAll(all().stream().filter(item -> kind.get() == null || item.kind() == kind.get())
                .filter(item -> item.name().toLowerCase(Locale.ROOT).contains(wanted)).toList());
    }

    /** What there is to choose from: all, what is new, or what drifted. */
    private List<InventoryItem> all() {
        InventoryDrift drifted = drift.foundProperty().get();
        if (items.get() != null && drifted != null) {
            return drifted.items().stream().map(DriftedItem::item).toList();
        }
        NewSince found = since.foundProperty().get();
        return items.get() == null ? List.of() : found == null ? items.get() : Stream.concat(found.items().stream(), found.redefined().stream()).toList();
    }

    /** The comparison with an earlier one. */
    SinceViewModel since() {
        return since;
    }

    /** The comparison with a baseline. */
    DriftViewModel drift() {
        return drift;
    }

    /** Whether somebody looks at it. */
    BooleanProperty lookedProperty() {
        return looked;
    }

    /** All things; null where they are not known yet. */
    ReadOnlyObjectProperty<List<InventoryItem>> itemsProperty() {
        return items.getReadOnlyProperty();
    }

    /** How many things there are of each kind, in the order of the kinds. */
    Map<InventoryKind, Long> counts() {
        return all().stream().collect(Collectors.groupingBy(InventoryItem::kind, TreeMap::new, Collectors.counting()));
    }

    /** The things of the chosen kind that hold the words. */
    ObservableList<InventoryItem> shown() {
        return shown;
    }

    /** The chosen kind; null for all. */
    ObjectProperty<InventoryKind> kindProperty() {
        return kind;
    }

    /** What stands in the names of things that are shown. */
    StringProperty wordsProperty() {
        return words;
    }

    /** What a thing is called: an agent by its name, where a run says it. */
    String name(InventoryItem item) {
        if (item.kind() != InventoryKind.AGENT) {
            return item.name();
        }
        if (agents == null) {
            agents = workspace.runs().stream().map(RunSummary::run).filter(run -> run.agent() != null).collect(Collectors.toMap(Run::agent, Wording::agent, (one, other) -> one));
        }
        return agents.getOrDefault(item.name(), item.name());
    }

    /** Why there is nothing to see, one sentence; empty where there is. */
    ReadOnlyStringProperty stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Filters for the steps of a thing; of one that drifted for those that show the drift. Does nothing where no step shows it. */
    void find(InventoryItem item) {
        if (item.steps() > 0) {
            filter.apply(new FilterTerm(drift.drift(item).map(DriftedItem::condition).orElseGet(item::condition)));
        }
    }

    private record Taken(Inventory inventory, List<InventoryItem> items) {
    }
}
