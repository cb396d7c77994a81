package dev.pathwarden.workbench.keys;

import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** State of the dialog in which keys are changed: which command is chosen, whether its new key is awaited, and what there is to say. A change holds at once. For the JavaFX thread. */
final class KeyEditorViewModel {

    private static final Texts TEXTS = Texts.of(KeyEditorViewModel.class);

    private final CommandKeys keys;
    private final List<KeyRow> rows;
    private final FilteredList<KeyRow> shown;
    private final StringProperty words = new SimpleStringProperty(this, "words", "");
    private final ObjectProperty<KeyRow> chosen = new SimpleObjectProperty<>(this, "chosen");
    private final ReadOnlyBooleanWrapper awaiting = new ReadOnlyBooleanWrapper(this, "awaiting");
    private final ReadOnlyBooleanWrapper contested = new ReadOnlyBooleanWrapper(this, "contested");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper(this, "said", "");
    private Key wanted;

    KeyEditorViewModel(CommandKeys keys) {
        this.keys = keys;
        this.rows = keys.commands().stream().map(KeyRow::new).toList();
        this.shown = new FilteredList<>(FXCollections.observableList(rows));
        fill();
        words.subscribe(typed -> shown.setPredicate(row -> row.matches(typed)));
        chosen.subscribe((before, now) -> {
            leave();
            said.set("");
        });
    }

    private void fill() {
        rows.forEach(row -> row.keys(keys.of(row.command().id())));
    }

    /** What is looked for among the commands. */
    StringProperty wordsProperty() {
        return words;
    }

    /** The commands in which that is found. */
    ObservableList<KeyRow> shown() {
        return shown;
    }

    /** The command whose keys are changed; null for none. */
    ObjectProperty<KeyRow> chosenProperty() {
        return chosen;
    }

    /** Whether the next key that is pressed becomes one of the chosen command. */
    ReadOnlyBooleanProperty awaitingProperty() {
        return awaiting.getReadOnlyProperty();
    }

    /** Whether the key that was pressed is that of another command, and it is to be said whether it is taken from there. */
    ReadOnlyBooleanProperty contestedProperty() {
        return contested.getReadOnlyProperty();
    }

    /** What came of what was done last, or what is to be done next. */
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** Whether the chosen command has other keys than usual. */
    boolean isChanged() {
        return chosen.get() != null && !keys.isUsual(chosen.get().command().id());
    }

    /** Awaits a key for the chosen command. */
    void await() {
        if (chosen.get() != null) {
            wanted = null;
            contested.set(false);
            awaiting.set(true);
            said.set(TEXTS.get("said.await", chosen.get().command().text()));
        }
    }

    /**
     * Takes the key that was awaited, or says why not.
     *
     * @param pressed the key; empty for one that is none
     */
    void pressed(Optional<Key> pressed) {
        if (!awaiting.get()) {
            return;
        }
        String id = chosen.get().command().id();
        wanted = null;
        contested.set(false);
        if (pressed.isEmpty()) {
            said.set(TEXTS.get("said.unknown"));
            return;
        }
        Key key = pressed.get();
        Optional<String> refusal = keys.refusal(id, key);
        if (refusal.isPresent()) {
            said.set(refusal.get());
            return;
        }
        List<KeyedCommand> others = keys.owners(id, key);
        if (!others.isEmpty()) {
            wanted = key;
            contested.set(true);
            said.set(TEXTS.get("said.taken", key.shown(), named(others)));
            return;
        }
        give(key);
    }

    /** Takes the key from the command that has it. */
    void take() {
        if (wanted != null) {
            give(wanted);
        }
    }

    private void give(Key key) {
        KeyRow row = chosen.get();
        List<KeyedCommand> others = keys.owners(row.command().id(), key);
        keys.add(row.command().id(), key);
        fill();
        leave();
        said.set(others.isEmpty() ? TEXTS.get("said.added", key.shown(), row.command().text()) : TEXTS.get("said.taken.over", key.shown(), row.command().text(), named(others)));
    }

    /** Commands by their names, those of a view with what that is called. */
    private static String named(List<KeyedCommand> commands) {
        return commands.stream().map(command -> TEXTS.get(command.view() == null ? "said.command" : "said.command.view", command.text(), command.group())).collect(Collectors.joining(", "));
    }

    /** Awaits no key any more. */
    void leave() {
        wanted = null;
        contested.set(false);
        if (awaiting.get()) {
            awaiting.set(false);
            said.set("");
        }
    }

    /** Takes a key from the chosen command. */
    void remove(Key key) {
        KeyRow row = chosen.get();
        leave();
        keys.remove(row.command().id(), key);
        fill();
        said.set(TEXTS.get("said.removed", key.shown(), row.command().text()));
    }

    /** Takes the last of its keys from the chosen command. */
    void removeLast() {
        if (chosen.get() != null && !chosen.get().keys().isEmpty()) {
            remove(chosen.get().keys().getLast());
        }
    }

    /** Gives the chosen command its usual keys. */
    void reset() {
        KeyRow row = chosen.get();
        if (row == null) {
            return;
        }
        leave();
        keys.reset(row.command().id());
        fill();
        String missing = row.command().usual().stream().filter(key -> !row.keys().contains(key)).map(key -> TEXTS.get("said.stays", key.shown(), named(keys.owners(row.command().id(), key)))).collect(Collectors.joining(" "));
        said.set(missing.isEmpty() ? TEXTS.get("said.usual", row.command().text()) : missing);
    }

    /** Gives all commands their usual keys. */
    void resetAll() {
        leave();
        keys.resetAll();
        fill();
        said.set(TEXTS.get("said.usual.all"));
    }
}
