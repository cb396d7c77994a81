package dev.pathwarden.workbench.keys;

import java.util.List;

/**
 * A command that can have keys.
 *
 * @param id name of it in the settings
 * @param group the menu it stands in
 * @param text what it is called
 * @param usual the keys it has where the user changed nothing
 */
public record KeyedCommand(String id, String group, String text, List<Key> usual) {

    public KeyedCommand {
        usual = List.copyOf(usual);
    }
}
