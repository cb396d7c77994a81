package dev.pathwarden.workbench.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.canvas.Stages;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class LateTooltipTest {

    private final AtomicReference<String> text = new AtomicReference<>("one");
    private Button control;
    private Button other;
    private Tooltip atFirst;

    @Start
    void start(Stage stage) {
        control = new Button("Step");
        other = new Button("Other");
        LateTooltip.set(control, text::get);
        atFirst = control.getTooltip();
        Stages.show(stage, new HBox(40, control, other), Palette.LIGHT, 400, 100);
    }

    @Test
    void tooltip_isMadeWhenTheMouseComes_andSaysWhatIsSoThen(FxRobot robot) {
        assertThat(atFirst).isNull();
        robot.moveTo(other);
        robot.moveTo(control);
        assertThat(control.getTooltip().getText()).isEqualTo("one");

        robot.moveTo(other);
        text.set("two");
        robot.moveTo(control);
        assertThat(control.getTooltip().getText()).isEqualTo("two");
    }

    @Test
    void tooltip_underARestingMouse_saysWhatIsSoWhenItIsShown(FxRobot robot) {
        robot.moveTo(control);
        robot.interact(() -> text.set("another row"));
        robot.interact(() -> control.getTooltip().show(control.getScene().getWindow()));

        assertThat(control.getTooltip().getText()).isEqualTo("another row");
        robot.interact(() -> control.getTooltip().hide());
    }

    @Test
    void tooltip_whereThereIsNothingToSay_isNone(FxRobot robot) {
        robot.moveTo(control);
        robot.moveTo(other);
        text.set(null);
        robot.moveTo(control);

        assertThat(control.getTooltip()).isNull();
    }
}
