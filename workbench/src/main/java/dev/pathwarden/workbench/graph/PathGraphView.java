package dev.pathwarden.workbench.graph;

import atlantafx.base.theme.Styles;
import dev.pathwarden.workbench.canvas.LayeredCanvas;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
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

    private final PathGraphViewModel model;
    private final ObservableValue<Palette> palette;
    private final GraphPainter painter = new GraphPainter();
    private final LayeredCanvas canvas = new LayeredCanvas(this::paint, this::paintOverlay);
    private final BorderPane root = new BorderPane();
    private final Tooltip name = new Tooltip();
    private Viewport viewport = Viewport.FULL_SIZE;
    /** Whether the user moved or zoomed since the path was fitted; it is fitted again to a new size only until then. */
    private boolean placed;
    private int hovered = -1;
    private double lastX;
    private double lastY;
    private boolean moved;
    private boolean onMap;

    /**
     * Makes the view.
     *
     * @param palette the colours of the theme in force
     */
    public PathGraphView(PathGraphViewModel model, ObservableValue<Palette> palette) {
        this.model = model;
        this.palette = palette;
        root.getStyleClass().add("pw-path-graph");
        root.setTop(toolBar());
        root.setCenter(chart());
        root.setBottom(new GraphLegend(palette, model.summaryProperty()));
        canvas.setOnKeyPressed(new GraphKeys(this, model));
        listenToMouse();
        model.drawingProperty().subscribe((before, now) -> {
            hovered = -1;
            if (before == null || now == null || before.path() != now.path() || before.graph().steps() != now.graph().steps()) {
                fit();
            }
            reveal();
            canvas.repaint();
        });
        model.summaryProperty().subscribe(() -> {
            reveal();
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

    private Node toolBar() {
        ToggleButton whole = pill(TEXTS.get("part.whole"), Styles.LEFT_PILL);
        ToggleButton around = pill(TEXTS.get("part.around"), Styles.RIGHT_PILL);
        around.setId("graph-around");
        around.setTooltip(new Tooltip(TEXTS.get("part.around.help")));
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(whole, around);
        whole.setOnAction(event -> model.partProperty().set(PathGraphViewModel.Part.WHOLE));
        around.setOnAction(event -> model.partProperty().set(PathGraphViewModel.Part.AROUND));
        model.partProperty().subscribe(part -> group.selectToggle(part == PathGraphViewModel.Part.WHOLE ? whole : around));
        whole.setOnMouseReleased(event -> whole.setSelected(model.partProperty().get() == PathGraphViewModel.Part.WHOLE));
        around.setOnMouseReleased(event -> around.setSelected(model.partProperty().get() == PathGraphViewModel.Part.AROUND));
        HBox parts = new HBox(whole, around);
        parts.setAlignment(Pos.CENTER);
        ToggleButton led = new ToggleButton(TEXTS.get("led"));
        led.setId("graph-led");
        led.setMinWidth(Region.USE_PREF_SIZE);
        led.setTooltip(new Tooltip(TEXTS.get("led.help")));
        led.selectedProperty().bindBidirectional(model.ledProperty());
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        Button fit = button(TEXTS.get("zoom.fit"), TEXTS.get("zoom.fit.help"), this::fit);
        HBox zoom = new HBox(4, button("−", TEXTS.get("zoom.out"), () -> zoom(1 / ZOOM)), button("+", TEXTS.get("zoom.in"), () -> zoom(ZOOM)), fit);
        zoom.setAlignment(Pos.CENTER);
        HBox bar = new HBox(8, parts, led, spacer, zoom);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(6, 8, 6, 10));
        return bar;
    }

    private static ToggleButton pill(String text, String shape) {
        ToggleButton button = new ToggleButton(text);
        button.getStyleClass().add(shape);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static Button button(String text, String help, Runnable action) {
        Button button = new Button(text);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleText(help);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private Node chart() {
        canvas.setId("graph-canvas");
        canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setAccessibleRoleDescription(TEXTS.get("role"));
        canvas.accessibleTextProperty().bind(model.summaryProperty());
        canvas.setAccessibleHelp(TEXTS.get("help"));
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
        canvas.setOnMouseMoved(event -> hover(hit(event)));
        canvas.setOnMouseExited(event -> hover(-1));
        canvas.setOnMousePressed(event -> {
            canvas.requestFocus();
            lastX = event.getX();
            lastY = event.getY();
            moved = false;
            onMap = jump(event);
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

    private int hit(MouseEvent event) {
        PathDrawing drawing = model.drawingProperty().get();
        return drawing == null ? -1 : drawing.layout().hit(viewport.toDrawingX(event.getX()), viewport.toDrawingY(event.getY()));
    }

    private void hover(int node) {
        if (node != hovered) {
            hovered = node;
            canvas.setCursor(node < 0 ? Cursor.DEFAULT : Cursor.HAND);
            if (node < 0) {
                Tooltip.uninstall(canvas, name);
            } else {
                name.setText(model.describe(node));
                Tooltip.install(canvas, name);
            }
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

    /** Which part is in view. */
    Viewport viewport() {
        return viewport;
    }

    private void paint(GraphicsContext graphics, double width, double height) {
        if (model.drawingProperty().get() == null) {
            graphics.setFill(palette.getValue().background());
            graphics.fillRect(0, 0, width, height);
        } else {
            painter.paint(graphics, scene(), width, height);
        }
    }

    private GraphPainter.Scene scene() {
        return new GraphPainter.Scene(model.drawingProperty().get(), viewport, palette.getValue(), model.lights() ? model::lit : null);
    }

    private void paintOverlay(GraphicsContext graphics, double width, double height) {
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
