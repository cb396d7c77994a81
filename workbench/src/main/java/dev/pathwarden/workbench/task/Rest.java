package dev.pathwarden.workbench.task;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

/** Does something once nothing has been asked for during a while, and of what was asked for only the last. */
@FunctionalInterface
public interface Rest {

    /** Does it after the while, and nothing that was asked for before. For the JavaFX thread, on which it is done. */
    void then(Runnable action);

    /** Without waiting. */
    static Rest none() {
        return Runnable::run;
    }

    /** After that many milliseconds. */
    static Rest of(int millis) {
        PauseTransition pause = new PauseTransition(Duration.millis(millis));
        return action -> {
            pause.setOnFinished(event -> action.run());
            pause.playFromStart();
        };
    }
}
