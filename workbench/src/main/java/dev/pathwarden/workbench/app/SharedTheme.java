package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.theme.Themes;
import javafx.util.Subscription;

/** Lets theme and zoom be those of all windows, and remembered. */
final class SharedTheme {

    private SharedTheme() {
    }

    /** What is chosen in one window is so in all that share the settings, until the subscription ends. What was chosen before is not shared. */
    static Subscription of(Themes themes, SettingsStore settings) {
        return Subscription.combine(themes.choiceProperty().subscribe((before, now) -> settings.change(all -> all.withTheme(now))),
                themes.zoomProperty().subscribe((before, now) -> settings.change(all -> all.withZoom(now.intValue()))),
                settings.settingsProperty().subscribe((before, now) -> {
                    if (before.theme() != now.theme()) {
                        themes.choiceProperty().set(now.theme());
                    }
                    if (before.zoom() != now.zoom()) {
                        themes.zoomProperty().set(now.zoom());
                    }
                }));
    }
}
