package dev.pathwarden.workbench.cell;

import javafx.scene.paint.Color;

/**
 * The two colours of a thing.
 *
 * @param strong for text, icons, lines and marks on the background; contrast to background and to soft is at least 4.5
 * @param soft for areas that carry text
 */
public record Tone(Color strong, Color soft) {

    static Tone of(String strong, String soft) {
        return new Tone(Color.web(strong), Color.web(soft));
    }
}
