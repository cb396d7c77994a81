package dev.pathwarden.workbench.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

    @ParameterizedTest
    @EnumSource(KeyCode.class)
    void everyKey_isReadAsItWasWritten(KeyCode code) {
        if (code.isModifierKey() || code == KeyCode.UNDEFINED) {
            assertThatThrownBy(() -> Key.of(code)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        for (int held = 0; held < 8; held++) {
            Key key = new Key(code, (held & 1) != 0, (held & 2) != 0, (held & 4) != 0);
            assertThat(Key.parse(key.toString())).contains(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "Ctrl", "Ctrl+", "Ctrl+Shift", "Ctrl+Ctrl+A", "Meta+A", "ctrl+A", "Ctrl + A", "Ctrl+Foo", "Undefined", "A+Ctrl", "Ctrl+++"})
    void whatIsNoKey_isNone(String text) {
        assertThat(Key.parse(text)).isEmpty();
    }

    @Test
    void whateverText_isAKeyOrNone() {
        Random random = new Random(125);
        String signs = "Ctrl+AltShift \0Numpad 0Fß+++";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            Key.parse(text.toString()).ifPresent(key -> assertThat(Key.parse(key.toString())).contains(key));
        }
    }

    @Test
    void key_isShownAsOnAMenu_andOneOfTheNumberBlockIsToldApart() {
        assertThat(Key.of(KeyCode.B, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN).shown()).isEqualTo("Ctrl+Shift+B");
        assertThat(Key.of(KeyCode.LEFT, KeyCombination.ALT_DOWN).shown()).isEqualTo("Alt+←");
        assertThat(Key.of(KeyCode.ENTER).shown()).isEqualTo("Enter");
        assertThat(Key.of(KeyCode.ADD, KeyCombination.SHORTCUT_DOWN).shown()).isEqualTo("Ctrl+Numpad +");
        assertThat(Key.of(KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN).shown()).isEqualTo("Ctrl+=");
    }
}
