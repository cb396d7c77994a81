package dev.pathwarden.workbench.inventory;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.baseline.Drift;
import dev.pathwarden.policies.baseline.Learning;
import dev.pathwarden.policies.guardrail.BaselineFile;
import dev.pathwarden.policies.inventory.Drifted;
import dev.pathwarden.policies.inventory.DriftedItem;
import dev.pathwarden.policies.inventory.Inventory;
import dev.pathwarden.policies.inventory.InventoryDrift;
import dev.pathwarden.policies.inventory.InventoryItem;
import dev.pathwarden.policies.inventory.InventoryKind;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** State of the drift of an inventory from a baseline, for which every run is read in the background; and makes baselines of what is open. For the JavaFX thread. */
public final class DriftViewModel {

    private static final Texts TEXTS = Texts.of(DriftViewModel.class);

    private final Workspace workspace;
    private final SettingsStore settings;
    private final Latest work;
    private final TaskExecutor executor;
    private final ReadOnlyObjectWrapper<InventoryDrift> found = new ReadOnlyObjectWrapper<>(this, "found");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper(this, "state", "");
    private Compared compared;
    private Inventory inventory;
    private String name;
    private int asked;

    /** Each cell of the table asks for it, and sorting the table asks for each many times. */
    private Map<Thing, DriftedItem> byThing = Map.of();

    private record Thing(InventoryKind kind, String name) {
        Thing(InventoryItem item) {
            this(item.kind(), item.name());
        }
    }

    private record Compared(Baseline baseline, Drift drift) {
    }

    /**
     * A comparison, with nothing yet.
     *
     * @param settings remember which baselines were chosen
     */
    public DriftViewModel(Workspace workspace, SettingsStore settings, TaskExecutor executor) {
        this.workspace = workspace;
        this.settings = settings;
        this.executor = executor;
        this.work = new Latest(executor);
        workspace.snapshotProperty().subscribe((before, now) -> end());
        found.subscribe(now -> byThing = now == null ? Map.of() : now.items().stream().collect(Collectors.toMap(each -> new Thing(each.item()), each -> each, (one, other) -> one)));
    }

    /** The files of baselines that were used last, the last first; whether they are still there shows when one is chosen. */
    List<Path> choices() {
        return settings.settings().baselines();
    }

    /** Whether a snapshot is open, which a baseline can be made of. */
    boolean canMake() {
        return workspace.snapshotProperty().get() != null;
    }

    /** Compares with the baseline in a file. */
    void compare(Path file) {
        end();
        Snapshot in = workspace.snapshotProperty().get();
        if (in == null) {
            return;
        }
        int number = ++asked;
        name = String.valueOf(file.getFileName());
        state.set(TEXTS.get("drift.reading", name));
        work.execute(BackgroundTask.of(TEXTS.get("drift.task"), progress -> {
            Baseline baseline = new BaselineFile(file).open();
            Drift drift = new Drift(baseline, new ToolCatalogue(List.of()));
            walk(in, drift::add, progress);
            return new Compared(baseline, drift);
        }).onSuccess(read -> {
            settings.change(before -> before.withBaseline(file.toAbsolutePath()));
            compared = read;
            state.set(TEXTS.get("drift.waiting", name));
            combine();
        }).onFailure(error -> failed(error, number)).onFinished(() -> ended(number, "drift.reading")));
    }

    private static void walk(Snapshot in, Consumer<RecordedRun> taker, Progress progress) {
        double runs = Math.max(1, in.runs().size());
        int[] read = {0};
        in.forEachRun(run -> {
            progress.checkCancelled();
            taker.accept(run);
            progress.update(++read[0] / runs);
        });
    }

    /** Takes the inventory of what is open; null where it is not known. */
    void inventory(Inventory taken) {
        inventory = taken;
        combine();
    }

    private void combine() {
        if (compared == null || inventory == null) {
            return;
        }
        int number = ++asked;
        Inventory now = inventory;
        Compared with = compared;
        state.set(TEXTS.get("drift.comparing", name));
        work.execute(BackgroundTask.of(TEXTS.get("drift.task"), progress -> InventoryDrift.of(now, with.baseline(), with.drift())).onSuccess(drift -> {
            state.set(sentence(drift));
            found.set(drift);
        }).onFailure(error -> failed(error, number)).onFinished(() -> ended(number, "drift.comparing")));
    }

    private void failed(Exception error, int number) {
        if (number == asked) {
            state.set(TEXTS.get("drift.problem", name, FailureText.of(error)));
        }
    }

    /** Where the state still says that something is done, somebody ended it in the status bar. */
    private void ended(int number, String doing) {
        if (number == asked && state.get().equals(TEXTS.get(doing, name))) {
            state.set(TEXTS.get("drift.ended", name));
        }
    }

    private String sentence(InventoryDrift drift) {
        if (drift.isNothing() && drift.untold().isEmpty()) {
            return TEXTS.get("drift.nothing", name);
        }
        Map<Drifted.How, Long> counts = drift.items().stream().flatMap(item -> item.ways().stream().map(Drifted::how).distinct()).collect(Collectors.groupingBy(how -> how, () -> new EnumMap<>(Drifted.How.class), Collectors.counting()));
        String said = drift.isNothing() ? TEXTS.get("drift.nothing", name)
                : TEXTS.get("drift.found", name, counts.entrySet().stream().map(each -> TEXTS.get("drift.count", each.getValue(), TEXTS.get("how." + each.getKey()))).collect(Collectors.joining(", ")));
        return drift.untold().isEmpty() ? said : said + " " + TEXTS.get("drift.untold", drift.untold().stream().map(kind -> TEXTS.get("kind." + kind)).collect(Collectors.joining(", ")));
    }

    /** Compares with nothing any more. */
    void end() {
        asked++;
        work.cancel();
        compared = null;
        state.set("");
        found.set(null);
    }

    /**
     * Makes a baseline of what is open, and remembers it.
     *
     * @param file where to write it, in the place of one of that name
     */
    void make(Path file) {
        Snapshot in = workspace.snapshotProperty().get();
        if (in == null) {
            return;
        }
        end();
        int number = asked;
        state.set(TEXTS.get("make.reading", file.getFileName()));
        executor.execute(BackgroundTask.of(TEXTS.get("make.task"), progress -> {
            Learning learning = new Learning();
            walk(in, learning::add, progress);
            Baseline baseline = learning.baseline();
            new BaselineFile(file).write(baseline);
            return baseline.agents().size();
        }).onSuccess(agents -> {
            settings.change(before -> before.withBaseline(file.toAbsolutePath()));
            tell(number, TEXTS.get("make.made", file, agents, in.runs().size()));
        }).onFailure(error -> tell(number, TEXTS.get("make.problem", file, FailureText.of(error)))).onFinished(() -> {
            if (state.get().equals(TEXTS.get("make.reading", file.getFileName()))) {
                tell(number, TEXTS.get("make.ended", file.getFileName()));
            }
        }));
    }

    private void tell(int number, String sentence) {
        if (number == asked) {
            state.set(sentence);
        }
    }

    /** How a thing drifted; empty where nothing is compared, or it did not. */
    Optional<DriftedItem> drift(InventoryItem item) {
        return Optional.ofNullable(byThing.get(new Thing(item)));
    }

    /** What drifted; null where nothing is compared, or it is not known yet. */
    ReadOnlyObjectProperty<InventoryDrift> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** What was found or made, or why nothing was, a sentence; empty where nothing is compared. */
    ReadOnlyStringProperty stateProperty() {
        return state.getReadOnlyProperty();
    }
}
