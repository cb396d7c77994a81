package dev.pathwarden.workbench.completion;

import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import javafx.stage.Popup;

/** Shows what fits at the caret of a field, under it. Whoever has the field tells when the caret moved. The focus stays in the field, which hands the keys on. */
public final class CompletionPopup {

    private static final Texts TEXTS = Texts.of(CompletionPopup.class);
    private static final double ROW = 26;
    private static final int MOST_ROWS = 10;
    private static final double WIDTH = 620;

    private final CompletionField field;
    private final ListView<Proposal> list = new ListView<>();
    private final Popup popup = new Popup();
    private final Scale scale = new Scale();
    /** Whether what is typed is still what the popup put there. */
    private boolean accepting;

    /**
     * A popup of a field.
     *
     * @param id of the list
     */
    public CompletionPopup(CompletionField field, String id) {
        this.field = field;
        list.setId(id);
        list.setAccessibleText(TEXTS.get("completion"));
        list.setFixedCellSize(ROW);
        list.setPrefWidth(WIDTH);
        list.setFocusTraversable(false);
        // The colours of the theme are looked up from here: a popup has no root of its own that they are set on.
        list.getStyleClass().addAll("root", "completion");
        list.setCellFactory(ignored -> new ProposalCell());
        // As large as the field, which may be shown larger than it is.
        field.node().localToSceneTransformProperty().subscribe(shown -> {
            scale.setX(shown.getMxx());
            scale.setY(shown.getMyy());
        });
        list.getTransforms().add(scale);
        popup.getContent().setAll(list);
        popup.setAutoHide(true);
        popup.setHideOnEscape(false);
        field.node().focusedProperty().subscribe(focused -> {
            if (!focused) {
                popup.hide();
            }
        });
    }

    /** Follows what is typed: opens behind a letter of a name or a quote, closes where nothing fits. */
    public void typed() {
        if (accepting || !field.node().isFocused()) {
            return;
        }
        String text = field.text();
        int caret = Math.min(field.caret(), text.length());
        boolean inName = caret > 0 && (Character.isLetter(text.charAt(caret - 1)) || ".'\"".indexOf(text.charAt(caret - 1)) >= 0);
        if (popup.isShowing() || inName && field.isFollowed()) {
            // Not where nothing of it is typed yet: whoever has ended a condition presses Enter for another thing.
            fill(field.proposals().stream().filter(fit -> fit.from() < caret).toList());
        }
    }

    /** Shows what fits, if anything does. */
    public void show() {
        fill(field.proposals());
    }

    private void fill(List<Proposal> fit) {
        Point2D below = fit.isEmpty() || field.node().getScene() == null ? null : field.below();
        if (below == null) {
            popup.hide();
            return;
        }
        list.getItems().setAll(fit);
        list.getSelectionModel().select(0);
        list.scrollTo(0);
        list.setPrefHeight(Math.min(MOST_ROWS, fit.size()) * ROW + 4);
        if (!popup.isShowing()) {
            popup.show(field.node(), below.getX(), below.getY());
        }
    }

    /** Takes a key that is meant for the popup. */
    public boolean pressed(KeyCode key) {
        if (!popup.isShowing()) {
            return false;
        }
        int at = list.getSelectionModel().getSelectedIndex();
        switch (key) {
            case DOWN -> select(Math.min(list.getItems().size() - 1, at + 1));
            case UP -> select(Math.max(0, at - 1));
            case ENTER, TAB -> accept();
            case ESCAPE -> popup.hide();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void select(int row) {
        list.getSelectionModel().select(row);
        list.scrollTo(Math.max(0, row - MOST_ROWS + 1));
    }

    private void accept() {
        Proposal chosen = list.getSelectionModel().getSelectedItem();
        popup.hide();
        if (chosen != null) {
            accepting = true;
            field.accept(chosen);
            accepting = false;
        }
    }

    private final class ProposalCell extends ListCell<Proposal> {

        private final Label name = new Label();
        private final Label description = new Label();
        private final HBox row = new HBox(12, name, description);

        ProposalCell() {
            setOnMouseClicked(event -> {
                if (getItem() != null) {
                    accept();
                }
            });
            name.getStyleClass().add("code");
            name.setMinWidth(Region.USE_PREF_SIZE);
            description.getStyleClass().add("text-muted");
            row.setAlignment(Pos.CENTER_LEFT);
            row.setPrefWidth(0);
        }

        @Override
        protected void updateItem(Proposal proposal, boolean empty) {
            super.updateItem(proposal, empty);
            boolean none = empty || proposal == null;
            name.setText(none ? null : proposal.text());
            description.setText(none ? null : proposal.description());
            setGraphic(none ? null : row);
            setAccessibleText(none ? null : proposal.text() + ", " + proposal.description());
        }
    }
}
