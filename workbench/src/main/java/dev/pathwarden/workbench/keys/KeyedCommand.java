package dev.pathwarden.workbench.keys;

import java.util.List;

/**
 * A command that can have keys.
 *
 * @param id name of it in the settings
 * @param group the menu it stands in, or what the view is called whose key it is
 * @param text what it is called
 * @param usual the keys it has where the user changed nothing
 * @param view the view in which its keys work; null for all of the window
 */
public record KeyedCommand(String id, String group, String text, List<Key> usual, String view) {

    public KeyedCommand {
        usual = List.copyOf(usual);
    }

    /** A command of the whole window. */
    public KeyedCommand(String id, String group, String text, List<Key> usual) {
        this(id, group, text, usual, null);
    }

    /** Whether a key cannot be that of both: keys of different views do not meet, those of the window meet all. */
    boolean meets(KeyedCommand other) {
        return view == null || other.view == null || view.equals(other.view);
    }
}
