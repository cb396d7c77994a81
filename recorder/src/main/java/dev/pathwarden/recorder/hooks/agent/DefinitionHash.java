package dev.pathwarden.recorder.hooks.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.TreeSet;

/** Version of an agent: a hash of what it is made of, as far as that can be read. For one thread. */
public final class DefinitionHash {

    private static final int HEX_DIGITS = 16;

    private final MessageDigest digest;

    /** A hash of nothing yet. */
    public DefinitionHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Adds a part of the definition; null is as good as empty. */
    public DefinitionHash add(String key, String value) {
        digest.update(key.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update((value == null ? "" : value).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /** Adds parts whose order means nothing. */
    public DefinitionHash addAll(String key, Collection<String> values) {
        new TreeSet<>(values).forEach(value -> add(key, value));
        return this;
    }

    /** The version, 16 hex digits; ends the hash. */
    public String version() {
        byte[] hash = digest.digest();
        StringBuilder hex = new StringBuilder(HEX_DIGITS);
        for (int i = 0; i < HEX_DIGITS / 2; i++) {
            hex.append(Character.forDigit(hash[i] >> 4 & 0xF, 16)).append(Character.forDigit(hash[i] & 0xF, 16));
        }
        return hex.toString();
    }
}
