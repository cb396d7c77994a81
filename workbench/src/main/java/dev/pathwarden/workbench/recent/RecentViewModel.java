package dev.pathwarden.workbench.recent;

import dev.pathwarden.workbench.nav.Address;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.settings.RecentSnapshot;
import dev.pathwarden.workbench.settings.Settings;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;

/** What was opened before: notes what is opened, opens it again, and tells what is no longer there. For the JavaFX thread. */
public final class RecentViewModel implements AutoCloseable {

    private static final Texts TEXTS = Texts.of(RecentViewModel.class);

    private final Workspace workspace;
    private final SettingsStore store;
    private final Latest looking;
    private final Latest opening;
    private final ObservableList<RecentEntry> entries = FXCollections.observableArrayList();
    private final ObservableList<RecentEntry> shown = FXCollections.unmodifiableObservableList(entries);
    private final ReadOnlyBooleanWrapper pinned = new ReadOnlyBooleanWrapper(this, "pinned");
    private final ReadOnlyBooleanWrapper anyGone = new ReadOnlyBooleanWrapper(this, "anyGone");
    private final Subscription settings;
    private Set<Path> gone = Set.of();

    public RecentViewModel(Workspace workspace, SettingsStore store, TaskExecutor executor, InstantSource clock) {
        this.workspace = workspace;
        this.store = store;
        this.looking = new Latest(executor);
        this.opening = new Latest(executor);
        settings = store.settingsProperty().subscribe(ignored -> list());
        workspace.snapshotProperty().subscribe(snapshot -> {
            if (snapshot == null) {
                look();
            } else {
                List<Path> opened = open();
                long now = clock.millis();
                int runs = workspace.runs().size();
                store.change(settings -> settings.withOpened(opened, now, runs));
            }
            list();
        });
    }

    private List<Path> open() {
        return absolute(workspace.locations());
    }

    private static List<Path> absolute(List<Path> locations) {
        return locations.stream().map(location -> location.toAbsolutePath().normalize()).toList();
    }

    private void list() {
        Settings settings = store.settings();
        List<RecentEntry> now = settings.recent().stream().sorted(Comparator.comparing(RecentSnapshot::pinned).reversed())
                .map(each -> new RecentEntry(each, each.locations().stream().anyMatch(gone::contains))).toList();
        if (!now.equals(entries)) {
            entries.setAll(now);
        }
        anyGone.set(entries.stream().anyMatch(RecentEntry::gone));
        pinned.set(openEntry().map(RecentSnapshot::pinned).orElse(false));
    }

    private Optional<RecentSnapshot> openEntry() {
        List<Path> open = open();
        return store.settings().recent().stream().filter(each -> each.locations().equals(open)).findFirst();
    }

    /** What was opened: first what is pinned, then the rest, each the last first. Unmodifiable. */
    public ObservableList<RecentEntry> entries() {
        return shown;
    }

    /** Whether what is open is pinned. */
    public ReadOnlyBooleanProperty pinnedProperty() {
        return pinned.getReadOnlyProperty();
    }

    /** Whether something in the list was found to be no longer there. */
    public ReadOnlyBooleanProperty anyGoneProperty() {
        return anyGone.getReadOnlyProperty();
    }

    /** Looks in the background what is no longer there. */
    public void look() {
        List<Path> all = store.settings().recent().stream().flatMap(each -> each.locations().stream()).distinct().toList();
        if (all.isEmpty()) {
            return;
        }
        looking.execute(BackgroundTask.of(TEXTS.get("task.look"), progress -> missing(all)).onSuccess(found -> {
            gone = found;
            list();
        }));
    }

    private static Set<Path> missing(List<Path> locations) {
        Set<Path> missing = new HashSet<>();
        for (Path location : locations) {
            if (Files.notExists(location)) {
                missing.add(location);
            }
        }
        return missing;
    }

    /** Opens something again; says so where it is no longer there. */
    public void open(RecentEntry entry) {
        open(entry.snapshot().locations(), null);
    }

    /** Opens at a place what was opened before; says so where it is no longer there. */
    public void open(List<Path> locations, Address place) {
        opening.execute(BackgroundTask.of(TEXTS.get("task.look"), progress -> missing(locations)).onSuccess(missing -> {
            if (missing.isEmpty()) {
                workspace.open(locations, place);
                return;
            }
            Set<Path> all = new HashSet<>(gone);
            all.addAll(missing);
            gone = all;
            list();
            workspace.tell(TEXTS.get("problem.gone", locations.stream().filter(missing::contains).findFirst().orElseThrow()));
        }));
    }

    /** Lets something stay in the list whatever is opened later, or no longer so. */
    public void pin(RecentEntry entry, boolean stays) {
        store.change(settings -> settings.withPinned(entry.snapshot().locations(), stays));
    }

    /** Pins what is open, or does so no longer. Nothing happens where nothing is open. */
    public void pinOpen() {
        openEntry().ifPresent(each -> store.change(settings -> settings.withPinned(each.locations(), !each.pinned())));
    }

    /** Takes something out of the list; nothing happens to the snapshot. */
    public void remove(RecentEntry entry) {
        store.change(settings -> settings.without(entry.snapshot().locations()));
    }

    /** Takes out of the list what was found to be no longer there. */
    public void removeGone() {
        List.copyOf(entries).stream().filter(RecentEntry::gone).forEach(this::remove);
    }

    /** Follows the settings no longer. */
    @Override
    public void close() {
        settings.unsubscribe();
    }
}
