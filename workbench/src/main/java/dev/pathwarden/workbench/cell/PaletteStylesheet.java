package dev.pathwarden.workbench.cell;

import dev.pathwarden.model.step.Layer;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.VerdictType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.paint.Color;

/**
 * Makes the colours of a {@link Palette} known to stylesheets: {@code -pw-layer-model} is the strong and {@code -pw-layer-model-soft} the
 * soft colour of a layer, and so on for {@code status}, {@code verdict}, {@code label}, {@code fine}, {@code warning}, {@code danger} and {@code neutral}.
 */
public final class PaletteStylesheet {

    private PaletteStylesheet() {
    }

    /** The stylesheet as a {@code data:} address, to add to a scene. */
    public static String of(Palette palette) {
        Map<String, Tone> tones = new TreeMap<>();
        for (var layer : Layer.values()) {
            tones.put("layer-" + text(layer), palette.of(layer));
        }
        for (var status : Status.values()) {
            tones.put("status-" + text(status), palette.of(status));
        }
        for (var verdict : VerdictType.values()) {
            tones.put("verdict-" + text(verdict), palette.of(verdict));
        }
        tones.put("label", palette.label());
        tones.put("fine", palette.fine());
        tones.put("warning", palette.warning());
        tones.put("danger", palette.danger());
        tones.put("neutral", palette.neutral());
        StringBuilder css = new StringBuilder(".root {\n");
        tones.forEach((name, tone) -> css.append("  -pw-").append(name).append(": ").append(hex(tone.strong())).append(";\n")
                .append("  -pw-").append(name).append("-soft: ").append(hex(tone.soft())).append(";\n"));
        css.append("}\n");
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", Math.round(color.getRed() * 255), Math.round(color.getGreen() * 255), Math.round(color.getBlue() * 255));
    }
}
