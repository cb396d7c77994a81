package dev.pathwarden.workbench.cell;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Layer;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.VerdictType;
import javafx.scene.paint.Color;

/** The colours of a theme. For canvases; nodes use the same colours by name from {@link PaletteStylesheet}. */
public enum Palette {
    LIGHT("#ffffff", "#f6f8fa", "#24292f", "#57606a", "#d0d7de", "#0969da", "#ddf4ff",
            Tone.of("#863a6c", "#f8e9f2"), Tone.of("#0b5f9e", "#e0effb"), Tone.of("#006b4a", "#def3ea"), Tone.of("#0b6580", "#dcf2f9"),
            Tone.of("#855300", "#fcf0d9"), Tone.of("#5e5c00", "#f5f3d0"), Tone.of("#515a64", "#ebeff3"),
            Tone.of("#006b4a", "#def3ea"), Tone.of("#8f4700", "#fdecdd"), Tone.of("#b3261e", "#fde8e6"), Tone.of("#6b4fa3", "#efe9fb")),
    DARK("#0d1117", "#161b22", "#c9d1d9", "#9aa4af", "#30363d", "#58a6ff", "#15294b",
            Tone.of("#e6a3cb", "#3a2132"), Tone.of("#79bdf2", "#102e47"), Tone.of("#4fd3a7", "#0d382b"), Tone.of("#7fd6f3", "#0e3542"),
            Tone.of("#f0bb55", "#3c2d0d"), Tone.of("#e3da66", "#343210"), Tone.of("#b1bac4", "#262c34"),
            Tone.of("#4fd3a7", "#0d382b"), Tone.of("#f5a35c", "#40270f"), Tone.of("#ff8f87", "#481b1a"), Tone.of("#c3aef5", "#2c2346"));

    private final Color background;
    private final Color subtle;
    private final Color text;
    private final Color mutedText;
    private final Color border;
    private final Color accent;
    private final Color accentSoft;
    private final Tone model;
    private final Tone agent;
    private final Tone tool;
    private final Tone mcp;
    private final Tone data;
    private final Tone code;
    private final Tone neutral;
    private final Tone fine;
    private final Tone warning;
    private final Tone danger;
    private final Tone special;

    Palette(String background, String subtle, String text, String mutedText, String border, String accent, String accentSoft,
            Tone model, Tone agent, Tone tool, Tone mcp, Tone data, Tone code, Tone neutral, Tone fine, Tone warning, Tone danger, Tone special) {
        this.background = Color.web(background);
        this.subtle = Color.web(subtle);
        this.text = Color.web(text);
        this.mutedText = Color.web(mutedText);
        this.border = Color.web(border);
        this.accent = Color.web(accent);
        this.accentSoft = Color.web(accentSoft);
        this.model = model;
        this.agent = agent;
        this.tool = tool;
        this.mcp = mcp;
        this.data = data;
        this.code = code;
        this.neutral = neutral;
        this.fine = fine;
        this.warning = warning;
        this.danger = danger;
        this.special = special;
    }

    /** Background of views. */
    public Color background() {
        return background;
    }

    /** Background of bars, headers and every other lane. */
    public Color subtle() {
        return subtle;
    }

    /** Text on {@link #background()}, {@link #subtle()} and on any soft colour. */
    public Color text() {
        return text;
    }

    /** Less important text on {@link #background()} and {@link #subtle()}. */
    public Color mutedText() {
        return mutedText;
    }

    /** Lines between things. */
    public Color border() {
        return border;
    }

    /** Frame of what is selected. */
    public Color accent() {
        return accent;
    }

    /** Area of what is selected. */
    public Color accentSoft() {
        return accentSoft;
    }

    /** Colours of a layer. */
    public Tone of(Layer layer) {
        return switch (layer) {
            case MODEL -> model;
            case AGENT -> agent;
            case TOOL -> tool;
            case MCP -> mcp;
            case DATA -> data;
            case CODE -> code;
            case OUTCOME -> neutral;
        };
    }

    /** Colours of an operation: those of its layer. */
    public Tone of(Operation operation) {
        return of(operation.layer());
    }

    /** Colours of a status. */
    public Tone of(Status status) {
        return switch (status) {
            case OK -> fine;
            case ERROR -> warning;
            case BLOCKED -> danger;
            case UNFINISHED -> neutral;
        };
    }

    /** Colours of a verdict. */
    public Tone of(VerdictType verdict) {
        return switch (verdict) {
            case ALLOW -> fine;
            case WARN -> warning;
            case MODIFY, ESCALATE -> special;
            case DENY -> danger;
        };
    }

    /** Colours of an action: those of its verdict. */
    public Tone of(Action action) {
        return of(action.verdict());
    }

    /** Colours of a link: causal links recede, provenance stands out. */
    public Tone of(LinkKind kind) {
        return kind.causal() ? neutral : special;
    }

    /** Colours of data labels. */
    public Tone label() {
        return special;
    }

    /** Colours of what is new or fine. */
    public Tone fine() {
        return fine;
    }

    /** Colours of what wants attention. */
    public Tone warning() {
        return warning;
    }

    /** Colours of what is gone or stopped. */
    public Tone danger() {
        return danger;
    }

    /** Colours of what is neither. */
    public Tone neutral() {
        return neutral;
    }
}
