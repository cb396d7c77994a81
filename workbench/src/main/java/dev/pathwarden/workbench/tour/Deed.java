package dev.pathwarden.workbench.tour;

import java.util.function.BiPredicate;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/**
 * Something that the user does at a stop, as it shows in the window.
 *
 * @param of what changes when it is done
 * @param done whether it is done, by what that was when the stop began and what it is now
 */
public record Deed<T>(ObservableValue<T> of, BiPredicate<T, T> done) {

    /** Calls an action each time the deed is done from now on. */
    Subscription watch(Runnable action) {
        T before = of.getValue();
        return of.subscribe((last, now) -> {
            if (done.test(before, now)) {
                action.run();
            }
        });
    }
}
