package dev.pathwarden.workbench.graph;

import atlantafx.base.theme.Styles;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.canvas.LayeredCanvas;
import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.canvas.Picture;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.ViewKeys;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/**
 * The path graph: a bar above, the graph, and below it a legend and what it shows in words.
 *
 * <p>Mouse: the wheel zooms, dragging moves, a click selects, a double click opens or closes a folded box. Keys: see {@link GraphKeys}.
 */
public final class PathGraphView {

    private static final Texts TEXTS = Texts.of(PathGraphView.class);
    private static final double WHEEL_STEP = 40;
    private static final double ZOOM = 1.15;
    private static final double CLICK = 4;
    /** Within that many pixels of a line the mouse is on it. */
    private static final double NEAR = 6;
    private static final double WIDEST_TOLD = 560;

    private final PathGraphViewModel model;
    private final ObservableValue<Palette> palette;
    private final GraphPainter painter = new GraphPainter();
    private final LayeredCanvas canvas = new LayeredCanvas(this::paint, this::paintOverlay);
    private final BorderPane root = new BorderPane();
    private final Tooltip name = new Tooltip();
    private Viewport viewport = Viewport.FULL_SIZE;
    /** Whether the user moved or zoomed since the path was fitted; it is fitted again to a new size only until then. */
    private boolean placed;
    private WordsTag words;
    private int hovered = -1;
    private EdgeFlow pointed;
    /** The step that was brought into view last. */
    private StepId revealed;
    private double lastX;
    private double lastY;
    private boolean moved;
    private boolean onMap;

    /**
     * Makes the view.
     *
     * @param palette the colours of the theme in force
     * @param keys get those of this view
     */
    public PathGraphView(PathGraphViewModel model, ObservableValue<Palette> palette, CommandKeys keys) {
        this.model = model;
        this.palette = palette;
        name.setWrapText(true);
        name.setMaxWidth(WIDEST_TOLD);
        root.getStyleClass().add("pw-path-graph");
        root.setTop(new GraphBar(model, this, keys));
        root.setCenter(chart());
        root.setBottom(new GraphLegend(palette, model.summaryProperty(), model.causeSentenceProperty()));
        ViewKeys here = GraphKeys.of(keys, this, model);
        canvas.setOnKeyPressed(here);
        keys.allProperty().subscribe(ignored -> canvas.setAccessibleHelp(TEXTS.get("help", here.inWords())));
        listenToMouse();
        model.drawingProperty().subscribe((before, now) -> {
            hovered = -1;
            boolean grown = before != null && now != null && before.path() != now.path() && Selection.isSame(before.path().run(), now.path().run());
            if (!grown && (before == null || now == null || before.path() != now.path() || before.graph().steps() != now.graph().steps()) || grown && !placed) {
                fit();
            }
            // What is looked at stays in place while the run grows, but for a step that came with it.
            if (!grown || !placed || before.path().placeOf(model.selectedStep()) < 0) {
                reveal();
            }
            canvas.repaint();
        });
        model.causePathProperty().subscribe(this::place);
        model.boxMarksProperty().subscribe(canvas::repaint);
        model.fatesProperty().subscribe(canvas::repaint);
        model.summaryProperty().subscribe(() -> {
            if (model.selectedStep() != revealed) {
                reveal();
            }
            canvas.repaint();
        });
        palette.subscribe(canvas::repaint);
        canvas.widthProperty().subscribe(this::resized);
        canvas.heightProperty().subscribe(this::resized);
    }

    /** The view's root node. */
    public Node node() {
        return root;
    }

    private void place(CausePath way) {
        PathDrawing drawing = model.drawingProperty().get();
        words = drawing == null ? null : painter.wordsAt(drawing.layout(), way);
        canvas.repaint();
    }

    private Node chart() {
        canvas.setId("graph-canvas");
        canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setAccessibleRoleDescription(TEXTS.get("role"));
        canvas.accessibleTextProperty().bind(model.descriptionProperty());
        Label empty = new Label();
        empty.setId("graph-empty");
        empty.getStyleClass().add(Styles.TEXT_MUTED);
        empty.setWrapText(true);
        empty.setMouseTransparent(true);
        empty.textProperty().bind(Bindings.createStringBinding(this::emptyText, model.drawingProperty(), model.problemProperty(), model.runProperty()));
        StackPane layers = new StackPane(canvas, empty);
        layers.setMinSize(0, 0);
        return layers;
    }

    private String emptyText() {
        if (!model.problemProperty().get().isEmpty()) {
            return model.problemProperty().get();
        }
        if (model.runProperty().get() == null) {
            return TEXTS.get("empty.run");
        }
        return model.drawingProperty().get() == null ? TEXTS.get("loading") : model.drawingProperty().get().graph().nodes().isEmpty() ? TEXTS.get("empty.steps") : "";
    }

    private void listenToMouse() {
        canvas.setOnMouseMoved(event -> hover(hit(event), told(event)));
        canvas.setOnMouseExited(event -> hover(-1, ""));
        canvas.setOnMousePressed(event -> {
            canvas.requestFocus();
            lastX = event.getX();
            lastY = event.getY();
            moved = false;
            onMap = jump(event);
            pointed = null;
            // The menu that opens there is of that step, or of that edge.
            if (event.getButton() == MouseButton.SECONDARY) {
                if (hit(event) >= 0) {
                    model.selectNode(hit(event));
                } else {
                    pointed = EdgeFlow.of(model.drawingProperty().get(), edge(event)).orElse(null);
                }
            }
        });
        canvas.setOnMouseDragged(event -> {
            if (onMap) {
                jump(event);
                return;
            }
            moved |= Math.hypot(event.getX() - lastX, event.getY() - lastY) > CLICK;
            if (moved) {
                pan(event.getX() - lastX, event.getY() - lastY);
                lastX = event.getX();
                lastY = event.getY();
            }
        });
        canvas.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && !moved && !onMap) {
                model.selectNode(hit(event));
                if (event.getClickCount() == 2) {
                    model.toggle(hit(event));
                }
            }
        });
        canvas.setOnScroll(this::scroll);
    }

    private void scroll(ScrollEvent event) {
        if (event.getDeltaX() != 0) {
            pan(event.getDeltaX(), 0);
        }
        if (event.getDeltaY() != 0) {
            placed = true;
            viewport = viewport.zoom(Math.pow(ZOOM, event.getDeltaY() / WHEEL_STEP), event.getX(), event.getY());
            canvas.repaint();
        }
        event.consume();
    }

    /** Shows what lies under the mouse on the map; false where the mouse is not on it. */
    private boolean jump(MouseEvent event) {
        PathDrawing drawing = model.drawingProperty().get();
        Minimap map = drawing == null ? null : Minimap.of(drawing.layout(), viewport, canvas.getWidth(), canvas.getHeight());
        if (map == null || !map.contains(drawing.layout(), event.getX(), event.getY())) {
            return false;
        }
        viewport = map.show(viewport, drawing.layout(), event.getX(), event.getY(), canvas.getWidth(), canvas.getHeight());
        canvas.repaint();
        return true;
    }

    private int edge(MouseEvent event) {
        PathDrawing drawing = model.drawingProperty().get();
        return drawing == null ? -1 : drawing.layout().edgeAt(viewport.toDrawingX(event.getX()), viewport.toDrawingY(event.getY()), NEAR / viewport.scale());
    }

    /** Opens the menu of the selected step, with the flows that came into it. */
    void openMenu() {
        int node = model.selectedNode();
        if (node >= 0) {
            pointed = null;
            GraphLayout.Box box = model.drawingProperty().get().layout().boxes().get(node);
            double x = viewport.toViewX(box.x() + box.width() / 2);
            double y = viewport.toViewY(box.y() + box.height());
            Point2D screen = canvas.localToScreen(x, y);
            Event.fireEvent(canvas, new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, x, y, screen.getX(), screen.getY(), true, null));
        }
    }

    /** The flow whose edge the mouse was pressed on last, for its menu; null where that was something else. */
    public EdgeFlow pointed() {
        return pointed;
    }

    private int hit(MouseEvent event) {
        PathDrawing drawing = model.drawingProperty().get();
        return drawing == null ? -1 : drawing.layout().hit(viewport.toDrawingX(event.getX()), viewport.toDrawingY(event.getY()));
    }

    /** What is told of what lies under the mouse: the words that flowed, a box or an edge; empty where there is nothing. */
    private String told(MouseEvent event) {
        PathDrawing drawing = model.drawingProperty().get();
        if (drawing == null) {
            return "";
        }
        double x = viewport.toDrawingX(event.getX());
        double y = viewport.toDrawingY(event.getY());
        if (words != null && words.box().contains(x, y)) {
            return model.causeWords();
        }
        int node = drawing.layout().hit(x, y);
        int edge = node < 0 ? drawing.layout().edgeAt(x, y, NEAR / viewport.scale()) : -1;
        return node >= 0 ? model.describe(node) : edge >= 0 ? model.describeEdge(edge) : "";
    }

    private void hover(int node, String told) {
        if (!told.equals(name.getText())) {
            name.setText(told);
            if (told.isEmpty()) {
                Tooltip.uninstall(canvas, name);
            } else {
                Tooltip.install(canvas, name);
            }
        }
        if (node != hovered) {
            hovered = node;
            canvas.setCursor(node < 0 ? Cursor.DEFAULT : Cursor.HAND);
            canvas.repaintOverlay();
        }
    }

    private void resized() {
        if (!placed && canvas.getWidth() > 0 && canvas.getHeight() > 0) {
            fit();
            reveal();
        }
    }

    /** Shows the path at a readable size, from its begin. */
    void fit() {
        PathDrawing drawing = model.drawingProperty().get();
        placed = false;
        if (drawing != null && canvas.getWidth() > 0 && canvas.getHeight() > 0 && !drawing.layout().boxes().isEmpty()) {
            viewport = Viewport.fit(drawing.layout(), drawing.layout().boxes().getFirst(), canvas.getWidth(), canvas.getHeight());
        }
        canvas.repaint();
    }

    void zoomIn() {
        zoom(ZOOM);
    }

    void zoomOut() {
        zoom(1 / ZOOM);
    }

    void zoom(double factor) {
        placed = true;
        viewport = viewport.zoom(factor, canvas.getWidth() / 2, canvas.getHeight() / 2);
        canvas.repaint();
    }

    void pan(double byX, double byY) {
        PathDrawing drawing = model.drawingProperty().get();
        if (drawing != null) {
            placed = true;
            viewport = viewport.pan(byX, byY, drawing.layout(), canvas.getWidth(), canvas.getHeight());
            canvas.repaint();
        }
    }

    /** Brings the selected step into the middle. */
    void focus() {
        int node = model.selectedNode();
        if (node >= 0) {
            placed = true;
            viewport = viewport.focus(model.drawingProperty().get().layout().boxes().get(node), canvas.getWidth(), canvas.getHeight());
            canvas.repaint();
        }
    }

    private void reveal() {
        int node = model.selectedNode();
        revealed = node < 0 ? null : model.selectedStep();
        if (node >= 0) {
            reveal(model.drawingProperty().get().layout().boxes().get(node));
        }
    }

    /** Brings a box into view. */
    void reveal(GraphLayout.Box box) {
        if (canvas.getWidth() > 0) {
            viewport = viewport.reveal(box, model.drawingProperty().get().layout(), canvas.getWidth(), canvas.getHeight());
            canvas.repaint();
        }
    }

    /** What is told of what lies under the mouse; empty where nothing is. */
    String told() {
        return name.getText();
    }

    /** Which part is in view. */
    Viewport viewport() {
        return viewport;
    }

    /**
     * The graph as a picture, with the selected step framed; null where there is none.
     *
     * @param whole whether all of it is to be on it, at full size, and not only what is in view
     */
    public Picture picture(boolean whole) {
        PathDrawing drawing = model.drawingProperty().get();
        if (drawing == null || drawing.layout().boxes().isEmpty() || canvas.getWidth() <= 0) {
            return null;
        }
        GraphPainter.Scene now = scene();
        GraphPainter.Scene shown = whole ? new GraphPainter.Scene(now.drawing(), Viewport.FULL_SIZE, now.palette(), now.lit(), now.litEdge(), now.way(), now.words(), now.boxMarks(), now.fates()) : now;
        return new Picture(TEXTS.get("picture", Wording.shortId(drawing.path().run().run().id())), model.descriptionProperty().get(),
                whole ? drawing.layout().width() : canvas.getWidth(), whole ? drawing.layout().height() : canvas.getHeight(), (pen, width, height) -> {
            painter.paint(pen, shown, width, height);
            if (model.selectedNode() >= 0) {
                GraphPainter.frame(pen, shown, model.selectedNode(), shown.palette().accent(), 3);
            }
        });
    }

    private void paint(Pen graphics, double width, double height) {
        if (model.drawingProperty().get() == null) {
            graphics.setFill(palette.getValue().background());
            graphics.fillRect(0, 0, width, height);
        } else {
            painter.paint(graphics, scene(), width, height);
        }
    }

    /** What is drawn. */
    GraphPainter.Scene scene() {
        return new GraphPainter.Scene(model.drawingProperty().get(), viewport, palette.getValue(), model::lit, model::litEdge, model.causePathProperty().get(), words, model.boxMarksProperty().get(), model.fatesProperty().get());
    }

    private void paintOverlay(Pen graphics, double width, double height) {
        if (model.drawingProperty().get() != null) {
            int selected = model.selectedNode();
            if (hovered >= 0 && hovered != selected) {
                GraphPainter.frame(graphics, scene(), hovered, palette.getValue().mutedText(), 1.5);
            }
            if (selected >= 0) {
                GraphPainter.frame(graphics, scene(), selected, palette.getValue().accent(), 3);
            }
            Minimap map = Minimap.of(model.drawingProperty().get().layout(), viewport, width, height);
            if (map != null) {
                map.paint(graphics, scene(), width, height);
            }
        }
    }
}
