package dev.pathwarden.workbench.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.keys.KeyedCommand;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TourViewModelTest {

    private final SettingsStore settings = SettingsStore.unkept();
    private final CommandKeys keys = new CommandKeys(settings, Map.of());
    private final SimpleObjectProperty<String> step = new SimpleObjectProperty<>();
    private final SimpleObjectProperty<Boolean> open = new SimpleObjectProperty<>(true);
    private int taken;
    private final TourViewModel tour = new TourViewModel(Stop.all().subList(0, 3), Map.of("stopped", new Deed<>(step, (before, now) -> now != null && !Objects.equals(before, now))), keys, open, () -> taken++);

    @BeforeEach
    void declare() {
        keys.declare(List.of(new KeyedCommand("step.stopped", "Go", "Next stopped step", List.of(Key.of(KeyCode.B, KeyCombination.SHORTCUT_DOWN))), new KeyedCommand("sample", "Help", "Open the sample investigation", List.of())));
    }

    @Test
    void stops_areGoneThrough_forthAndBack_andTheEndIsToldOnce() {
        assertThat(tour.under().get()).isFalse();
        tour.next();
        tour.back();
        tour.leave();
        assertThat(tour.stop()).isNull();
        assertThat(taken).isZero();

        tour.begin();
        tour.back();
        assertThat(tour.place()).isEqualTo("1 of 3");
        tour.next();
        tour.next();
        assertThat(tour.isLast()).isTrue();
        tour.back();
        assertThat(tour.stop().id()).isEqualTo("stopped");
        tour.next();
        tour.next();

        assertThat(tour.under().get()).isFalse();
        assertThat(tour.titleProperty().get()).isEmpty();
        assertThat(taken).isEqualTo(1);
    }

    @Test
    void deed_whenDone_goesOn_atItsStopOnly() {
        step.set("before");
        tour.begin();
        step.set("elsewhere");
        assertThat(tour.stop().id()).isEqualTo("alarm");
        tour.next();
        step.set(null);
        assertThat(tour.stop().id()).isEqualTo("stopped");
        step.set("other");
        assertThat(tour.stop().id()).isEqualTo("why");
        step.set("third");
        assertThat(tour.stop().id()).isEqualTo("why");

        tour.leave();
        step.set("fourth");
        assertThat(tour.under().get()).isFalse();
    }

    @Test
    void text_namesTheKeyThatItIsNow_andWhereItStandsInTheMenusWithoutOne() {
        tour.begin();
        tour.next();
        assertThat(tour.textProperty().get()).endsWith("press this button, or Ctrl+B.");
        settings.change(all -> all.withKeys("step.stopped", List.of("F7")));
        assertThat(tour.textProperty().get()).endsWith("press this button, or F7.");
        settings.change(all -> all.withKeys("step.stopped", List.of()));
        assertThat(tour.textProperty().get()).endsWith("press this button, or “Next stopped step” in the menu Go.");
    }

    @Test
    void tour_whereNothingIsOpen_saysHowToGoOn_andWaits() {
        tour.begin();
        tour.next();
        open.set(false);
        assertThat(tour.textProperty().get()).isEqualTo("Nothing is open now. “Open the sample investigation” in the menu Help brings the sample back; the tour waits here.");
        open.set(true);
        assertThat(tour.textProperty().get()).startsWith("Go to the first step");
        assertThat(tour.stop().id()).isEqualTo("stopped");
    }
}
