package dev.pathwarden.model.store;

import dev.pathwarden.model.encryption.Decrypting;
import dev.pathwarden.model.evidence.EvidenceCodec;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.signing.Hex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Manifests of stores as a fuzzer makes them: with a digest that fits. */
public final class ManifestBytes {

    /** Name of the one file that {@link #read} writes. */
    public static final String FILE = StoreLayout.manifest(Path.of("")).getFileName().toString();

    private ManifestBytes() {
    }

    /**
     * Reads a manifest and what stands in clear in it, and looks for the files that it lists.
     *
     * @param lines all of it but its end
     * @throws CorruptBytesException if it is none, or a file is not there
     */
    public static void read(Path directory, byte[] lines) throws IOException {
        byte[] end = ("end " + Hex.of(digest(ascii(lines))) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(ascii(lines), lines.length + end.length);
        System.arraycopy(end, 0, whole, lines.length, end.length);
        Files.write(StoreLayout.manifest(directory), whole);
        try {
            Manifest.Contents contents = Manifest.read(directory);
            if (contents.clear() != null) {
                Decrypting.keyName(contents.clear().header());
                EvidenceCodec.decodeSignatures(contents.clear().signatures());
            }
            Manifest.check(directory, contents.files());
        } catch (Manifest.DamagedException damaged) {
            throw new CorruptBytesException(damaged.getMessage(), damaged);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a reader makes of bytes that are no ASCII has another digest. */
    private static byte[] ascii(byte[] bytes) {
        byte[] ascii = bytes.clone();
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] &= 0x7F;
        }
        return ascii;
    }
}
