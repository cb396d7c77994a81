package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;

/** Makes commands that are about one view, or about the one at the front. */
final class ViewCommands {

    private static final Texts TEXTS = Texts.of(ViewCommands.class);

    private final Tabs tabs;
    private final ObservableBooleanValue possible;

    /** @param possible whether anything is open to look at */
    ViewCommands(Tabs tabs, ObservableBooleanValue possible) {
        this.tabs = tabs;
        this.possible = possible;
    }

    /** A command for which a view comes to the front. */
    Command in(String key, String view, Runnable action, Key... keys) {
        return new Command(key, TEXTS.get("command." + key), List.of(keys), () -> {
            tabs.show(view);
            action.run();
        }, possible);
    }

    /**
     * Saves what the view at the front is about.
     *
     * @param guardrail saves the text of the guardrail that is edited
     * @param other saves what all other views are about
     */
    Command save(Runnable guardrail, Runnable other) {
        return new Command("save", TEXTS.get("command.save"), List.of(Key.of(KeyCode.S, KeyCombination.SHORTCUT_DOWN)), () -> (tabs.shown().id().equals("rehearsal") ? guardrail : other).run());
    }
}
