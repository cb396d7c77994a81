package dev.pathwarden.workbench.keys;

import dev.pathwarden.workbench.settings.Settings;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

/**
 * The keys of all commands of a window and of its views: the usual ones, and what the user made of them, which the settings remember. No key is that of two commands that could both be meant: what the user chose comes before what is usual, and a key that cannot be one is
 * left out, whatever the settings say. For the JavaFX thread.
 */
public final class CommandKeys implements AutoCloseable {

    private static final Texts TEXTS = Texts.of(CommandKeys.class);

    private final SettingsStore store;
    private final KeyRules rules;
    private final ReadOnlyObjectWrapper<Map<String, List<Key>>> all = new ReadOnlyObjectWrapper<>(this, "all", Map.of());
    private final Subscription settings;
    private List<KeyedCommand> ofWindow = List.of();
    private final Map<String, List<KeyedCommand>> ofViews = new LinkedHashMap<>();
    private List<KeyedCommand> commands = List.of();

    /**
     * Keys of no command so far.
     *
     * @param store remembers what the user changes
     * @param views the keys of the views that are always the same, which no command can have, each with what the view is called
     */
    public CommandKeys(SettingsStore store, Map<Key, String> views) {
        this.store = store;
        this.rules = new KeyRules(views);
        this.settings = store.settingsProperty().subscribe(this::find);
    }

    /** Says which commands the window has, in the order in which they are listed. */
    public void declare(List<KeyedCommand> declared) {
        ofWindow = List.copyOf(declared);
        declare();
    }

    /** Says which commands a view has, in the order in which they are listed. */
    void declareView(String view, List<KeyedCommand> declared) {
        ofViews.put(view, declared);
        declare();
    }

    private void declare() {
        commands = Stream.concat(ofWindow.stream(), ofViews.values().stream().flatMap(List::stream)).toList();
        find();
    }

    private void find() {
        Map<String, List<String>> chosen = store.settings().keys();
        Map<String, List<Key>> found = new LinkedHashMap<>();
        for (KeyedCommand command : commands) {
            if (chosen.containsKey(command.id())) {
                found.put(command.id(), chosen.get(command.id()).stream().flatMap(text -> Key.parse(text).stream()).distinct().filter(key -> rule(command, key).isEmpty()).filter(key -> isFree(command, key, found)).toList());
            }
        }
        for (KeyedCommand command : commands) {
            if (!chosen.containsKey(command.id())) {
                found.put(command.id(), command.usual().stream().filter(key -> isFree(command, key, found)).toList());
            }
        }
        if (!found.equals(all.get())) {
            all.set(Map.copyOf(found));
        }
    }

    private boolean isFree(KeyedCommand command, Key key, Map<String, List<Key>> found) {
        return commands.stream().noneMatch(other -> other.meets(command) && found.getOrDefault(other.id(), List.of()).contains(key));
    }

    /** The keys of each command, by its id. A new value with each change. */
    public ReadOnlyObjectProperty<Map<String, List<Key>>> allProperty() {
        return all.getReadOnlyProperty();
    }

    /** All commands, in the order in which they were declared. */
    public List<KeyedCommand> commands() {
        return commands;
    }

    /** The keys of a command; none where there is no such command. */
    public List<Key> of(String id) {
        return all.get().getOrDefault(id, List.of());
    }

    /** The keys of a command, as it shows them; empty for none. */
    public String shown(String id) {
        return of(id).stream().map(Key::shown).collect(Collectors.joining(", "));
    }

    /** A text with the first key of a command behind it; the text alone where it has none. */
    public String with(String text, String id) {
        return of(id).isEmpty() ? text : TEXTS.get("with", text, of(id).getFirst().shown());
    }

    /** How a command is given, for the middle of a sentence: its first key, or where it stands in the menus while it has none. Empty where there is no such command. */
    public String how(String id) {
        return of(id).isEmpty() ? command(id).map(command -> TEXTS.get("how", command.text(), command.group())).orElse("") : of(id).getFirst().shown();
    }

    /** Whether a command has its usual keys. */
    boolean isUsual(String id) {
        return command(id).map(command -> of(id).equals(command.usual())).orElse(true);
    }

    /** The commands that have a key and cannot have it together with a command: one of its view or of the window; for one of the window, of any view. */
    List<KeyedCommand> owners(String id, Key key) {
        KeyedCommand wanting = command(id).orElseThrow();
        return commands.stream().filter(command -> command.meets(wanting) && of(command.id()).contains(key)).toList();
    }

    /** The command of a view that has a key; empty for none. */
    Optional<KeyedCommand> inView(String view, Key key) {
        return ofViews.getOrDefault(view, List.of()).stream().filter(command -> of(command.id()).contains(key)).findFirst();
    }

    Optional<KeyedCommand> command(String id) {
        return commands.stream().filter(command -> command.id().equals(id)).findFirst();
    }

    private Optional<String> rule(KeyedCommand command, Key key) {
        // A view that moves something by the arrows may give them to something else of it.
        boolean ofView = command.view() != null && ofViews.get(command.view()).stream().anyMatch(each -> each.usual().contains(key));
        return ofView || command.usual().contains(key) ? Optional.empty() : rules.refusal(key);
    }

    /** Why a command cannot have one more key, or not this one, in a sentence; empty where it can. That another command has it is no reason. */
    Optional<String> refusal(String id, Key key) {
        if (of(id).contains(key)) {
            return Optional.of(TEXTS.get("refused.same", key.shown()));
        }
        return of(id).size() >= Settings.MOST_KEYS ? Optional.of(TEXTS.get("refused.many", Settings.MOST_KEYS)) : command(id).flatMap(command -> rule(command, key));
    }

    /** Gives a command a key, and takes it from those that have it and cannot any longer. */
    void add(String id, Key key) {
        List<UnaryOperator<Settings>> changes = new ArrayList<>(owners(id, key).stream().map(other -> without(other.id(), key)).toList());
        List<Key> next = new ArrayList<>(of(id));
        next.add(key);
        changes.add(keep(id, next));
        store.change(before -> {
            Settings after = before;
            for (UnaryOperator<Settings> each : changes) {
                after = each.apply(after);
            }
            return after;
        });
    }

    /** Takes a key from a command. */
    void remove(String id, Key key) {
        store.change(without(id, key));
    }

    /** Gives a command its usual keys again, but for those that others were given. */
    void reset(String id) {
        store.change(before -> before.withUsualKeys(id));
    }

    /** Gives all commands their usual keys again. */
    void resetAll() {
        store.change(Settings::withUsualKeys);
    }

    private UnaryOperator<Settings> without(String id, Key key) {
        return keep(id, of(id).stream().filter(each -> !each.equals(key)).toList());
    }

    private UnaryOperator<Settings> keep(String id, List<Key> keys) {
        List<String> texts = keys.stream().map(Key::toString).toList();
        boolean usual = command(id).map(command -> command.usual().equals(keys)).orElse(false);
        return before -> usual ? before.withUsualKeys(id) : before.withKeys(id, texts);
    }

    /** Follows the settings no longer. */
    @Override
    public void close() {
        settings.unsubscribe();
    }
}
