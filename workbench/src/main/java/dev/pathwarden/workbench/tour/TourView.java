package dev.pathwarden.workbench.tour;

import dev.pathwarden.workbench.text.Texts;
import dev.pathwarden.workbench.theme.ZoomPane;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The tour over the window: a ring around the control that a stop is about, and beside it what is said of it, with Back, Next and Skip. All else in the window goes on working; both follow the control where it moves, after each
 * layout. A new stop takes the focus, so that a screen reader reads it, unless the user is typing.
 */
public final class TourView {

    private static final Texts TEXTS = Texts.of(TourView.class);
    private static final double WIDTH = 310;
    private static final double AIR = 3;

    private final TourViewModel model;
    private final Label title = new Label();
    private final Label text = new Label();
    private final Label place = new Label();
    private final Button skip = button("skip");
    private final Button back = button("back");
    private final Button next = button("next");
    private final Region ring = new Region();
    private final VBox callout;
    private final Pane root = new Pane();
    private final Runnable follow = this::follow;
    private Node target;
    private Node focusBefore;
    private boolean focusWanted;
    private boolean typingAllowed;

    /** A view, shown while a tour is under way. */
    public TourView(TourViewModel model) {
        this.model = model;
        title.textProperty().bind(model.titleProperty());
        title.getStyleClass().add("tour-title");
        text.textProperty().bind(model.textProperty());
        text.setId("tour-text");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        place.getStyleClass().add("text-muted");
        place.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox buttons = new HBox(6, place, gap, skip, back, next);
        buttons.setAlignment(Pos.CENTER_LEFT);
        skip.getStyleClass().add("flat");
        next.getStyleClass().add("accent");
        skip.setOnAction(event -> model.leave());
        back.setOnAction(event -> model.back());
        next.setOnAction(event -> model.next());
        callout = new VBox(8, title, text, buttons);
        callout.setId("tour");
        callout.getStyleClass().add("tour-callout");
        callout.setManaged(false);
        callout.setAccessibleRole(AccessibleRole.DIALOG);
        ring.setId("tour-ring");
        ring.getStyleClass().add("tour-ring");
        ring.setManaged(false);
        ring.setMouseTransparent(true);
        root.getChildren().setAll(ring, callout);
        root.setPickOnBounds(false);
        root.setVisible(false);
        model.atProperty().subscribe((before, now) -> show(now.intValue()));
        model.textProperty().subscribe(ignored -> describe());
        root.sceneProperty().subscribe(this::accept);
    }

    private static Button button(String key) {
        Button button = new Button(TEXTS.get(key));
        button.setId("tour-" + key);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add("small");
        return button;
    }

    private void accept(Scene scene) {
        if (scene != null) {
            // Where the focus is on something that needs Escape itself, that comes first.
            scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
                if (event.getCode() == KeyCode.ESCAPE && root.isVisible()) {
                    model.leave();
                    event.consume();
                }
            });
        }
    }

    private void show(int at) {
        Scene scene = root.getScene();
        scene.removePostLayoutPulseListener(follow);
        target = null;
        ring.setVisible(false);
        if (at < 0) {
            boolean focused = isHere(scene.getFocusOwner());
            root.setVisible(false);
            if (focused && focusBefore != null) {
                focusBefore.requestFocus();
            }
            focusBefore = null;
            return;
        }
        if (!root.isVisible()) {
            focusBefore = scene.getFocusOwner();
            root.setVisible(true);
        }
        back.setDisable(model.isFirst());
        place.setText(model.place());
        next.setText(TEXTS.get(model.isLast() ? "done" : "next"));
        skip.setVisible(!model.isLast());
        // The window may be about to give the focus to what the user asked for: so only behind that.
        focusWanted = true;
        typingAllowed = model.goesByItself();
        describe();
        scene.addPostLayoutPulseListener(follow);
        root.requestLayout();
    }

    private void describe() {
        next.setAccessibleText(TEXTS.get("accessible", model.place(), model.titleProperty().get(), model.textProperty().get(), next.getText()));
        callout.setAccessibleText(model.titleProperty().get());
    }

    /** Puts ring and callout where the control is by now. */
    private void follow() {
        Scene scene = root.getScene();
        if (target == null || !Target.isShown(target)) {
            target = Target.find(scene.getRoot(), model.stop().target());
        }
        Bounds seen = target == null ? null : root.sceneToLocal(Target.seen(target));
        ring.setVisible(seen != null);
        if (seen != null) {
            ring.resizeRelocate(seen.getMinX() - AIR, seen.getMinY() - AIR, seen.getWidth() + 2 * AIR, seen.getHeight() + 2 * AIR);
        }
        double height = callout.prefHeight(WIDTH);
        Point2D corner = CalloutPlace.of(seen, WIDTH, height, root.getWidth(), root.getHeight());
        boolean moved = corner.getX() != callout.getLayoutX() || corner.getY() != callout.getLayoutY();
        callout.resizeRelocate(corner.getX(), corner.getY(), WIDTH, height);
        if (focusWanted) {
            focusWanted = false;
            takeFocus(scene);
        }
        if (moved) {
            reveal();
        }
    }

    private void takeFocus(Scene scene) {
        Node owner = scene.getFocusOwner();
        boolean typing = typingAllowed && owner instanceof TextInputControl && !isHere(owner);
        if (!typing && (!isHere(owner) || owner.isDisabled())) {
            next.requestFocus();
        }
    }

    /** Where the window is zoomed so far that it is scrolled, the callout is scrolled into view, and as much as possible of what it is about. */
    private void reveal() {
        for (Node each = root; each != null; each = each.getParent()) {
            if (each instanceof ZoomPane zoomed) {
                if (target != null) {
                    zoomed.reveal(target);
                }
                zoomed.reveal(callout);
            }
        }
    }

    private boolean isHere(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each == callout) {
                return true;
            }
        }
        return false;
    }

    /** The view, to lie over all else but what opens over the window. */
    public Pane node() {
        return root;
    }
}
