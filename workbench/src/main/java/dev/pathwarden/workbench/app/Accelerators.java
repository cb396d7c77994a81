package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;

/** Lets the keys of commands work in a window, and stand beside them in its menus: of each command the first. Follows what the user makes of them. */
final class Accelerators {

    private final Map<Command, MenuItem> items = new LinkedHashMap<>();
    private final Set<KeyCombination> given = new HashSet<>();
    private final CommandKeys keys;

    Accelerators(CommandKeys keys) {
        this.keys = keys;
    }

    /** Adds a command and its item in a menu. */
    void add(Command command, MenuItem item) {
        items.put(command, item);
    }

    /** Lets the keys work in a scene from now on. */
    void accept(Scene scene) {
        keys.allProperty().subscribe(ignored -> give(scene));
    }

    private void give(Scene scene) {
        // A menu item takes its old key out of the scene, even where that is by then the key of another: so first all give theirs up.
        items.forEach((command, item) -> {
            if (item.getAccelerator() != null && !item.getAccelerator().equals(first(command))) {
                item.setAccelerator(null);
            }
        });
        given.forEach(scene.getAccelerators()::remove);
        given.clear();
        items.forEach((command, item) -> {
            item.setAccelerator(first(command));
            for (Key key : keys.of(command.id())) {
                given.add(key.combination());
                scene.getAccelerators().put(key.combination(), () -> run(command));
            }
        });
    }

    private KeyCombination first(Command command) {
        List<Key> all = keys.of(command.id());
        return all.isEmpty() ? null : all.getFirst().combination();
    }

    private static void run(Command command) {
        if (command.possible().get()) {
            command.action().run();
        }
    }
}
