package dev.pathwarden.workbench.keys;

import dev.pathwarden.workbench.text.Texts;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.KeyCode;

/** Which keys can be those of a command, in any part of the window. Letters, digits and signs alone can be: a text field that has the focus takes them for itself. */
final class KeyRules {

    private static final Texts TEXTS = Texts.of(KeyRules.class);
    /** Move, edit or confirm, with Ctrl and Shift too. */
    private static final Set<KeyCode> EDITING = EnumSet.of(KeyCode.LEFT, KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN, KeyCode.KP_LEFT, KeyCode.KP_RIGHT, KeyCode.KP_UP, KeyCode.KP_DOWN, KeyCode.HOME, KeyCode.END, KeyCode.PAGE_UP,
            KeyCode.PAGE_DOWN, KeyCode.BACK_SPACE, KeyCode.DELETE, KeyCode.INSERT, KeyCode.ENTER, KeyCode.TAB, KeyCode.ESCAPE, KeyCode.SPACE);
    /** Copy, cut, paste, choose all and none, undo, redo, and rub out, with Ctrl. */
    private static final Set<KeyCode> CLIPBOARD = EnumSet.of(KeyCode.A, KeyCode.C, KeyCode.X, KeyCode.V, KeyCode.Z, KeyCode.Y, KeyCode.H, KeyCode.BACK_SLASH);

    private final Map<Key, String> views;

    /** @param views the keys of the views, each with what the view is called */
    KeyRules(Map<Key, String> views) {
        this.views = Map.copyOf(views);
    }

    /** Why a key can be that of no command, in a sentence; empty where it can. */
    Optional<String> refusal(Key key) {
        if (key.shortcut() && key.alt() && !key.code().isFunctionKey() && !EDITING.contains(key.code())) {
            return Optional.of(TEXTS.get("refused.graph", key.shown()));
        }
        if (key.alt() && (key.code() == KeyCode.TAB || key.code() == KeyCode.F4)) {
            return Optional.of(TEXTS.get("refused.desktop", key.shown()));
        }
        if (EDITING.contains(key.code()) && !key.alt()) {
            return Optional.of(TEXTS.get("refused.editing", key.shown()));
        }
        if (CLIPBOARD.contains(key.code()) && key.shortcut() && (!key.shift() || key.code() == KeyCode.Z)) {
            return Optional.of(TEXTS.get("refused.clipboard", key.shown()));
        }
        return Optional.ofNullable(views.get(key)).map(view -> TEXTS.get("refused.view", key.shown(), view));
    }
}
