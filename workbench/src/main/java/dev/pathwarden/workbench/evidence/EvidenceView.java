package dev.pathwarden.workbench.evidence;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/** A button that says what stands for the open snapshot, and shows why when it is pressed. */
public final class EvidenceView {

    private static final Texts TEXTS = Texts.of(EvidenceView.class);
    private static final PseudoClass ALTERED = PseudoClass.getPseudoClass("altered");
    private static final double POPOVER_WIDTH = 460;
    private static final int LONGEST_SENTENCE = 500;

    private final EvidenceViewModel model;
    private final Button button = new Button();

    public EvidenceView(EvidenceViewModel model) {
        this.model = model;
        button.setId("evidence");
        button.getStyleClass().addAll("flat", "small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> explain());
        model.stateProperty().subscribe(this::show);
    }

    private void show(EvidenceState state) {
        String kind = state.kind().name().toLowerCase(Locale.ROOT);
        boolean none = state.kind() == EvidenceState.Kind.NONE;
        button.setVisible(!none);
        button.setManaged(!none);
        button.setText(none ? "" : TEXTS.get("kind." + kind));
        button.setGraphic(icon(state.kind()));
        button.pseudoClassStateChanged(ALTERED, state.kind() == EvidenceState.Kind.ALTERED);
        String help = String.join(" ", state.sentences());
        button.setTooltip(none ? null : new Tooltip(Wording.line(help, LONGEST_SENTENCE)));
        button.setAccessibleHelp(help);
    }

    private static Node icon(EvidenceState.Kind kind) {
        return switch (kind) {
            case NONE -> null;
            case UNSEALED, SEALED, VERIFYING -> Cells.icon(Icon.UNFINISHED, "status-unfinished");
            case VERIFIED -> Cells.icon(Icon.OK, "status-ok");
            case ALTERED -> Cells.icon(Icon.STOP, "status-blocked");
            case FAILED -> Cells.icon(Icon.WARNING, "warning");
        };
    }

    private void explain() {
        VBox lines = new VBox(6);
        lines.getStyleClass().add("popover-content");
        lines.setId("evidence-more");
        EvidenceState state = model.stateProperty().get();
        for (String sentence : state.sentences()) {
            Label line = new Label(Wording.line(sentence, LONGEST_SENTENCE));
            line.setWrapText(true);
            line.setMaxWidth(POPOVER_WIDTH);
            lines.getChildren().add(line);
        }
        PopOver popOver = new PopOver(lines);
        if (state.canVerify()) {
            Button verify = new Button(TEXTS.get("verify"));
            verify.setId("verify");
            verify.setOnAction(event -> {
                popOver.hide();
                model.verify();
            });
            lines.getChildren().add(verify);
        }
        popOver.setArrowLocation(PopOver.ArrowLocation.BOTTOM_LEFT);
        popOver.show(button);
    }

    /** The button. */
    public Node node() {
        return button;
    }
}
