package dev.pathwarden.workbench.copy;

import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.MenuItem;

/** Offers the forms in which the selected step is copied. For the JavaFX thread. */
public final class CopyMenu {

    private static final Texts TEXTS = Texts.of(CopyMenu.class);

    private final StepCopyViewModel model;

    public CopyMenu(StepCopyViewModel model) {
        this.model = model;
    }

    /** New items, one for each form. */
    public List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        for (CopyForm form : CopyForm.values()) {
            MenuItem item = new MenuItem(TEXTS.get("form." + form.id()));
            item.setId("copy-" + form.id());
            item.setOnAction(event -> model.copy(form));
            item.disableProperty().bind(Bindings.not(model.possibleProperty()));
            items.add(item);
        }
        return items;
    }

    /** What copying in a form is called, where it stands alone. */
    public static String command(CopyForm form) {
        return TEXTS.get("command." + form.id());
    }
}
