package dev.pathwarden.workbench.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.settings.SettingsStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandKeysTest {

    private static final Key CTRL_B = Key.of(KeyCode.B, KeyCombination.SHORTCUT_DOWN);
    private static final Key CTRL_J = Key.of(KeyCode.J, KeyCombination.SHORTCUT_DOWN);
    private static final Key CTRL_Z = Key.of(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final List<KeyedCommand> COMMANDS = List.of(new KeyedCommand("stopped", "Go", "Next stopped step", List.of(CTRL_B)), new KeyedCommand("undo", "Case", "Undo", List.of(CTRL_Z)),
            new KeyedCommand("theme", "View", "Dark", List.of()));

    private final SettingsStore store = SettingsStore.unkept();
    private final CommandKeys keys = keys(store);

    private static CommandKeys keys(SettingsStore store) {
        CommandKeys made = new CommandKeys(store, Map.of(Key.of(KeyCode.W), "Timeline"));
        made.declare(COMMANDS);
        return made;
    }

    @Test
    void key_whenGiven_isRemembered_andToldToWhoeverListens() {
        List<List<Key>> told = new ArrayList<>();
        keys.allProperty().subscribe((before, now) -> told.add(now.get("theme")));

        keys.add("theme", CTRL_J);

        assertThat(told).containsExactly(List.of(CTRL_J));
        assertThat(keys(store).of("theme")).containsExactly(CTRL_J);
        assertThat(keys(store).with("Dark theme", "theme")).isEqualTo("Dark theme (Ctrl+J)");
    }

    @Test
    void key_whenGivenToAnother_isThatOfOneOnly_andComesBackWithTheUsualOnes() {
        keys.add("theme", CTRL_B);

        assertThat(keys.of("stopped")).isEmpty();
        assertThat(keys.owners("undo", CTRL_B)).extracting(KeyedCommand::id).containsExactly("theme");
        keys.reset("stopped");
        assertThat(keys.of("stopped")).as("the other keeps what it was given").isEmpty();
        keys.remove("theme", CTRL_B);
        assertThat(keys.of("stopped")).containsExactly(CTRL_B);
        assertThat(store.settings().keys()).as("nothing is remembered that is as usual").isEmpty();
    }

    @Test
    void key_thatIsTakenAway_staysAway_untilAllAreAsUsual() {
        keys.remove("stopped", CTRL_B);
        assertThat(keys(store).of("stopped")).isEmpty();

        keys.resetAll();

        assertThat(keys(store).of("stopped")).containsExactly(CTRL_B);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Left", "Shift+Left", "Ctrl+Left", "Ctrl+Shift+End", "Enter", "Ctrl+Enter", "Tab", "Esc", "Space", "Backspace", "Delete", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+Alt+Q", "Alt+F4", "W"})
    void key_thatOthersNeed_isRefusedWithTheReason(String text) {
        Key key = Key.parse(text).orElseThrow();

        assertThat(keys.refusal("theme", key)).hasValueSatisfying(sentence -> assertThat(sentence).startsWith(key.shown() + " cannot be a key of a command: ").endsWith("Press another, or Escape."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"F5", "Alt+Left", "Ctrl+J", "J", "Shift+J", "Ctrl+Shift+C", "Ctrl+Alt+F5", "Alt+J"})
    void key_thatNobodyNeeds_isTaken(String text) {
        assertThat(keys.refusal("theme", Key.parse(text).orElseThrow())).isEmpty();
    }

    @Test
    void usualKey_isNeverRefused_toItsOwnCommand() {
        keys.remove("undo", CTRL_Z);

        assertThat(keys.refusal("undo", CTRL_Z)).isEmpty();
        assertThat(keys.refusal("theme", CTRL_Z)).hasValueSatisfying(sentence -> assertThat(sentence).contains("copy, to paste or to undo"));
    }

    @Test
    void moreKeysThanACommandCanHave_areRefused() {
        for (KeyCode code : List.of(KeyCode.F2, KeyCode.F3, KeyCode.F4, KeyCode.F5, KeyCode.F6, KeyCode.F7)) {
            assertThat(keys.refusal("theme", Key.of(code))).isEmpty();
            keys.add("theme", Key.of(code));
        }

        assertThat(keys.refusal("theme", Key.of(KeyCode.F8))).contains("A command has at most 6 keys: take one away first. Escape leaves it as it is.");
    }

    @ParameterizedTest
    @CsvSource({"stopped, Enter, theme, Ctrl+J", "stopped, no key at all, theme, Ctrl+J", "stopped, Ctrl+J, theme, Ctrl+J", "gone, Ctrl+B, theme, Ctrl+J"})
    void settings_thatSomebodyElseWrote_giveNoKeyTwice_andNoneThatIsRefused(String one, String its, String other, String key) {
        store.change(settings -> settings.withKeys(one, List.of(its)).withKeys(other, List.of(key, key)));

        List<Key> all = COMMANDS.stream().flatMap(command -> keys.of(command.id()).stream()).toList();
        assertThat(all).doesNotHaveDuplicates().doesNotContain(Key.of(KeyCode.ENTER)).contains(CTRL_J, CTRL_Z);
    }

    @Test
    void keys_whenClosed_followNoLonger() {
        keys.close();
        store.change(settings -> settings.withKeys("theme", List.of("F5")));

        assertThat(keys.of("theme")).isEmpty();
    }
}
