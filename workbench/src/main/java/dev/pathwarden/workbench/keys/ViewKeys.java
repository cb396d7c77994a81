package dev.pathwarden.workbench.keys;

import dev.pathwarden.workbench.text.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.event.EventHandler;
import javafx.scene.input.KeyEvent;

/** What the keys of one view do, while it has the focus. They are changed as those of the commands are. For the JavaFX thread. */
public final class ViewKeys implements EventHandler<KeyEvent> {

    private static final Texts TEXTS = Texts.of(ViewKeys.class);

    private final CommandKeys keys;
    private final String view;
    private final BooleanSupplier possible;
    private final Map<String, Runnable> actions = new LinkedHashMap<>();

    /**
     * Something that a key does in a view.
     *
     * @param id name of it in the settings, with that of the view in front
     * @param text what it is called
     * @param action does it
     * @param usual the keys it has where the user changed nothing
     */
    public record Action(String id, String text, Runnable action, List<Key> usual) {

        public Action(String id, String text, Runnable action, Key... usual) {
            this(id, text, action, List.of(usual));
        }
    }

    /**
     * Declares the keys of a view.
     *
     * @param view name of it in the settings
     * @param title what it is called
     * @param possible whether its keys do something now; they are left to others otherwise
     */
    public ViewKeys(CommandKeys keys, String view, String title, List<Action> all, BooleanSupplier possible) {
        this.keys = keys;
        this.view = view;
        this.possible = possible;
        all.forEach(each -> actions.put(view + "." + each.id(), each.action()));
        keys.declareView(view, all.stream().map(each -> new KeyedCommand(view + "." + each.id(), title, each.text(), each.usual(), view)).toList());
    }

    @Override
    public void handle(KeyEvent event) {
        if (possible.getAsBoolean()) {
            Key.of(event).flatMap(key -> keys.inView(view, key)).map(command -> actions.get(command.id())).ifPresent(action -> {
                action.run();
                event.consume();
            });
        }
    }

    /** What the keys do as they are, in one line, for a screen reader: arrows in words. */
    public String inWords() {
        return actions.keySet().stream().filter(id -> !keys.of(id).isEmpty()).map(id -> TEXTS.get("view.key", keys.command(id).orElseThrow().text(), keys.of(id).stream().map(Key::toString).collect(Collectors.joining(", ")))).collect(Collectors.joining("; "));
    }
}
