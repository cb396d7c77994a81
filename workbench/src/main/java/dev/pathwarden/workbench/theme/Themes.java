package dev.pathwarden.workbench.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.PaletteStylesheet;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.util.Subscription;

/** The theme and the zoom of a window and of those that belong to it. For the JavaFX thread. */
public final class Themes implements AutoCloseable {

    /** Zoom that is none, in percent. */
    public static final int USUAL_ZOOM = 100;
    /** What can be chosen, in percent. */
    public static final List<Integer> ZOOMS = List.of(50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200);
    private static final double FONT_SIZE = 13;
    private static final String STYLES = Objects.requireNonNull(Themes.class.getResource("workbench.css")).toExternalForm();

    private final ObjectProperty<ThemeChoice> choice = new SimpleObjectProperty<>(this, "choice", ThemeChoice.SYSTEM);
    private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(this, "palette", Palette.LIGHT);
    private final IntegerProperty zoom = new SimpleIntegerProperty(this, "zoom", USUAL_ZOOM);
    private final ObservableValue<ColorScheme> system;
    private final Subscription desktop;

    /**
     * Makes the themes.
     *
     * @param system how the desktop is set
     */
    public Themes(ObservableValue<ColorScheme> system) {
        this.system = system;
        choice.subscribe(this::choose);
        desktop = system.subscribe(this::choose);
    }

    /** Follows the desktop no longer. */
    @Override
    public void close() {
        desktop.unsubscribe();
    }

    private void choose() {
        boolean dark = switch (choice.get()) {
            case SYSTEM -> system.getValue() == ColorScheme.DARK;
            case LIGHT -> false;
            case DARK -> true;
        };
        palette.set(dark ? Palette.DARK : Palette.LIGHT);
    }

    /** Lets others be as these are now. */
    public void copyTo(Themes others) {
        others.choice.set(choice.get());
        others.zoom.set(zoom.get());
    }

    /** What the user chose. */
    public ObjectProperty<ThemeChoice> choiceProperty() {
        return choice;
    }

    /** The colours that are shown now; canvases draw with these and draw again when they change. */
    public ReadOnlyObjectProperty<Palette> paletteProperty() {
        return palette.getReadOnlyProperty();
    }

    /** How large everything is, in percent: one of {@link #ZOOMS}. */
    public IntegerProperty zoomProperty() {
        return zoom;
    }

    /** One larger; nothing changes at the largest. */
    public void zoomIn() {
        ZOOMS.stream().filter(each -> each > zoom.get()).findFirst().ifPresent(zoom::set);
    }

    /** One smaller; nothing changes at the smallest. */
    public void zoomOut() {
        ZOOMS.reversed().stream().filter(each -> each < zoom.get()).findFirst().ifPresent(zoom::set);
    }

    /** As large as it is made for. */
    public void zoomUsual() {
        zoom.set(USUAL_ZOOM);
    }

    /** Lets a scene follow theme and zoom from now on. What is in it is shown larger by a {@link ZoomPane}; menus, tooltips and dialogs are windows of their own, of which the text is. */
    public void dress(Scene scene) {
        palette.subscribe(shown -> dress(scene, shown, zoom.get()));
        zoom.subscribe((before, now) -> dress(scene, palette.get(), now.intValue()));
    }

    private static void dress(Scene scene, Palette shown, int zoom) {
        scene.setUserAgentStylesheet(base(shown));
        scene.getStylesheets().setAll(PaletteStylesheet.of(shown), STYLES);
        if (zoom != USUAL_ZOOM) {
            String css = String.format(Locale.ROOT, ".context-menu, .tooltip, .combo-box-popup > .list-view, .popover > .content, .dialog-pane { -fx-font-size: %.1fpx; }", FONT_SIZE * zoom / USUAL_ZOOM);
            scene.getStylesheets().add("data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Lets menus, tooltips and other popups follow the theme, until the subscription ends. They take the style sheets of their window, and the theme of the application. */
    public Subscription dressPopups() {
        return palette.subscribe(shown -> Application.setUserAgentStylesheet(base(shown)));
    }

    private static String base(Palette shown) {
        return shown == Palette.DARK ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
    }
}
