package dev.pathwarden.policies.guardrail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A list that guardrails name: a text file with an entry on each line. White space around an entry, empty lines and lines that begin with # are left out, and so is what comes twice.
 *
 * @param entries the entries, in the order of the file
 * @param hash SHA-256 of the file, 64 hex digits
 */
public record ListFile(List<String> entries, String hash) {

    /** Longest file, in bytes. */
    static final int MAX_BYTES = 4 << 20;
    private static final int MAX_ENTRIES = 100_000;
    private static final int MAX_CHARS = 1_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public ListFile {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a list. Takes bytes from anywhere.
     *
     * @param name how it is called in messages
     * @throws IOException if they are none; the message is a sentence for people
     */
    public static ListFile of(byte[] bytes, String name) throws IOException {
        if (bytes.length > MAX_BYTES) {
            throw new IOException("The list " + name + " is longer than " + MAX_BYTES + " bytes.");
        }
        Set<String> entries = new LinkedHashSet<>();
        int number = 0;
        for (String line : text(bytes, name).split("\n", -1)) {
            number++;
            String entry = line.strip();
            if (entry.isEmpty() || entry.startsWith("#")) {
                continue;
            }
            if (entry.length() > MAX_CHARS) {
                throw new IOException("The list " + name + " has an entry of more than " + MAX_CHARS + " characters in line " + number + ".");
            }
            entries.add(entry);
            if (entries.size() > MAX_ENTRIES) {
                throw new IOException("The list " + name + " has more than " + MAX_ENTRIES + " entries.");
            }
        }
        return new ListFile(List.copyOf(entries), hash(bytes));
    }

    private static String text(byte[] bytes, String name) throws IOException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException noText) {
            throw new IOException("The list " + name + " is no text in UTF-8.", noText);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
