package dev.pathwarden.workbench.keys;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A command in the list of keys. It stays the same while its keys change, so that it stays chosen. For the JavaFX thread. */
final class KeyRow {

    private final KeyedCommand command;
    private final ReadOnlyObjectWrapper<List<Key>> keys = new ReadOnlyObjectWrapper<>(this, "keys", List.of());

    KeyRow(KeyedCommand command) {
        this.command = command;
    }

    KeyedCommand command() {
        return command;
    }

    ReadOnlyObjectProperty<List<Key>> keysProperty() {
        return keys.getReadOnlyProperty();
    }

    List<Key> keys() {
        return keys.get();
    }

    void keys(List<Key> now) {
        keys.set(now);
    }

    /** Its keys in words; empty for none. */
    String shown() {
        return keys().stream().map(Key::shown).collect(Collectors.joining(", "));
    }

    /** Whether each of some words stands in its name, its menu or its keys, upper and lower case alike. */
    boolean matches(String words) {
        String all = (command.text() + " " + command.group() + " " + shown()).toLowerCase(Locale.ROOT);
        for (String word : words.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
