package dev.pathwarden.model.signing;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may sign a bundle, and how many of them have to. What a recorder or a command was given, never what a file says of itself.
 *
 * @param keys texts of the public keys, each once
 * @param needed signatures of so many of them, from 1 to all
 */
public record Signers(List<String> keys, int needed) {

    /** Most keys. */
    public static final int MOST = 8;
    /** Stands between the texts of several keys. */
    private static final String BETWEEN = "+";

    /**
     * Signers.
     *
     * @throws IllegalArgumentException if one is no public key, or fewer are named than have to sign; the message is a sentence without a full stop
     */
    public Signers {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > MOST || keys.stream().distinct().count() < keys.size() || !keys.stream().allMatch(SigningKeys::isPublic)) {
            throw new IllegalArgumentException("bundles are signed with 1 to " + MOST + " public keys of 64 lower-case hex digits, each named once");
        }
        if (needed < 1 || needed > keys.size()) {
            throw new IllegalArgumentException("of " + keys.size() + (keys.size() == 1 ? " key" : " keys") + " no " + needed + " signatures can be asked for");
        }
    }

    /** All of the keys of a text, with {@code +} between them, have to sign. */
    public static Signers all(String text) {
        List<String> keys = List.of(text.split("[+]", -1));
        return new Signers(keys, keys.size());
    }

    /**
     * So many of the keys that a person listed have to sign.
     *
     * @param text keys with commas or {@code +} between them, and space around
     * @param signatures how many; 0 for all
     */
    public static Signers listed(String text, int signatures) {
        List<String> keys = Arrays.stream(text.split("[,+]", -1)).map(String::strip).toList();
        return new Signers(keys, signatures == 0 ? keys.size() : signatures);
    }

    /** So many of these keys have to sign. */
    public Signers needing(int signatures) {
        return new Signers(keys, signatures);
    }

    /** Whether the same is asked for, in whatever order the keys are named. */
    public boolean isSame(Signers other) {
        return needed == other.needed && Set.copyOf(keys).equals(Set.copyOf(other.keys));
    }

    /** The keys as {@link #all} reads them. */
    public String text() {
        return String.join(BETWEEN, keys);
    }

    /** What people call the keys of a text with {@code +} between them. */
    public static String fingerprints(String text) {
        return Arrays.stream(text.split("[+]")).map(key -> SigningKeys.isPublic(key) ? SigningKeys.fingerprint(key) : key).collect(Collectors.joining(" and "));
    }

    /** What people call them: {@code the key ab12cd34}, or {@code 2 of the keys ab12cd34 and 0f9e8d7c}. */
    public String told() {
        return keys.size() == 1 ? "the key " + SigningKeys.fingerprint(keys.get(0)) : needed + " of the keys " + fingerprints(text());
    }

    /** The public keys by their texts. */
    Map<String, PublicKey> publicKeys() throws GeneralSecurityException {
        Map<String, PublicKey> all = new LinkedHashMap<>();
        for (String key : keys) {
            all.put(key, SigningKeys.publicKey(key));
        }
        return all;
    }

    /** Those of the keys that are among others, as a text; in the order in which they were named. */
    String textOf(List<String> signed) {
        return String.join(BETWEEN, new ArrayList<>(keys.stream().filter(signed::contains).toList()));
    }
}
