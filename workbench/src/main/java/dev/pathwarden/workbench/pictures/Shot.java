package dev.pathwarden.workbench.pictures;

/**
 * A picture to take.
 *
 * @param name name of the file, without size and ending
 * @param prepare brings what is to be seen into view; runs on the JavaFX thread and may start background tasks
 */
public record Shot(String name, Runnable prepare) {
}
