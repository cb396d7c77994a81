package dev.pathwarden.policies.rollout;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.Hex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The secret that whoever pushes a bundle to a receiver has to know. Its text stands in no message and no {@code toString}. */
public final class PushToken {

    /** Fewest characters: of hex digits 128 bits. */
    public static final int FEWEST_CHARS = 32;
    /** Most characters. */
    public static final int MOST_CHARS = 512;

    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9._~+/=-]{" + FEWEST_CHARS + "," + MOST_CHARS + "}");
    private static final int BYTES = 32;

    private final String text;

    private PushToken(String text) {
        this.text = text;
    }

    /**
     * The token of that text.
     *
     * @param where what it comes from, for the message
     * @throws RolloutException if it is none
     */
    public static PushToken of(String text, String where) throws RolloutException {
        if (text == null || !TEXT.matcher(text).matches()) {
            throw new RolloutException(where + " holds no token: one has " + FEWEST_CHARS + " to " + MOST_CHARS + " letters, digits or characters of ._~+/=- and 'pathwarden policy receive' makes it.");
        }
        return new PushToken(text);
    }

    /**
     * The token of a file.
     *
     * @throws RolloutException if it holds none, or others than its owner can read or change it
     */
    public static PushToken read(Path file) throws IOException {
        if (SigningKey.isOpenToOthers(file)) {
            throw new RolloutException("The token " + file + " can be read or changed by others than its owner: take that right away (chmod 600), and make another one if they may have used it.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return of(new String(in.readNBytes(MOST_CHARS + 2), StandardCharsets.ISO_8859_1).strip(), "The file " + file);
        }
    }

    /** As {@link #read}; where there is no such file, with a new token, readable by its owner only. */
    public static PushToken readOrMake(Path file) throws IOException {
        if (!SigningKey.isThere(file)) {
            byte[] bytes = new byte[BYTES];
            new SecureRandom().nextBytes(bytes);
            OwnerFile.make(file.toAbsolutePath(), Hex.of(bytes) + "\n");
        }
        return read(file);
    }

    /** Whether that is its text; takes as long wherever the two differ. */
    public boolean isSame(String other) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.ISO_8859_1), other.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** As it is sent, behind {@code Authorization:}. */
    public String header() {
        return "Bearer " + text;
    }
}
