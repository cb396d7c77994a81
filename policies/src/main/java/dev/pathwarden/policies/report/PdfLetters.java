package dev.pathwarden.policies.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Which letters the fonts of a PDF have. The others stand in it as their number, {@code [U+4E2D]}, so that a reader knows that something is there, and what. */
final class PdfLetters {

    private final IntPredicate shown;

    PdfLetters(IntPredicate shown) {
        this.shown = shown;
    }

    /**
     * The letters that each of some fonts has.
     *
     * @param fonts resources that hold TrueType fonts
     */
    static PdfLetters of(List<String> fonts) throws IOException {
        List<CmapLookup> all = new ArrayList<>();
        for (String font : fonts) {
            try (InputStream in = PdfLetters.class.getResourceAsStream(font); TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
                all.add(parsed.getUnicodeCmapLookup());
            }
        }
        return new PdfLetters(point -> all.stream().allMatch(letters -> letters.getGlyphId(point) != 0));
    }

    /** A page whose letters are all in the fonts. Its markup, which is of ASCII, stays as it is. */
    String spelt(String page) {
        StringBuilder spelt = new StringBuilder(page.length());
        page.codePoints().forEach(point -> {
            if (point < 0x80 || shown.test(point)) {
                spelt.appendCodePoint(point);
            } else {
                spelt.append(String.format(Locale.ROOT, "[U+%04X]", point));
            }
        });
        return spelt.toString();
    }
}
