package dev.pathwarden.model.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * A compiled bundle of guardrails in its signed envelope.
 *
 * <pre>
 *   0        3         4          8
 *   +--------+---------+----------+----------+--------+-----------+
 *   | "PWS"  | version | length   | manifest | bundle | signature |
 *   +--------+---------+----------+----------+--------+-----------+
 * </pre>
 *
 * <p>The length is that of the manifest, big-endian. The signature, 64 bytes of Ed25519, covers everything before it; nothing follows it. Whether one is asked for is never for the file to say: a reader that
 * was given a key calls {@link #verify}, whatever the file is.
 *
 * @param manifest what is said of the bundle
 * @param body the bundle
 */
public record SignedBundle(BundleManifest manifest, byte[] body) {

    /** Longest file, in bytes. */
    public static final int MOST_BYTES = 17 << 20;

    private static final byte[] MAGIC = {'P', 'W', 'S'};
    private static final byte VERSION = 1;
    private static final int LENGTH = MAGIC.length + 1;
    private static final int MANIFEST = LENGTH + Integer.BYTES;

    /** Whether the file begins as one in an envelope of any version does, which says nothing of its signature. */
    public static boolean isSigned(byte[] file) {
        return file.length >= MAGIC.length && Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * Signs a bundle.
     *
     * @param body the bundle
     * @param sequence its number
     * @param createdNanos when it is signed, epoch nanoseconds
     * @param lists names of the lists that were compiled into it, and the hash of each
     * @param key signs
     * @param signer text of the public key that belongs to it
     * @return the file
     * @throws IllegalArgumentException if the number or the lists are out of bounds
     */
    public static byte[] sign(byte[] body, long sequence, long createdNanos, SortedMap<String, String> lists, PrivateKey key, String signer) throws GeneralSecurityException {
        byte[] manifest = new BundleManifest(sequence, createdNanos, hash(body, 0, body.length), lists, signer).text().getBytes(StandardCharsets.UTF_8);
        if (manifest.length > BundleManifest.MOST_BYTES || (long) MANIFEST + manifest.length + body.length + SigningKeys.SIGNATURE_BYTES > MOST_BYTES) {
            throw new IllegalArgumentException("a signed bundle has at most " + MOST_BYTES + " bytes");
        }
        ByteBuffer file = ByteBuffer.allocate(MANIFEST + manifest.length + body.length + SigningKeys.SIGNATURE_BYTES);
        file.put(MAGIC).put(VERSION).putInt(manifest.length).put(manifest).put(body);
        return file.put(SigningKeys.sign(file.array(), file.position(), key)).array();
    }

    /**
     * Takes a bundle out of its envelope if the key's owner signed it. Takes bytes from anywhere, and looks at nothing but lengths before the signature.
     *
     * @param key public
     * @throws RefusedBundleException if it is not signed, or not by that key, or damaged
     */
    public static SignedBundle verify(byte[] file, PublicKey key) throws RefusedBundleException, GeneralSecurityException {
        String accepted = SigningKeys.text(key);
        if (!isSigned(file)) {
            throw new RefusedBundleException("It is not signed, and only what the key " + SigningKeys.fingerprint(accepted) + " signed is accepted; sign it with 'pathwarden policy bundle --sign KEYFILE'.");
        }
        checkLengths(file);
        int signed = file.length - SigningKeys.SIGNATURE_BYTES;
        if (!SigningKeys.signed(file, signed, Arrays.copyOfRange(file, signed, file.length), key)) {
            throw refusal(file, accepted);
        }
        return open(file);
    }

    /** Why the signature does not fit. What the file says of its signer cannot be believed, and is good enough for that. */
    private static RefusedBundleException refusal(byte[] file, String accepted) {
        BundleManifest manifest = manifest(file);
        boolean whole = manifest != null && isWhole(file, manifest);
        if (whole && !manifest.signer().equals(accepted)) {
            return new RefusedBundleException("It is signed by the key " + SigningKeys.fingerprint(manifest.signer()) + ", and only what the key " + SigningKeys.fingerprint(accepted)
                    + " signed is accepted; sign it with that one.");
        }
        return new RefusedBundleException("It is damaged or cut short: the signature of the key " + SigningKeys.fingerprint(accepted) + " does not fit; make it again.");
    }

    /**
     * Takes a bundle out of its envelope without looking at the signature.
     *
     * @throws RefusedBundleException if the file is no envelope, or damaged
     */
    public static SignedBundle open(byte[] file) throws RefusedBundleException {
        if (!isSigned(file)) {
            throw new RefusedBundleException("It is no signed bundle of guardrails; make one with 'pathwarden policy bundle --sign KEYFILE'.");
        }
        checkLengths(file);
        BundleManifest manifest = manifest(file);
        if (manifest == null || !isWhole(file, manifest)) {
            throw new RefusedBundleException("It is damaged or cut short: its hash does not fit; make it again.");
        }
        return new SignedBundle(manifest, Arrays.copyOfRange(file, MANIFEST + manifestLength(file), file.length - SigningKeys.SIGNATURE_BYTES));
    }

    private static void checkLengths(byte[] file) throws RefusedBundleException {
        if (file.length > MOST_BYTES) {
            throw new RefusedBundleException("It is too large: bytes=" + file.length + ", most=" + MOST_BYTES + ".");
        }
        if (file.length > MAGIC.length && file[MAGIC.length] != VERSION) {
            throw new RefusedBundleException("It has an envelope this version of Pathwarden cannot read: found=" + file[MAGIC.length] + ", readable=" + VERSION + "; sign it again with this version.");
        }
        int manifest = file.length < MANIFEST + SigningKeys.SIGNATURE_BYTES ? -1 : manifestLength(file);
        if (manifest < 0 || manifest > BundleManifest.MOST_BYTES || manifest > file.length - MANIFEST - SigningKeys.SIGNATURE_BYTES) {
            throw new RefusedBundleException("It is damaged or cut short: bytes=" + file.length + ", manifest=" + manifest + "; make it again.");
        }
    }

    private static int manifestLength(byte[] file) {
        return ByteBuffer.wrap(file).getInt(LENGTH);
    }

    private static BundleManifest manifest(byte[] file) {
        return BundleManifest.parse(new String(file, MANIFEST, manifestLength(file), StandardCharsets.UTF_8));
    }

    private static boolean isWhole(byte[] file, BundleManifest manifest) {
        int from = MANIFEST + manifestLength(file);
        return MessageDigest.isEqual(Hex.bytes(hash(file, from, file.length - SigningKeys.SIGNATURE_BYTES - from)), Hex.bytes(manifest.body()));
    }

    private static String hash(byte[] bytes, int from, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, length);
            return Hex.of(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
