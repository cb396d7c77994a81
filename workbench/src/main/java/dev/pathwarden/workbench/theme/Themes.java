package dev.pathwarden.workbench.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.PaletteStylesheet;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.util.Subscription;

/** The theme of all windows. For the JavaFX thread. */
public final class Themes {

    private static final String STYLES = Objects.requireNonNull(Themes.class.getResource("workbench.css")).toExternalForm();

    private final ObjectProperty<ThemeChoice> choice = new SimpleObjectProperty<>(this, "choice", ThemeChoice.SYSTEM);
    private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(this, "palette", Palette.LIGHT);
    private final ObservableValue<ColorScheme> system;

    /**
     * Makes the themes.
     *
     * @param system how the desktop is set
     */
    public Themes(ObservableValue<ColorScheme> system) {
        this.system = system;
        choice.subscribe(this::choose);
        system.subscribe(this::choose);
    }

    private void choose() {
        boolean dark = switch (choice.get()) {
            case SYSTEM -> system.getValue() == ColorScheme.DARK;
            case LIGHT -> false;
            case DARK -> true;
        };
        palette.set(dark ? Palette.DARK : Palette.LIGHT);
    }

    /** What the user chose. */
    public ObjectProperty<ThemeChoice> choiceProperty() {
        return choice;
    }

    /** The colours that are shown now; canvases draw with these and draw again when they change. */
    public ReadOnlyObjectProperty<Palette> paletteProperty() {
        return palette.getReadOnlyProperty();
    }

    /** Lets a scene follow the theme from now on. */
    public void dress(Scene scene) {
        palette.subscribe(shown -> {
            scene.setUserAgentStylesheet(base(shown));
            scene.getStylesheets().setAll(PaletteStylesheet.of(shown), STYLES);
        });
    }

    /** Lets menus, tooltips and other popups follow the theme, until the subscription ends. They take the style sheets of their window, and the theme of the application. */
    public Subscription dressPopups() {
        return palette.subscribe(shown -> Application.setUserAgentStylesheet(base(shown)));
    }

    private static String base(Palette shown) {
        return shown == Palette.DARK ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
    }
}
