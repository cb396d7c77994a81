package dev.pathwarden.workbench.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * A key with those that are held down with it.
 *
 * @param code the key; none that is only held down with others
 * @param shortcut whether with Ctrl, or with what the desktop has in its place
 * @param alt whether with Alt
 * @param shift whether with Shift
 */
public record Key(KeyCode code, boolean shortcut, boolean alt, boolean shift) {

    /** No key is called by more characters. */
    private static final int LONGEST = 40;
    private static final String SHORTCUT = "Ctrl";
    private static final String ALT = "Alt";
    private static final String SHIFT = "Shift";

    public Key {
        Objects.requireNonNull(code, "code");
        if (code.isModifierKey() || code == KeyCode.UNDEFINED) {
            throw new IllegalArgumentException(code.getName() + " alone is no key for a command");
        }
    }

    /** A key with some that are held down with it: {@code SHORTCUT_DOWN}, {@code ALT_DOWN}, {@code SHIFT_DOWN}. */
    public static Key of(KeyCode code, KeyCombination.Modifier... held) {
        List<KeyCombination.Modifier> all = Arrays.asList(held);
        return new Key(code, all.contains(KeyCombination.SHORTCUT_DOWN), all.contains(KeyCombination.ALT_DOWN), all.contains(KeyCombination.SHIFT_DOWN));
    }

    /** Keys with none held down. */
    public static List<Key> each(KeyCode... codes) {
        return Arrays.stream(codes).map(code -> of(code)).toList();
    }

    /** What was pressed; empty where that cannot be told, or is only held down with others so far, or is held down with more than Ctrl, Alt and Shift. */
    static Optional<Key> of(KeyEvent event) {
        boolean more = (event.isControlDown() || event.isMetaDown()) && !event.isShortcutDown() || event.isControlDown() && event.isMetaDown();
        return more || event.getCode().isModifierKey() || event.getCode() == KeyCode.UNDEFINED ? Optional.empty() : Optional.of(new Key(event.getCode(), event.isShortcutDown(), event.isAltDown(), event.isShiftDown()));
    }

    /** Reads what {@link #toString} writes; empty for what is no key. */
    public static Optional<Key> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> parts = Arrays.asList(text.strip().split("\\+", -1));
        List<String> held = parts.subList(0, parts.size() - 1);
        KeyCode code = KeyCode.getKeyCode(parts.getLast());
        if (code == null || code.isModifierKey() || code == KeyCode.UNDEFINED || held.stream().distinct().count() < held.size() || !List.of(SHORTCUT, ALT, SHIFT).containsAll(held)) {
            return Optional.empty();
        }
        return Optional.of(new Key(code, held.contains(SHORTCUT), held.contains(ALT), held.contains(SHIFT)));
    }

    /** As the toolkit has it, for menus and scenes. */
    public KeyCodeCombination combination() {
        List<KeyCombination.Modifier> held = new ArrayList<>();
        if (shortcut) {
            held.add(KeyCombination.SHORTCUT_DOWN);
        }
        if (alt) {
            held.add(KeyCombination.ALT_DOWN);
        }
        if (shift) {
            held.add(KeyCombination.SHIFT_DOWN);
        }
        return new KeyCodeCombination(code, held.toArray(KeyCombination.Modifier[]::new));
    }

    /** As a menu shows it, but in words where that is a sign that few know; a key of the number block is told from the one of the same sign. */
    public String shown() {
        String shown = combination().getDisplayText();
        return switch (code) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE -> shown.substring(0, shown.length() - 1) + "Numpad " + shown.substring(shown.length() - 1);
            case ENTER, TAB, ESCAPE, SPACE, BACK_SPACE, DELETE -> toString();
            default -> shown;
        };
    }

    /** As the settings hold it. */
    @Override
    public String toString() {
        return (shortcut ? SHORTCUT + "+" : "") + (alt ? ALT + "+" : "") + (shift ? SHIFT + "+" : "") + code.getName();
    }
}
