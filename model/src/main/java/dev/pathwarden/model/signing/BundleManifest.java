package dev.pathwarden.model.signing;

import dev.pathwarden.model.step.CanonicalJson;
import dev.pathwarden.model.step.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is said of a bundle of guardrails in its envelope, as canonical JSON:
 *
 * <pre>
 * {"body":"9f..","created":1700000000000000000,"format":"pathwarden-bundle 1","lists":{"payees.txt":"0a.."},"sequence":7,"signer":"b7.."}
 * </pre>
 *
 * @param sequence its number, from 1 to {@link #MOST_SEQUENCE}; the bundle that follows has a higher one
 * @param createdNanos when it was signed, epoch nanoseconds
 * @param body SHA-256 of the bundle, 64 hex digits
 * @param lists names of the lists that were compiled into it, and the SHA-256 of each, 64 hex digits
 * @param signer text of the public key whose owner says to have signed it; it is so only where the signature was checked against that key
 */
public record BundleManifest(long sequence, long createdNanos, String body, SortedMap<String, String> lists, String signer) {

    /** Highest sequence number. */
    public static final long MOST_SEQUENCE = 999_999_999_999L;
    /** Longest manifest, in bytes. */
    static final int MOST_BYTES = 256 << 10;
    /** Most lists of a bundle. */
    static final int MOST_LISTS = 1_000;

    private static final String FORMAT = "pathwarden-bundle 1";
    private static final int MOST_NAME = 200;
    private static final int HASH_DIGITS = 64;

    public BundleManifest {
        lists = Collections.unmodifiableSortedMap(new TreeMap<>(lists));
        if (sequence < 1 || sequence > MOST_SEQUENCE) {
            throw new IllegalArgumentException("a sequence number is from 1 to " + MOST_SEQUENCE + ", not " + sequence);
        }
        if (!isHash(body) || !SigningKeys.isPublic(signer) || lists.size() > MOST_LISTS) {
            throw new IllegalArgumentException("a manifest has the hash of a bundle, the key of a signer and at most " + MOST_LISTS + " lists");
        }
        lists.forEach((name, hash) -> {
            if (name.isEmpty() || name.length() > MOST_NAME || !isHash(hash)) {
                throw new IllegalArgumentException("a list has a name of 1 to " + MOST_NAME + " characters and a hash");
            }
        });
    }

    String text() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("body", body);
        json.put("created", createdNanos);
        json.put("format", FORMAT);
        json.put("lists", lists);
        json.put("sequence", sequence);
        json.put("signer", signer);
        return CanonicalJson.of(json);
    }

    /** The manifest of that text; null for a text that is none. */
    static BundleManifest parse(String text) {
        try {
            if (JsonText.parse(text, MOST_BYTES) instanceof Map<?, ?> json && FORMAT.equals(json.get("format")) && json.get("sequence") instanceof Long sequence
                    && json.get("created") instanceof Long created && json.get("body") instanceof String body && json.get("signer") instanceof String signer
                    && json.get("lists") instanceof Map<?, ?> named) {
                SortedMap<String, String> lists = new TreeMap<>();
                for (Map.Entry<?, ?> list : named.entrySet()) {
                    lists.put((String) list.getKey(), list.getValue() instanceof String hash ? hash : "");
                }
                return new BundleManifest(sequence, created, body, lists, signer);
            }
        } catch (JsonText.MalformedJsonException | IllegalArgumentException none) {
            return null;
        }
        return null;
    }

    private static boolean isHash(String text) {
        return text.length() == HASH_DIGITS && Hex.bytes(text) != null;
    }
}
