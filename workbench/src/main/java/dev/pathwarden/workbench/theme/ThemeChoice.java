package dev.pathwarden.workbench.theme;

/** What the theme menu offers. */
public enum ThemeChoice {
    /** As the desktop of the computer is set. */
    SYSTEM, LIGHT, DARK
}
