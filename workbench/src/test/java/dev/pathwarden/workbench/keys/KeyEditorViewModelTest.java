package dev.pathwarden.workbench.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.settings.SettingsStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyEditorViewModelTest {

    private static final Key CTRL_B = Key.of(KeyCode.B, KeyCombination.SHORTCUT_DOWN);
    private static final Key CTRL_J = Key.of(KeyCode.J, KeyCombination.SHORTCUT_DOWN);

    private final CommandKeys keys = new CommandKeys(SettingsStore.unkept(), Map.of());
    private KeyEditorViewModel model;

    @BeforeEach
    void open() {
        keys.declare(List.of(new KeyedCommand("stopped", "Go", "Next stopped step", List.of(CTRL_B)), new KeyedCommand("theme", "View", "Dark", List.of())));
        model = new KeyEditorViewModel(keys);
    }

    private void choose(int row) {
        model.chosenProperty().set(model.shown().get(row));
    }

    @Test
    void key_thatIsFree_isTakenWithTheFirstPress() {
        choose(1);
        model.await();
        assertThat(model.saidProperty().get()).isEqualTo("Press the new key of “Dark”, or Escape to leave it.");
        model.pressed(Optional.of(CTRL_J));

        assertThat(keys.of("theme")).containsExactly(CTRL_J);
        assertThat(model.awaitingProperty().get()).isFalse();
        assertThat(model.saidProperty().get()).isEqualTo("Ctrl+J is now a key of “Dark”.");
    }

    @Test
    void key_ofAnother_isToldBeforeItIsTaken() {
        choose(1);
        model.await();
        model.pressed(Optional.of(CTRL_B));

        assertThat(keys.of("stopped")).containsExactly(CTRL_B);
        assertThat(model.contestedProperty().get()).isTrue();
        assertThat(model.saidProperty().get()).isEqualTo("Ctrl+B is a key of “Next stopped step”: Enter takes it from there, Escape leaves it there; or press another.");
        model.take();
        assertThat(keys.of("stopped")).isEmpty();
        assertThat(keys.of("theme")).containsExactly(CTRL_B);
        assertThat(model.saidProperty().get()).isEqualTo("Ctrl+B is now a key of “Dark”, and no longer of “Next stopped step”.");
    }

    @Test
    void key_ofAnother_staysThere_afterEscape_orAnotherCommand() {
        choose(1);
        model.await();
        model.pressed(Optional.of(CTRL_B));
        model.leave();
        model.take();
        assertThat(keys.of("stopped")).containsExactly(CTRL_B);

        model.await();
        model.pressed(Optional.of(CTRL_B));
        choose(0);
        model.take();
        assertThat(keys.of("theme")).isEmpty();
        assertThat(model.awaitingProperty().get()).isFalse();
    }

    @Test
    void key_thatIsRefusedOrUnknown_isSaid_andTheNextIsAwaited() {
        choose(1);
        model.await();
        model.pressed(Optional.of(Key.of(KeyCode.ENTER)));
        assertThat(model.saidProperty().get()).startsWith("Enter cannot be a key of a command: text fields, lists and buttons need it");
        model.pressed(Optional.empty());
        assertThat(model.saidProperty().get()).isEqualTo("The workbench does not know this key. Press another, or Escape.");
        model.pressed(Optional.of(CTRL_J));

        assertThat(keys.of("theme")).containsExactly(CTRL_J);
    }

    @Test
    void usualKeys_whereAnotherHasOne_stayThere_andThatIsSaid() {
        choose(1);
        model.await();
        model.pressed(Optional.of(CTRL_B));
        model.take();
        choose(0);
        assertThat(model.isChanged()).isTrue();

        model.reset();

        assertThat(model.saidProperty().get()).isEqualTo("Ctrl+B stays with “Dark”: take it away there first.");
        model.resetAll();
        assertThat(keys.of("stopped")).containsExactly(CTRL_B);
    }

    @Test
    void lastKey_isTakenAway_andTheRowShowsIt_andStaysChosen() {
        choose(0);
        model.removeLast();
        model.removeLast();

        assertThat(model.shown().getFirst().keys()).isEmpty();
        assertThat(model.chosenProperty().get()).isSameAs(model.shown().getFirst());
        assertThat(model.saidProperty().get()).isEqualTo("Ctrl+B is no longer a key of “Next stopped step”.");
    }

    @Test
    void search_findsByNameMenuAndKey() {
        model.wordsProperty().set("go STOP");
        assertThat(model.shown()).extracting(row -> row.command().id()).containsExactly("stopped");
        model.wordsProperty().set("ctrl+b");
        assertThat(model.shown()).extracting(row -> row.command().id()).containsExactly("stopped");
        model.wordsProperty().set("nothing such");
        assertThat(model.shown()).isEmpty();
    }
}
