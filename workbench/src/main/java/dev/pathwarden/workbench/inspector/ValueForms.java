package dev.pathwarden.workbench.inspector;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * How values are shown, which stays from step to step.
 *
 * @param arguments of arguments
 * @param result of results
 */
record ValueForms(ObjectProperty<ValueForm> arguments, ObjectProperty<ValueForm> result) {

    /** As trees. */
    ValueForms() {
        this(new SimpleObjectProperty<>(ValueForm.TREE), new SimpleObjectProperty<>(ValueForm.TREE));
    }
}
