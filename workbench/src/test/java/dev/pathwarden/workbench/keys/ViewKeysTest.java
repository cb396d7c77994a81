package dev.pathwarden.workbench.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.settings.SettingsStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class ViewKeysTest {

    private static final Key W = Key.of(KeyCode.W);
    private static final Key LEFT = Key.of(KeyCode.LEFT);
    private static final Key CTRL_B = Key.of(KeyCode.B, KeyCombination.SHORTCUT_DOWN);

    private final SettingsStore store = SettingsStore.unkept();
    private final CommandKeys keys = new CommandKeys(store, Map.of());
    private final List<String> done = new ArrayList<>();
    private boolean possible = true;
    private final ViewKeys timeline = view("timeline");
    private final ViewKeys graph = view("graph");

    ViewKeysTest() {
        keys.declare(List.of(new KeyedCommand("stopped", "Go", "Next stopped step", List.of(CTRL_B)), new KeyedCommand("theme", "View", "Dark", List.of())));
    }

    private ViewKeys view(String name) {
        return new ViewKeys(keys, name, name, List.of(new ViewKeys.Action("zoom", "Zoom in", () -> done.add(name + " zoom"), W), new ViewKeys.Action("before", "Step before", () -> done.add(name + " before"), LEFT)), () -> possible);
    }

    private static KeyEvent press(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }

    @Test
    void keys_doWhatTheyDoInTheirView_andOthersAreLeftToWhoeverWants() {
        KeyEvent pressed = press(KeyCode.W);
        timeline.handle(pressed);
        graph.handle(press(KeyCode.LEFT));
        KeyEvent other = press(KeyCode.Q);
        graph.handle(other);
        possible = false;
        graph.handle(press(KeyCode.W));

        assertThat(done).containsExactly("timeline zoom", "graph before");
        assertThat(pressed.isConsumed()).isTrue();
        assertThat(other.isConsumed()).isFalse();
        assertThat(timeline.inWords()).isEqualTo("Zoom in: W; Step before: Left");
    }

    @Test
    void keyOfTheWindow_thatIsOneOfViews_isTakenFromAllOfThem_andOneOfAViewFromTheWindow() {
        assertThat(keys.owners("theme", W)).extracting(KeyedCommand::id).containsExactly("timeline.zoom", "graph.zoom");
        keys.add("theme", W);
        assertThat(keys.of("timeline.zoom")).isEmpty();
        assertThat(keys.of("graph.zoom")).isEmpty();
        keys.add("graph.zoom", CTRL_B);
        assertThat(keys.of("stopped")).isEmpty();
        assertThat(keys.owners("timeline.zoom", CTRL_B)).as("views do not meet").isEmpty();

        keys.resetAll();
        assertThat(keys.of("timeline.zoom")).containsExactly(W);
        assertThat(keys.of("stopped")).containsExactly(CTRL_B);
    }

    @Test
    void arrow_thatAViewHas_canBeOfSomethingElseInIt_andOfNothingElsewhere() {
        assertThat(keys.refusal("timeline.zoom", LEFT)).isEmpty();
        assertThat(keys.refusal("timeline.zoom", Key.of(KeyCode.TAB))).isPresent();
        assertThat(keys.refusal("theme", LEFT)).isPresent();
        keys.add("timeline.zoom", LEFT);

        timeline.handle(press(KeyCode.LEFT));
        graph.handle(press(KeyCode.LEFT));
        assertThat(done).containsExactly("timeline zoom", "graph before");
        assertThat(keys.of("timeline.before")).isEmpty();
    }

    @Test
    void settings_thatSomebodyElseWrote_giveNoKeyToTwoThatMeet() {
        store.change(all -> all.withKeys("theme", List.of("W")).withKeys("graph.zoom", List.of("W", "Left", "Tab")));

        assertThat(keys.of("theme")).containsExactly(W);
        assertThat(keys.of("graph.zoom")).containsExactly(LEFT);
        assertThat(keys.of("graph.before")).isEmpty();
        assertThat(keys.of("timeline.zoom")).isEmpty();
        assertThat(keys.of("timeline.before")).containsExactly(LEFT);
    }
}
