package dev.pathwarden.workbench.bench;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.workbench.app.CompositionRoot;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/**
 * The workbench in a process of its own, driven by keys and choices as a user would, without a display. Prints a line for each thing that is measured: what, how long it took until the window showed it, and the longest time
 * between two pulses meanwhile, milliseconds.
 *
 * <p>Arguments: {@code many SNAPSHOT}, of many runs, or {@code long SNAPSHOT}, of runs of the lengths in {@link Feel}.
 */
final class FeelProgram {

    private static final double MILLI = 1e6;
    private static final double MEGA = 1 << 20;
    /** As large as the screen of the headless platform, which cannot draw beyond it. */
    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 800;
    /** Pulses in which nothing is being worked out any more, until what was worked out is on the screen. */
    private static final int QUIET = 2;
    private static final int FRAMES = 300;
    private static final int COLLECTIONS = 3;

    private CompositionRoot root;
    private Stage stage;

    private FeelProgram() {
    }

    public static void main(String[] arguments) {
        try {
            new FeelProgram().measure(arguments);
        } catch (Exception e) {
            // Else the JavaFX thread would keep the process.
            e.printStackTrace();
            System.exit(1);
        }
    }

    private void measure(String[] arguments) throws Exception {
        window();
        if (arguments[0].equals("many")) {
            many(Path.of(arguments[1]));
        } else {
            longRuns(Path.of(arguments[1]));
        }
        on(() -> {
            root.close();
            return null;
        });
        Platform.exit();
    }

    private void window() throws Exception {
        CompletableFuture<Void> shown = new CompletableFuture<>();
        Platform.startup(() -> {
            stage = new Stage();
            root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), null, SettingsStore.unkept(), Map.of());
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(WIDTH);
            stage.setHeight(HEIGHT);
            stage.show();
            PulseMeter[] meter = new PulseMeter[1];
            meter[0] = new PulseMeter(() -> {
                if (meter[0].pulses() == QUIET) {
                    meter[0].stop();
                    shown.complete(null);
                }
            });
            meter[0].start();
        });
        shown.get();
        System.out.printf(Locale.ROOT, "window %d%n", System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
        // What is read at the start, guardrails among it.
        measure("settled", () -> { }, () -> true);
    }

    private void many(Path snapshot) throws Exception {
        long empty = heap();
        measure("open", () -> root.workspace().open(List.of(snapshot)), () -> !root.workspace().runs().isEmpty());
        measure("timeline", () -> select("timeline"), () -> !label("timeline-summary").getText().isEmpty());
        tab("overview");
        System.out.printf(Locale.ROOT, "heap %.1f %.1f%n", (heap() - empty) / MEGA, empty / MEGA);
        for (String filter : List.of("step.operation == 'data.sql' && step.status == 'ok'", "step.operation == 'data.http'", "'pii.email' in step.labels", "quintessence", "Nyström", "")) {
            String before = on(() -> label("filter-summary").getText());
            measure("filter-" + (filter.isEmpty() ? "cleared" : filter.contains("step") ? "condition" : "words"), () -> ((TextField) node("filter")).setText(filter), () -> !label("filter-summary").getText().equals(before));
        }
        List<RunSummary> runs = on(() -> List.copyOf(root.workspace().runs()));
        tab("timeline");
        for (int i = 1; i <= 5; i++) {
            RunSummary run = runs.get(runs.size() * i / 6);
            measure("run", () -> root.workspace().show(run.run().id()), () -> true);
        }
        scroll("table-scrolled", "run-table", KeyCode.PAGE_DOWN);
    }

    private void longRuns(Path snapshot) throws Exception {
        measure("open", () -> root.workspace().open(List.of(snapshot)), () -> !root.workspace().runs().isEmpty());
        List<RunSummary> runs = on(() -> List.copyOf(root.workspace().runs()));
        tab("diff");
        List<RunSummary> pair = runs.stream().filter(run -> run.steps() == Feel.DIFF).toList();
        for (int i = 0; i < 3; i++) {
            on(() -> {
                combo("diff-left").setValue(null);
                combo("diff-right").setValue(null);
                ((CheckBox) node("diff-only-changes")).setSelected(true);
                return null;
            });
            quiet(() -> true);
            boolean turned = i % 2 == 1;
            measure("diff", () -> {
                combo("diff-left").setValue(pair.get(turned ? 1 : 0));
                combo("diff-right").setValue(pair.get(turned ? 0 : 1));
            }, () -> true);
        }
        for (int size : new int[] {Feel.GRAPH, Feel.FOLDED, Feel.TIMELINE}) {
            RunSummary run = runs.stream().filter(each -> each.steps() == size).findFirst().orElseThrow();
            tab("overview");
            measure("read-" + size, () -> root.workspace().show(run.run().id()), () -> true);
            tab("timeline");
            scroll("timeline-" + size, "timeline-canvas", KeyCode.W, KeyCode.D, KeyCode.D, KeyCode.W, KeyCode.A, KeyCode.D, KeyCode.S, KeyCode.A, KeyCode.S, KeyCode.DIGIT0, KeyCode.RIGHT, KeyCode.F);
            if (size != Feel.TIMELINE) {
                RunSummary other = runs.stream().filter(each -> each.steps() == Feel.DIFF).findFirst().orElseThrow();
                measure("other", () -> root.workspace().show(other.run().id()), () -> true);
                tab("path-graph");
                measure("graph-" + size, () -> root.workspace().show(run.run().id()), () -> true);
                scroll("graph-moved-" + size, "graph-canvas", KeyCode.W, KeyCode.D, KeyCode.D, KeyCode.W, KeyCode.A, KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.S, KeyCode.S);
            }
        }
        System.out.printf(Locale.ROOT, "heap-long %.1f%n", heap() / MEGA);
    }

    private void tab(String id) throws Exception {
        on(() -> {
            select(id);
            return null;
        });
        quiet(() -> true);
    }

    private void select(String id) {
        TabPane tabs = (TabPane) node("views");
        tabs.getSelectionModel().select(tabs.getTabs().stream().filter(tab -> tab.getId().equals("tab-" + id)).findFirst().orElseThrow());
    }

    /** Does something, waits until the window shows it, and prints how long that took. */
    private void measure(String what, Runnable action, BooleanSupplier shown) throws Exception {
        long start = System.nanoTime();
        CompletableFuture<PulseMeter> done = new CompletableFuture<>();
        on(() -> {
            watch(done, shown);
            action.run();
            return null;
        });
        PulseMeter meter = done.get();
        System.out.printf(Locale.ROOT, "%s %.1f %.1f%n", what, (System.nanoTime() - start) / MILLI, meter.worst());
    }

    private void quiet(BooleanSupplier shown) throws Exception {
        CompletableFuture<PulseMeter> done = new CompletableFuture<>();
        on(() -> {
            watch(done, shown);
            return null;
        });
        done.get();
    }

    /** Is done after some pulses in which the window has nothing to work out and shows it. */
    private void watch(CompletableFuture<PulseMeter> done, BooleanSupplier shown) {
        int[] quiet = new int[1];
        PulseMeter[] meter = new PulseMeter[1];
        meter[0] = new PulseMeter(() -> {
            quiet[0] = root.busy() || !shown.getAsBoolean() ? 0 : quiet[0] + 1;
            if (quiet[0] > QUIET) {
                meter[0].stop();
                done.complete(meter[0]);
            }
        });
        meter[0].start();
    }

    /** Presses keys, one at each pulse, and prints pulses per second, the longest time between two and that which one of a hundred exceeds. */
    private void scroll(String what, String id, KeyCode... keys) throws Exception {
        CompletableFuture<PulseMeter> done = new CompletableFuture<>();
        on(() -> {
            Node node = node(id);
            node.requestFocus();
            IntConsumer press = i -> node.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, KeyEvent.CHAR_UNDEFINED, keys[i % keys.length].getName(), keys[i % keys.length], false, false, false, false));
            PulseMeter[] meter = new PulseMeter[1];
            meter[0] = new PulseMeter(() -> {
                if (meter[0].pulses() < FRAMES) {
                    press.accept(meter[0].pulses());
                } else {
                    meter[0].stop();
                    done.complete(meter[0]);
                }
            });
            meter[0].start();
            return null;
        });
        PulseMeter meter = done.get();
        System.out.printf(Locale.ROOT, "%s %.1f %.1f %.1f%n", what, meter.rate(), meter.worst(), meter.p99());
        quiet(() -> true);
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private Label label(String id) {
        return (Label) node(id);
    }

    @SuppressWarnings("unchecked")
    private ComboBox<RunSummary> combo(String id) {
        return (ComboBox<RunSummary>) node(id);
    }

    private Node node(String id) {
        // Views at the back are not in the scene until they were shown; what is asked for there is not there yet.
        Node found = stage.getScene().lookup("#" + id);
        return found == null ? new Label("") : found;
    }

    private static <T> T on(Callable<T> call) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(call.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("on the JavaFX thread", e.getCause());
        }
    }
}
