package dev.pathwarden.workbench.pictures;

import dev.pathwarden.workbench.canvas.CanvasPen;
import dev.pathwarden.workbench.canvas.Picture;
import dev.pathwarden.workbench.canvas.SvgPen;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.Image;

/** Makes files of a picture: SVG where the name says so, else PNG. */
public final class PictureFiles {

    /** A PNG is that many times as fine as the picture on the screen. */
    private static final double FINER = 2;
    /** Longest side of a PNG, in pixels; larger textures are refused by some graphics cards. */
    private static final double LONGEST = 8_192;

    private PictureFiles() {
    }

    /** Writes what was drawn; for any thread. */
    public interface Drawn {
        /** @throws IOException if the file cannot be written */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Whether a file of that name is an SVG. */
    static boolean isSvg(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".svg");
    }

    /** Draws a picture for a file. On the JavaFX thread. */
    public static Drawn draw(Picture picture, Path file) {
        if (isSvg(file)) {
            SvgPen pen = new SvgPen(picture.title(), picture.description(), picture.width(), picture.height());
            picture.painter().paint(pen, picture.width(), picture.height());
            return out -> out.write(pen.svg().getBytes(StandardCharsets.UTF_8));
        }
        double scale = Math.min(FINER, LONGEST / Math.max(picture.width(), picture.height()));
        Canvas canvas = new Canvas(Math.ceil(picture.width() * scale), Math.ceil(picture.height() * scale));
        canvas.getGraphicsContext2D().scale(scale, scale);
        picture.painter().paint(new CanvasPen(canvas.getGraphicsContext2D()), picture.width(), picture.height());
        Image image = canvas.snapshot(null, null);
        return out -> PngWriter.write(image, out);
    }
}
