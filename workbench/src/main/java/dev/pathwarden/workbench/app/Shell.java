package dev.pathwarden.workbench.app;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.workbench.filter.FilterTerm;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.pictures.Shot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The frame of the window: bars above and below, and between them run table, views and inspector.
 *
 * <p>A wide window shows the three side by side. In a narrow one the inspector stands below the run table, so that the view keeps
 * the room that a picture of a path needs.
 */
final class Shell {

    private static final double WIDE = 1240;

    private final Region runs;
    private final Tabs tabs;
    private final Region inspector;
    private final Commands commands;
    private final Workspace workspace;
    private final BorderPane root = new BorderPane();
    private final StackPane middle = new StackPane();
    private final Region start;
    private final Consumer<Runnable> later;
    private Room room = Room.BALANCED;
    private boolean wide;
    private boolean dressed;

    /**
     * A frame.
     *
     * @param start what stands in the middle while nothing is open
     * @param banners sentences above the middle
     * @param later runs something on the JavaFX thread, later
     */
    Shell(Region runs, Tabs tabs, Region inspector, StatusBar statusBar, Header header, Region filter, Region start, List<Banner> banners, Commands commands, Workspace workspace, Consumer<Runnable> later) {
        this.runs = runs;
        this.tabs = tabs;
        this.inspector = inspector;
        this.commands = commands;
        this.workspace = workspace;
        this.start = start;
        this.later = later;
        VBox top = new VBox(commands.menuBar(this::give), header.node(), filter);
        banners.forEach(banner -> top.getChildren().add(banner.node()));
        root.setTop(top);
        filter.visibleProperty().bind(workspace.snapshotProperty().isNotNull());
        filter.managedProperty().bind(filter.visibleProperty());
        root.setCenter(middle);
        root.setBottom(statusBar.node());
        root.getStyleClass().add("shell");
        root.widthProperty().subscribe(width -> {
            if (width.doubleValue() >= WIDE != wide) {
                wide = width.doubleValue() >= WIDE;
                // The middle gets its width only behind this, and the dividers stay where they are put.
                middle.resize(width.doubleValue(), middle.getHeight());
                arrange();
            }
        });
        workspace.snapshotProperty().subscribe(ignored -> arrange());
        workspace.openingProperty().subscribe(opening -> {
            if (opening) {
                dress();
            } else if (workspace.snapshotProperty().get() == null) {
                arrange();
            }
        });
    }

    Region node() {
        return root;
    }

    /** Gives the room to a part of the window. */
    void give(Room next) {
        if (next != room) {
            room = next;
            arrange();
        }
    }

    /**
     * Has JavaFX make the parts' skins and styles while the first recording is being opened, one part after the other, behind the start page. Else the window would stop for all of them at the moment in which there is something to see.
     */
    private void dress() {
        if (dressed || workspace.snapshotProperty().get() != null) {
            return;
        }
        dressed = true;
        StackPane behind = new StackPane();
        // Nobody comes there by keyboard.
        behind.setDisable(true);
        middle.getChildren().addFirst(behind);
        dress(behind, List.of(runs, tabs.node(), inspector).iterator());
    }

    private void dress(StackPane behind, Iterator<Region> parts) {
        if (behind.getParent() == middle && parts.hasNext()) {
            behind.getChildren().add(parts.next());
            behind.applyCss();
            behind.layout();
            later.accept(() -> dress(behind, parts));
        }
    }

    private void arrange() {
        middle.getChildren().clear();
        if (workspace.snapshotProperty().get() == null) {
            middle.getChildren().setAll(start);
            return;
        }
        SplitPane split = switch (room) {
            case RUNS -> new SplitPane(runs);
            case VIEW -> new SplitPane(tabs.node());
            case INSPECTOR -> {
                SplitPane halves = new SplitPane(wide ? tabs.node() : runs, inspector);
                halves.setDividerPositions(wide ? 0.5 : 0.345);
                yield halves;
            }
            case BALANCED -> wide ? threeColumns() : twoColumns();
        };
        middle.getChildren().setAll(split);
        // The parts are in the scene only once the split pane has its skin; a caller may want to give one of them the focus.
        middle.applyCss();
        middle.layout();
    }

    private SplitPane threeColumns() {
        SplitPane split = new SplitPane(runs, tabs.node(), inspector);
        split.setDividerPositions(0.22, 0.74);
        SplitPane.setResizableWithParent(runs, false);
        SplitPane.setResizableWithParent(inspector, false);
        return split;
    }

    private SplitPane twoColumns() {
        SplitPane left = new SplitPane(runs, inspector);
        left.setOrientation(Orientation.VERTICAL);
        left.setDividerPositions(0.36);
        SplitPane split = new SplitPane(left, tabs.node());
        split.setDividerPositions(0.345);
        SplitPane.setResizableWithParent(left, false);
        return split;
    }

    /** What a tour of pictures shows: the run table, each view, the inspector, each without a filter; and the timeline with one. */
    List<Shot> shots(FilterViewModel filter) {
        List<Shot> shots = new ArrayList<>();
        for (Shot shot : parts()) {
            shots.add(new Shot(shot.name(), () -> {
                filter.clear();
                shot.prepare().run();
            }));
        }
        Runnable timeline = shots.stream().filter(shot -> shot.name().equals("timeline")).findFirst().orElseThrow().prepare();
        shots.add(new Shot("filter", () -> {
            timeline.run();
            filter.apply(FilterTerm.equal("step.operation", Operation.TOOL_CALL.text()));
        }));
        return shots;
    }

    private List<Shot> parts() {
        List<Shot> shots = new ArrayList<>();
        shots.add(new Shot("runs", () -> {
            commands.beginWithAStep();
            give(Room.RUNS);
        }));
        for (ViewTab view : tabs.views()) {
            shots.add(new Shot(view.id(), () -> {
                give(Room.BALANCED);
                tabs.show(view);
                view.prepare().run();
            }));
        }
        shots.add(new Shot("inspector", () -> {
            give(Room.INSPECTOR);
            if (!tabs.views().isEmpty()) {
                tabs.show(tabs.views().getFirst());
            }
        }));
        return shots;
    }
}
