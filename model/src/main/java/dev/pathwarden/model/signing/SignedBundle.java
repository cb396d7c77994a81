package dev.pathwarden.model.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
 * <p>In version 2 several can sign: behind the bundle stand, for each, the 32 bytes of the public key and the signature of everything before the first of them, and behind the last one their number, a byte. The order in which they
 * signed says nothing.
 *
 * @param manifest what is said of the bundle
 * @param body the bundle
 * @param signed texts of the public keys whose owners are said to have signed it, and of a file that was verified those that have
 */
public record SignedBundle(BundleManifest manifest, byte[] body, List<String> signed) {

    public SignedBundle {
        signed = List.copyOf(signed);
    }

    /** Longest file, in bytes. */
    public static final int MOST_BYTES = 17 << 20;

    private static final byte[] MAGIC = {'P', 'W', 'S'};
    private static final byte VERSION = 1;
    private static final byte VERSION_OF_SEVERAL = 2;
    private static final int ONE_OF_SEVERAL = SigningKeys.PUBLIC_BYTES + SigningKeys.SIGNATURE_BYTES;
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
        ByteBuffer file = unsigned(VERSION, body, sequence, createdNanos, lists, signer, SigningKeys.SIGNATURE_BYTES);
        return file.put(SigningKeys.sign(file.array(), file.position(), key)).array();
    }

    /**
     * As {@link #sign}, for a bundle that others sign as well, each with {@link #cosign}.
     *
     * @throws IllegalArgumentException if the number or the lists are out of bounds
     */
    public static byte[] signFirst(byte[] body, long sequence, long createdNanos, SortedMap<String, String> lists, PrivateKey key, String signer) throws GeneralSecurityException {
        ByteBuffer file = unsigned(VERSION_OF_SEVERAL, body, sequence, createdNanos, lists, signer, ONE_OF_SEVERAL + 1);
        int signed = file.position();
        return file.put(Hex.bytes(signer)).put(SigningKeys.sign(file.array(), signed, key)).put((byte) 1).array();
    }

    /**
     * Adds a signature to those of a bundle that several sign. One that is there already stays the only one; what is there and does not fit is left out, so that whoever can write the file keeps nobody from signing.
     *
     * @throws RefusedBundleException if the file is none that several can sign, is damaged, or as many signed it as can
     */
    public static byte[] cosign(byte[] file, PrivateKey key, String signer) throws RefusedBundleException, GeneralSecurityException {
        SignedBundle open = open(file);
        if (file[MAGIC.length] != VERSION_OF_SEVERAL) {
            throw new RefusedBundleException("It was signed for one key alone, so no other can be added; sign it anew with 'pathwarden policy rollout sign'.");
        }
        int length = signedLength(file);
        List<String> fit = new ArrayList<>();
        for (String each : open.signed()) {
            if (!fit.contains(each) && signatureOf(file, length, each) != null) {
                fit.add(each);
            }
        }
        ByteBuffer signed = ByteBuffer.allocate(length + (Signers.MOST + 1) * ONE_OF_SEVERAL + 1).put(file, 0, length);
        for (String each : fit) {
            signed.put(Hex.bytes(each)).put(signatureOf(file, length, each));
        }
        if (!fit.contains(signer)) {
            if (fit.size() == Signers.MOST) {
                throw new RefusedBundleException("As many as can have signed it, " + Signers.MOST + ", and not the key " + SigningKeys.fingerprint(signer) + "; delete it and sign anew with those who have to.");
            }
            fit.add(signer);
            signed.put(Hex.bytes(signer)).put(SigningKeys.sign(file, length, key));
        }
        return Arrays.copyOf(signed.put((byte) fit.size()).array(), signed.position());
    }

    /** The signature of that key among those of several, if one fits; null where none does, or the key is none. */
    private static byte[] signatureOf(byte[] file, int length, String key) {
        for (int at = length; at < file.length - 1; at += ONE_OF_SEVERAL) {
            int from = at + SigningKeys.PUBLIC_BYTES;
            byte[] signature = Arrays.copyOfRange(file, from, from + SigningKeys.SIGNATURE_BYTES);
            try {
                if (Hex.of(Arrays.copyOfRange(file, at, from)).equals(key) && SigningKeys.signed(file, length, signature, SigningKeys.publicKey(key))) {
                    return signature;
                }
            } catch (GeneralSecurityException noKey) {
                return null;
            }
        }
        return null;
    }

    /** Everything up to the first signature, with room for what follows. */
    private static ByteBuffer unsigned(byte version, byte[] body, long sequence, long createdNanos, SortedMap<String, String> lists, String signer, int behind) {
        byte[] manifest = new BundleManifest(sequence, createdNanos, hash(body, 0, body.length), lists, signer).text().getBytes(StandardCharsets.UTF_8);
        if (manifest.length > BundleManifest.MOST_BYTES || (long) MANIFEST + manifest.length + body.length + behind > MOST_BYTES) {
            throw new IllegalArgumentException("a signed bundle has at most " + MOST_BYTES + " bytes");
        }
        return ByteBuffer.allocate(MANIFEST + manifest.length + body.length + behind).put(MAGIC).put(version).putInt(manifest.length).put(manifest).put(body);
    }

    /** As {@link #verify(byte[], Signers)}, where one key alone signs. */
    public static SignedBundle verify(byte[] file, PublicKey key) throws RefusedBundleException, GeneralSecurityException {
        return verify(file, new Signers(List.of(SigningKeys.text(key)), 1));
    }

    /**
     * Takes a bundle out of its envelope if enough of these signed it. Takes bytes from anywhere, and looks at nothing but lengths before the signatures.
     *
     * @throws RefusedBundleException if it is not signed, or not by enough of them, or damaged
     */
    public static SignedBundle verify(byte[] file, Signers accepted) throws RefusedBundleException, GeneralSecurityException {
        if (!isSigned(file)) {
            throw new RefusedBundleException("It is not signed, and only what " + accepted.told() + " signed is accepted; sign it with 'pathwarden policy bundle --sign KEYFILE'.");
        }
        checkLengths(file);
        List<String> signed = signed(file, accepted);
        if (signed.size() < accepted.needed()) {
            throw refusal(file, accepted, signed);
        }
        SignedBundle open = open(file);
        return new SignedBundle(open.manifest, open.body, signed);
    }

    /** Which of these have signed, each counted once. */
    private static List<String> signed(byte[] file, Signers accepted) throws GeneralSecurityException {
        int length = signedLength(file);
        List<String> signed = new ArrayList<>();
        for (Map.Entry<String, PublicKey> key : accepted.publicKeys().entrySet()) {
            if (file[MAGIC.length] == VERSION) {
                if (SigningKeys.signed(file, length, Arrays.copyOfRange(file, length, file.length), key.getValue())) {
                    signed.add(key.getKey());
                }
            } else if (signatureOf(file, length, key.getKey()) != null) {
                signed.add(key.getKey());
            }
        }
        return signed;
    }

    /** Why the signatures do not do. What the file says of its signers cannot be believed, and is good enough for that. */
    private static RefusedBundleException refusal(byte[] file, Signers accepted, List<String> signed) {
        BundleManifest manifest = manifest(file);
        if (manifest != null && isWhole(file, manifest)) {
            if (!signed.isEmpty()) {
                return new RefusedBundleException("It is signed by the key " + Signers.fingerprints(accepted.textOf(signed)) + " alone, and " + accepted.needed() + " of the keys " + Signers.fingerprints(accepted.text())
                        + " have to sign; let another one sign it with 'pathwarden policy rollout sign'.");
            }
            List<String> named = named(file, manifest);
            if (named.stream().noneMatch(accepted.keys()::contains)) {
                return new RefusedBundleException("It is signed by the key " + Signers.fingerprints(String.join("+", named)) + ", and only what " + accepted.told() + " signed is accepted; sign it with "
                        + (accepted.keys().size() == 1 ? "that one." : "those."));
            }
        }
        return new RefusedBundleException("It is damaged or cut short: the signature of " + accepted.told() + " does not fit; make it again.");
    }

    /** Who is said to have signed. */
    private static List<String> named(byte[] file, BundleManifest manifest) {
        if (file[MAGIC.length] == VERSION) {
            return List.of(manifest.signer());
        }
        List<String> named = new ArrayList<>();
        for (int at = signedLength(file); at < file.length - 1; at += ONE_OF_SEVERAL) {
            named.add(Hex.of(Arrays.copyOfRange(file, at, at + SigningKeys.PUBLIC_BYTES)));
        }
        return named;
    }

    /** How many bytes the signatures cover, in a file of sound lengths. */
    private static int signedLength(byte[] file) {
        return file[MAGIC.length] == VERSION ? file.length - SigningKeys.SIGNATURE_BYTES : file.length - 1 - (file[file.length - 1] & 0xFF) * ONE_OF_SEVERAL;
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
        return new SignedBundle(manifest, Arrays.copyOfRange(file, MANIFEST + manifestLength(file), signedLength(file)), named(file, manifest));
    }

    private static void checkLengths(byte[] file) throws RefusedBundleException {
        if (file.length > MOST_BYTES) {
            throw new RefusedBundleException("It is too large: bytes=" + file.length + ", most=" + MOST_BYTES + ".");
        }
        int version = file.length > MAGIC.length ? file[MAGIC.length] : VERSION;
        if (version != VERSION && version != VERSION_OF_SEVERAL) {
            throw new RefusedBundleException("It has an envelope this version of Pathwarden cannot read: found=" + version + ", readable=" + VERSION + " and " + VERSION_OF_SEVERAL + "; sign it again with this version.");
        }
        int least = MANIFEST + (version == VERSION ? SigningKeys.SIGNATURE_BYTES : ONE_OF_SEVERAL + 1);
        int manifest = file.length < least ? -1 : manifestLength(file);
        int signatures = file.length < least || version == VERSION ? 1 : file[file.length - 1];
        if (manifest < 0 || manifest > BundleManifest.MOST_BYTES || signatures < 1 || signatures > Signers.MOST || manifest > signedLength(file) - MANIFEST) {
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
        return MessageDigest.isEqual(Hex.bytes(hash(file, from, signedLength(file) - from)), Hex.bytes(manifest.body()));
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
