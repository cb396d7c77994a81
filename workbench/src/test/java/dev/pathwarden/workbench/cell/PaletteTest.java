package dev.pathwarden.workbench.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Layer;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.VerdictType;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {

    private static final double READABLE = 4.5;

    @ParameterizedTest
    @EnumSource(Palette.class)
    void text_onEveryColourItStandsOn_isReadable(Palette palette) {
        for (Tone tone : tones(palette)) {
            assertThat(contrast(tone.strong(), palette.background())).as("%s on background", tone.strong()).isGreaterThanOrEqualTo(READABLE);
            assertThat(contrast(tone.strong(), palette.subtle())).as("%s on subtle", tone.strong()).isGreaterThanOrEqualTo(READABLE);
            assertThat(contrast(tone.strong(), tone.soft())).as("%s on %s", tone.strong(), tone.soft()).isGreaterThanOrEqualTo(READABLE);
            assertThat(contrast(palette.text(), tone.soft())).as("text on %s", tone.soft()).isGreaterThanOrEqualTo(READABLE);
        }
        assertThat(contrast(palette.text(), palette.accentSoft())).isGreaterThanOrEqualTo(READABLE);
        assertThat(contrast(palette.mutedText(), palette.background())).isGreaterThanOrEqualTo(READABLE);
        assertThat(contrast(palette.mutedText(), palette.subtle())).isGreaterThanOrEqualTo(READABLE);
    }

    private static List<Tone> tones(Palette palette) {
        List<Tone> tones = new ArrayList<>(List.of(palette.label(), palette.fine(), palette.warning(), palette.danger(), palette.neutral()));
        for (Layer layer : Layer.values()) {
            tones.add(palette.of(layer));
        }
        for (Status status : Status.values()) {
            tones.add(palette.of(status));
        }
        for (VerdictType verdict : VerdictType.values()) {
            tones.add(palette.of(verdict));
        }
        return tones;
    }

    /** Contrast ratio of WCAG 2.2, 1 to 21. */
    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
