package dev.pathwarden.workbench.timeline;

import atlantafx.base.theme.Styles;
import dev.pathwarden.workbench.canvas.LayeredCanvas;
import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.canvas.Picture;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.ViewKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * The timeline: a bar above, the lanes, and below them what they show in words.
 *
 * <p>Mouse: the wheel zooms, dragging moves, dragging on the axis or with Shift zooms into a stretch, a double click brings a step into focus.
 * Keys: see {@link TimelineKeys}.
 */
public final class TimelineView {

    private static final Texts TEXTS = Texts.of(TimelineView.class);
    private static final double ZOOM = 0.8;

    private final TimelineViewModel model;
    private final ObservableValue<Palette> palette;
    private final TimelinePainter painter = new TimelinePainter();
    private final TimelineOverlay overlay;
    private final LayeredCanvas canvas;
    private final ScrollBar scroll = new ScrollBar();
    private final StepCard card = new StepCard();
    private final BorderPane root = new BorderPane();
    private LaneGeometry geometry = LaneGeometry.of(List.of(), 0);

    /**
     * Makes the view.
     *
     * @param palette the colours of the theme in force
     * @param keys get those of this view
     */
    public TimelineView(TimelineViewModel model, ObservableValue<Palette> palette, CommandKeys keys) {
        this.model = model;
        this.palette = palette;
        this.overlay = new TimelineOverlay(model, card);
        this.canvas = new LayeredCanvas(this::paint, this::paintOverlay);
        root.getStyleClass().add("pw-timeline");
        root.setTop(toolBar());
        root.setCenter(chart());
        root.setBottom(summary());
        new TimelineMouse(this, model, overlay, canvas);
        ViewKeys here = TimelineKeys.of(keys, model, this::scrollBy);
        canvas.setOnKeyPressed(here);
        keys.allProperty().subscribe(ignored -> canvas.setAccessibleHelp(TEXTS.get("help", here.inWords())));
        model.modelProperty().subscribe(now -> {
            overlay.hover(-1);
            layOutLanes();
            canvas.repaint();
        });
        model.windowProperty().subscribe(canvas::repaint);
        model.timeProperty().subscribe(canvas::repaint);
        model.referenceProperty().subscribe(canvas::repaint);
        palette.subscribe(canvas::repaint);
        model.matchedProperty().subscribe(canvas::repaint);
        model.markedProperty().subscribe(canvas::repaint);
        model.rehearsedProperty().subscribe(canvas::repaint);
        model.summaryProperty().subscribe(() -> {
            revealLane();
            canvas.repaintOverlay();
        });
    }

    /** The view's root node. */
    public Node node() {
        return root;
    }

    private Node toolBar() {
        HBox lanes = new HBox();
        lanes.setAlignment(Pos.CENTER_LEFT);
        ToggleGroup group = new ToggleGroup();
        LaneBy[] all = LaneBy.values();
        for (LaneBy by : all) {
            ToggleButton button = pill(by.text(), by == all[0], by == all[all.length - 1]);
            button.setId("lanes-" + by.name().toLowerCase(java.util.Locale.ROOT));
            button.setTooltip(new Tooltip(TEXTS.get("lanes.help", by.text())));
            button.setAccessibleText(TEXTS.get("lanes.help", by.text()));
            button.setToggleGroup(group);
            button.setSelected(by == model.lanesProperty().get());
            button.setOnAction(event -> {
                button.setSelected(true);
                model.lanesProperty().set(by);
            });
            lanes.getChildren().add(button);
        }
        HBox bar = new HBox(8, lanes, spacer(), timeSwitch(), zoomButtons());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(6, 8, 6, 10));
        return bar;
    }

    private Node timeSwitch() {
        HBox both = new HBox();
        ToggleGroup group = new ToggleGroup();
        TimeShown[] all = TimeShown.values();
        for (TimeShown shown : all) {
            ToggleButton button = pill(TEXTS.get("time." + shown), shown == all[0], shown == all[all.length - 1]);
            button.setId("time-" + shown.name().toLowerCase(java.util.Locale.ROOT));
            button.setTooltip(new Tooltip(TEXTS.get("time.help." + shown, model.axisTime().zone().getId())));
            button.setAccessibleText(button.getTooltip().getText());
            button.setToggleGroup(group);
            button.setOnAction(event -> {
                button.setSelected(true);
                model.timeProperty().set(shown);
            });
            model.timeProperty().subscribe(now -> button.setSelected(now == shown));
            both.getChildren().add(button);
        }
        both.setAlignment(Pos.CENTER);
        Label none = new Label(TEXTS.get("time.none"));
        none.setId("time-none");
        none.setMinWidth(Region.USE_PREF_SIZE);
        none.getStyleClass().add(Styles.TEXT_MUTED);
        none.visibleProperty().bind(Bindings.createBooleanBinding(this::hasNoClock, model.modelProperty()));
        none.managedProperty().bind(none.visibleProperty());
        both.visibleProperty().bind(none.visibleProperty().not());
        both.managedProperty().bind(both.visibleProperty());
        HBox time = new HBox(both, none);
        time.setAlignment(Pos.CENTER);
        return time;
    }

    private boolean hasNoClock() {
        TimelineModel now = model.modelProperty().get();
        return now != null && now.path().size() > 0 && !now.clock();
    }

    private Node zoomButtons() {
        Button out = button("−", TEXTS.get("zoom.out"), () -> model.zoom(1 / ZOOM));
        Button in = button("+", TEXTS.get("zoom.in"), () -> model.zoom(ZOOM));
        Button all = button(TEXTS.get("zoom.all"), TEXTS.get("zoom.all.help"), model::showAll);
        all.setId("zoom-all");
        HBox buttons = new HBox(4, out, in, all);
        buttons.setAlignment(Pos.CENTER);
        return buttons;
    }

    private static Button button(String text, String help, Runnable action) {
        Button button = new Button(text);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleText(help);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static ToggleButton pill(String text, boolean first, boolean last) {
        ToggleButton button = new ToggleButton(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(first ? Styles.LEFT_PILL : last ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
        return button;
    }

    private static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    private Node chart() {
        canvas.setId("timeline-canvas");
        canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setAccessibleRoleDescription(TEXTS.get("role"));
        canvas.accessibleTextProperty().bind(model.descriptionProperty());
        scroll.setOrientation(Orientation.VERTICAL);
        scroll.valueProperty().subscribe(canvas::repaint);
        canvas.heightProperty().subscribe(this::layOutLanes);
        Pane cards = new Pane(card);
        cards.setMouseTransparent(true);
        cards.setMinSize(0, 0);
        Label empty = new Label();
        empty.getStyleClass().add(Styles.TEXT_MUTED);
        empty.setWrapText(true);
        empty.setId("timeline-empty");
        empty.setMouseTransparent(true);
        empty.textProperty().bind(Bindings.createStringBinding(this::emptyText, model.modelProperty(), model.problemProperty(), model.runProperty()));
        StackPane layers = new StackPane(canvas, cards, empty);
        layers.setMinSize(0, 0);
        BorderPane chart = new BorderPane(layers);
        chart.setRight(scroll);
        return chart;
    }

    private String emptyText() {
        if (!model.problemProperty().get().isEmpty()) {
            return model.problemProperty().get();
        }
        if (model.runProperty().get() == null) {
            return TEXTS.get("empty.run");
        }
        return model.modelProperty().get() == null ? TEXTS.get("loading") : model.modelProperty().get().path().size() == 0 ? TEXTS.get("empty.steps") : "";
    }

    private Node summary() {
        Label summary = new Label();
        summary.setId("timeline-summary");
        summary.textProperty().bind(model.summaryProperty());
        summary.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(summary, Priority.ALWAYS);
        Label ofCase = new Label(TEXTS.get("legend.case"), Cells.icon(Icon.STAR, "mark-star"));
        ofCase.setId("timeline-case");
        ofCase.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        ofCase.setMinWidth(Region.USE_PREF_SIZE);
        ofCase.visibleProperty().bind(model.markedProperty().isNotNull());
        ofCase.managedProperty().bind(ofCase.visibleProperty());
        HBox bar = new HBox(12, summary, spacer(), ofCase);
        bar.setPadding(new Insets(4, 10, 6, 10));
        return bar;
    }

    private void layOutLanes() {
        TimelineModel now = model.modelProperty().get();
        double shown = Math.max(1, canvas.getHeight() - LaneGeometry.AXIS);
        geometry = LaneGeometry.of(now == null ? List.of() : now.lanes(), shown);
        double hidden = Math.max(0, geometry.height() - shown);
        scroll.setMax(hidden);
        scroll.setVisibleAmount(hidden == 0 ? 1 : hidden * shown / geometry.height());
        scroll.setUnitIncrement(geometry.row());
        scroll.setBlockIncrement(shown / 2);
        scroll.setValue(Math.min(scroll.getValue(), hidden));
        scroll.setVisible(hidden > 0);
        scroll.setManaged(hidden > 0);
    }

    private void revealLane() {
        TimelineModel now = model.modelProperty().get();
        int[] at = now == null || model.selected() < 0 ? null : geometry.find(now, model.selected());
        if (at != null) {
            double top = geometry.rowTop(at[0], at[1]);
            double shown = canvas.getHeight() - LaneGeometry.AXIS;
            if (top < scroll.getValue()) {
                scroll.setValue(Math.max(0, top - geometry.row()));
            } else if (top + 2 * geometry.row() > scroll.getValue() + shown) {
                scroll.setValue(Math.clamp(top + 2 * geometry.row() - shown, 0, Math.max(0, scroll.getMax())));
            }
        }
    }

    void scrollBy(double pixels) {
        scroll.setValue(Math.clamp(scroll.getValue() + pixels, 0, Math.max(0, scroll.getMax())));
    }

    /** Place of the step at a point of the canvas; -1 where there is none. */
    int hit(double x, double y) {
        TimelineModel now = model.modelProperty().get();
        if (now == null || x < LaneGeometry.GUTTER || y < LaneGeometry.AXIS) {
            return -1;
        }
        return geometry.hit(now, model.windowProperty().get(), chartWidth(), x - LaneGeometry.GUTTER, y - LaneGeometry.AXIS + scroll.getValue());
    }

    double chartWidth() {
        return Math.max(1, canvas.getWidth() - LaneGeometry.GUTTER);
    }

    /**
     * The timeline as a picture; null where there is none.
     *
     * @param whole whether all of the run and all lanes are to be on it, and not only what is in view
     */
    public Picture picture(boolean whole) {
        TimelinePainter.Scene now = scene();
        if (now == null || canvas.getWidth() <= 0) {
            return null;
        }
        TimelinePainter.Scene shown = whole ? new TimelinePainter.Scene(now.model(), TimeWindow.all(now.model().end()), now.geometry(), 0, now.palette(), now.time(), now.matched(), now.marked(), now.rehearsed()) : now;
        return new Picture(TEXTS.get("picture", Wording.shortId(now.model().path().run().run().id())), model.descriptionProperty().get(), canvas.getWidth(), whole ? LaneGeometry.AXIS + now.geometry().height() : canvas.getHeight(),
                (pen, width, height) -> painter.paint(pen, shown, width, height));
    }

    private void paint(Pen graphics, double width, double height) {
        if (scene() == null) {
            graphics.setFill(palette.getValue().background());
            graphics.fillRect(0, 0, width, height);
        } else {
            painter.paint(graphics, scene(), width, height);
        }
    }

    private void paintOverlay(Pen graphics, double width, double height) {
        if (scene() != null) {
            overlay.paint(graphics, scene(), width, height);
        }
    }

    /** Null also where they are those of the lanes before, which are being drawn no more. */
    private MatchedLanes matched() {
        MatchedLanes matched = model.matchedProperty().get();
        return matched != null && matched.pyramids().size() == geometry.lanes().size() ? matched : null;
    }

    /** Null also where they are those of the lanes before, which are being drawn no more. */
    private MarkedLanes marked() {
        MarkedLanes marked = model.markedProperty().get();
        return marked != null && model.modelProperty().get() != null && marked.isOf(geometry.lanes()) ? marked : null;
    }

    /** Null also where they are those of the lanes before, which are being drawn no more. */
    private RehearsedLanes rehearsed() {
        RehearsedLanes rehearsed = model.rehearsedProperty().get();
        return rehearsed != null && model.modelProperty().get() != null && rehearsed.isOf(geometry.lanes()) ? rehearsed : null;
    }

    private TimelinePainter.Scene scene() {
        TimelineModel now = model.modelProperty().get();
        if (now == null || now.path().size() == 0 || model.windowProperty().get() == null) {
            return null;
        }
        return new TimelinePainter.Scene(now, model.windowProperty().get(), geometry, scroll.isVisible() ? scroll.getValue() : 0, palette.getValue(), model.axisTime(), matched(), marked(), rehearsed());
    }
}
