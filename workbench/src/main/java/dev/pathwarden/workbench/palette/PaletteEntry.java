package dev.pathwarden.workbench.palette;

import dev.pathwarden.workbench.cell.Icon;

/**
 * Something that can be done or gone to.
 *
 * @param id tells it from others, so that what was used lately is known again
 * @param icon its sign
 * @param text what it is called
 * @param detail what else there is to say: keys, time, id
 * @param action does it
 */
public record PaletteEntry(String id, Icon icon, String text, String detail, Runnable action) {
}
