package dev.pathwarden.workbench.pictures;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;

/**
 * Writes an image as PNG: 8 bits each of red, green and blue, each line filtered by the difference to the line above, which suits windows
 * with their many equal lines.
 */
final class PngWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BITS = 8;
    private static final int TRUE_COLOUR = 2;
    private static final int FILTER_UP = 2;
    private static final int CHANNELS = 3;

    private PngWriter() {
    }

    static void write(Image image, OutputStream target) throws IOException {
        DataOutputStream out = new DataOutputStream(target);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        out.write(SIGNATURE);
        Chunk header = new Chunk("IHDR");
        header.data.writeInt(width);
        header.data.writeInt(height);
        header.data.write(new byte[] {BITS, TRUE_COLOUR, 0, 0, 0});
        header.writeTo(out);
        Chunk pixels = new Chunk("IDAT");
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream compressed = new DeflaterOutputStream(pixels.data, deflater)) {
            writeLines(image.getPixelReader(), width, height, compressed);
        } finally {
            deflater.end();
        }
        pixels.writeTo(out);
        new Chunk("IEND").writeTo(out);
        out.flush();
    }

    private static void writeLines(PixelReader reader, int width, int height, OutputStream out) throws IOException {
        int[] argb = new int[width];
        byte[] line = new byte[width * CHANNELS];
        byte[] above = new byte[width * CHANNELS];
        byte[] filtered = new byte[width * CHANNELS + 1];
        filtered[0] = FILTER_UP;
        for (int y = 0; y < height; y++) {
            reader.getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), argb, 0, width);
            for (int x = 0; x < width; x++) {
                line[x * CHANNELS] = (byte) (argb[x] >> 16);
                line[x * CHANNELS + 1] = (byte) (argb[x] >> 8);
                line[x * CHANNELS + 2] = (byte) argb[x];
            }
            for (int i = 0; i < line.length; i++) {
                filtered[i + 1] = (byte) (line[i] - above[i]);
            }
            out.write(filtered);
            byte[] swap = above;
            above = line;
            line = swap;
        }
    }

    /** A part of the file: length, type, data, and a checksum over type and data. */
    private static final class Chunk {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream data = new DataOutputStream(bytes);

        Chunk(String type) throws IOException {
            data.write(type.getBytes(StandardCharsets.US_ASCII));
        }

        void writeTo(DataOutputStream out) throws IOException {
            byte[] content = bytes.toByteArray();
            CRC32 checksum = new CRC32();
            checksum.update(content);
            out.writeInt(content.length - 4);
            out.write(content);
            out.writeInt((int) checksum.getValue());
        }
    }
}
