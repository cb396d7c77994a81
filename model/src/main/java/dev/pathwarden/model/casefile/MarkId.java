package dev.pathwarden.model.casefile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Identifies a mark, wherever its case is copied to.
 *
 * @param text 32 lower-case hex digits
 */
public record MarkId(String text) implements Comparable<MarkId> {

    private static final int BYTES = 16;

    public MarkId {
        Objects.requireNonNull(text, "text");
        if (!isId(text)) {
            throw new IllegalArgumentException("an id of a mark has " + 2 * BYTES + " lower-case hex digits");
        }
    }

    /** Reads 32 lower-case hex digits; empty for anything else. */
    public static Optional<MarkId> parse(String text) {
        return text != null && isId(text) ? Optional.of(new MarkId(text)) : Optional.empty();
    }

    private static boolean isId(String text) {
        return text.length() == 2 * BYTES && text.chars().allMatch(digit -> digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f');
    }

    /** One that nothing else has. */
    static MarkId random() {
        return new MarkId(UUID.randomUUID().toString().replace("-", ""));
    }

    /** The one of what can be there once only, such as a star on a step: whoever sets it sets the same mark. */
    static MarkId of(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return new MarkId(HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int compareTo(MarkId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
