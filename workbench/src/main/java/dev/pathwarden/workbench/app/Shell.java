package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.pictures.Shot;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
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

    private static final Texts TEXTS = Texts.of(Shell.class);
    private static final double WIDE = 1240;

    private final Region runs;
    private final Tabs tabs;
    private final Region inspector;
    private final Commands commands;
    private final Workspace workspace;
    private final BorderPane root = new BorderPane();
    private final StackPane middle = new StackPane();
    private final Region welcome;
    private Room room = Room.BALANCED;
    private boolean wide;

    Shell(Region runs, Tabs tabs, Region inspector, StatusBar statusBar, Header header, Region filter, Commands commands, Workspace workspace) {
        this.runs = runs;
        this.tabs = tabs;
        this.inspector = inspector;
        this.commands = commands;
        this.workspace = workspace;
        welcome = welcome();
        root.setTop(new VBox(commands.menuBar(this::give), header.node(), filter, problem()));
        filter.visibleProperty().bind(workspace.snapshotProperty().isNotNull());
        filter.managedProperty().bind(filter.visibleProperty());
        root.setCenter(middle);
        root.setBottom(statusBar.node());
        root.getStyleClass().add("shell");
        root.widthProperty().subscribe(width -> {
            if (width.doubleValue() >= WIDE != wide) {
                wide = width.doubleValue() >= WIDE;
                arrange();
            }
        });
        workspace.snapshotProperty().subscribe(ignored -> arrange());
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

    private void arrange() {
        middle.getChildren().clear();
        if (workspace.snapshotProperty().get() == null) {
            middle.getChildren().setAll(welcome);
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

    private Region welcome() {
        Label title = new Label(TEXTS.get("welcome.title"));
        title.getStyleClass().add("welcome-title");
        Label text = new Label(TEXTS.get("welcome.text"));
        text.setWrapText(true);
        text.getStyleClass().add("text-muted");
        text.setMaxWidth(460);
        Button directory = new Button(TEXTS.get("command.open.directory"), Cells.icon(Icon.OPEN, "on-accent"));
        directory.setDefaultButton(true);
        directory.setOnAction(event -> commands.openDirectory());
        Button file = new Button(TEXTS.get("command.open.file"));
        file.setOnAction(event -> commands.openFile());
        Button held = new Button(TEXTS.get("command.held"), Cells.icon(Icon.HOLD, "verdict-escalate"));
        held.setId("welcome-held");
        held.setOnAction(event -> commands.showHeldSteps());
        HBox buttons = new HBox(8, directory, file, held);
        buttons.setAlignment(Pos.CENTER);
        VBox box = new VBox(14, title, text, buttons);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("welcome");
        box.setId("welcome");
        return box;
    }

    private Region problem() {
        Label sentence = new Label(null, Cells.icon(Icon.WARNING, "status-blocked"));
        sentence.textProperty().bind(workspace.problemProperty());
        sentence.setWrapText(true);
        sentence.setId("problem");
        HBox.setHgrow(sentence, Priority.ALWAYS);
        sentence.setMaxWidth(Double.MAX_VALUE);
        Button dismiss = new Button(null, Cells.icon(Icon.CLOSE));
        dismiss.getStyleClass().addAll("button-icon", "flat", "small");
        dismiss.setAccessibleText(TEXTS.get("problem.dismiss"));
        dismiss.setOnAction(event -> workspace.dismissProblem());
        HBox banner = new HBox(8, sentence, dismiss);
        banner.setAlignment(Pos.CENTER_LEFT);
        banner.getStyleClass().add("problem-banner");
        banner.visibleProperty().bind(workspace.problemProperty().isNotEmpty());
        banner.managedProperty().bind(banner.visibleProperty());
        return banner;
    }

    /** What a tour of pictures shows: the run table, each view, the inspector. */
    List<Shot> shots() {
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
