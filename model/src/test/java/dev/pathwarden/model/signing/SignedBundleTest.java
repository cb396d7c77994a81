package dev.pathwarden.model.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignedBundleTest {

    private static final byte[] BODY = "PWB and what follows".getBytes(StandardCharsets.UTF_8);
    private static final SortedMap<String, String> LISTS = new TreeMap<>(java.util.Map.of("payees.txt", "0a".repeat(32)));
    private static final int MANIFEST = 8;

    private final KeyPair keys = SigningKeys.make();
    private final KeyPair others = SigningKeys.make();
    private final byte[] whole = SignedBundle.sign(BODY, 7, 1_700_000_000_000_000_000L, LISTS, keys.getPrivate(), SigningKeys.text(keys.getPublic()));

    SignedBundleTest() throws Exception {
    }

    @Test
    void verify_ofWhatWasSigned_givesManifestAndBody() throws Exception {
        SignedBundle verified = SignedBundle.verify(whole, keys.getPublic());

        assertThat(verified.body()).isEqualTo(BODY);
        assertThat(verified.manifest().sequence()).isEqualTo(7);
        assertThat(verified.manifest().createdNanos()).isEqualTo(1_700_000_000_000_000_000L);
        assertThat(verified.manifest().lists()).isEqualTo(LISTS);
        assertThat(verified.manifest().signer()).isEqualTo(SigningKeys.text(keys.getPublic()));
        assertThat(SignedBundle.open(whole).manifest()).isEqualTo(verified.manifest());
    }

    @Test
    void verify_withAnotherKey_namesBoth() {
        assertThatThrownBy(() -> SignedBundle.verify(whole, others.getPublic())).isInstanceOf(RefusedBundleException.class)
                .hasMessageContaining("It is signed by the key " + SigningKeys.fingerprint(SigningKeys.text(keys.getPublic())))
                .hasMessageContaining("only what the key " + SigningKeys.fingerprint(SigningKeys.text(others.getPublic())) + " signed is accepted");
    }

    /** Whoever signs decides what the manifest says, and a stranger may well name our key in it. */
    @Test
    void verify_ofAStrangersSignatureUnderOurName_refuses() throws Exception {
        byte[] forged = SignedBundle.sign(BODY, 8, 0, LISTS, others.getPrivate(), SigningKeys.text(keys.getPublic()));

        assertThatThrownBy(() -> SignedBundle.verify(forged, keys.getPublic())).isInstanceOf(RefusedBundleException.class).hasMessageContaining("the signature of the key");
    }

    @Test
    void verify_ofWhatIsNotSigned_refuses() {
        for (byte[] file : new byte[][] {{}, BODY, "PW".getBytes(StandardCharsets.US_ASCII)}) {
            assertThatThrownBy(() -> SignedBundle.verify(file, keys.getPublic())).isInstanceOf(RefusedBundleException.class).hasMessageStartingWith("It is not signed");
        }
        byte[] later = whole.clone();
        later[3] = 3;
        assertThatThrownBy(() -> SignedBundle.verify(later, keys.getPublic())).isInstanceOf(RefusedBundleException.class).hasMessageContaining("found=3, readable=1 and 2");
    }

    @Test
    void verify_ofEveryTruncationAndFlippedByte_refuses() {
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x41;
            byte[] cut = Arrays.copyOf(whole, i);
            assertThatThrownBy(() -> SignedBundle.verify(flipped, keys.getPublic())).as("byte %d", i).isInstanceOf(RefusedBundleException.class);
            assertThatThrownBy(() -> SignedBundle.verify(cut, keys.getPublic())).as("length %d", i).isInstanceOf(RefusedBundleException.class);
            assertThatThrownBy(() -> SignedBundle.open(cut)).as("length %d", i).isInstanceOf(RefusedBundleException.class);
        }
        assertThatThrownBy(() -> SignedBundle.verify(Arrays.copyOf(whole, whole.length + 1), keys.getPublic())).isInstanceOf(RefusedBundleException.class);
    }

    /** The owner of the key may sign anything, and so may whoever writes an envelope for a reader that checks no signature. */
    @Test
    void reading_ofForgedEnvelopes_refusesOrReads_andNothingElse() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] forged = i % 3 == 0 ? junk(random) : whole.clone();
            for (int j = 1 + random.nextInt(3); j > 0; j--) {
                int at = random.nextInt(4) == 0 ? 4 + random.nextInt(4) : MANIFEST + random.nextInt(forged.length - MANIFEST);
                forged[at] = (byte) random.nextInt(256);
            }
            if (i % 10 == 0) {
                int signed = forged.length - SigningKeys.SIGNATURE_BYTES;
                System.arraycopy(SigningKeys.sign(forged, signed, keys.getPrivate()), 0, forged, signed, SigningKeys.SIGNATURE_BYTES);
            }
            try {
                SignedBundle.open(forged);
                if (i % 10 == 0) {
                    SignedBundle.verify(forged, keys.getPublic());
                }
            } catch (RefusedBundleException expected) {
                refused++;
            } catch (RuntimeException | Error wrong) {
                throw new AssertionError("seed " + seed + ", round " + i, wrong);
            }
        }
        assertThat(refused).isGreaterThan(1_500);
    }

    @Test
    void verify_ofWhatTwoHaveToSign_takesNothingLess() throws Exception {
        String mine = SigningKeys.text(keys.getPublic());
        String theirs = SigningKeys.text(others.getPublic());
        KeyPair strangers = SigningKeys.make();
        Signers both = new Signers(java.util.List.of(mine, theirs), 2);
        byte[] first = SignedBundle.signFirst(BODY, 7, 1, LISTS, keys.getPrivate(), mine);
        byte[] second = SignedBundle.cosign(first, others.getPrivate(), theirs);

        assertThat(SignedBundle.verify(second, both).signed()).containsExactly(mine, theirs);
        assertThat(SignedBundle.verify(second, both).body()).isEqualTo(BODY);
        assertThat(SignedBundle.verify(first, both.needing(1)).signed()).containsExactly(mine);
        assertThat(SignedBundle.verify(second, others.getPublic()).signed()).containsExactly(theirs);
        assertThat(SignedBundle.cosign(second, keys.getPrivate(), mine)).isEqualTo(second);
        for (byte[] alone : new byte[][] {first, whole, SignedBundle.cosign(first, strangers.getPrivate(), SigningKeys.text(strangers.getPublic())), SignedBundle.cosign(first, strangers.getPrivate(), theirs), twice(first)}) {
            assertThatThrownBy(() -> SignedBundle.verify(alone, both)).isInstanceOf(RefusedBundleException.class)
                    .hasMessageContaining("It is signed by the key " + SigningKeys.fingerprint(mine) + " alone, and 2 of the keys " + SigningKeys.fingerprint(mine) + " and " + SigningKeys.fingerprint(theirs) + " have to sign");
        }
        assertThatThrownBy(() -> SignedBundle.cosign(whole, others.getPrivate(), theirs)).isInstanceOf(RefusedBundleException.class).hasMessageContaining("signed for one key alone");
        for (int i = 0; i < second.length; i++) {
            byte[] flipped = second.clone();
            flipped[i] ^= 0x41;
            byte[] cut = Arrays.copyOf(second, i);
            assertThatThrownBy(() -> SignedBundle.verify(flipped, both)).as("byte %d", i).isInstanceOf(RefusedBundleException.class);
            assertThatThrownBy(() -> SignedBundle.verify(cut, both)).as("length %d", i).isInstanceOf(RefusedBundleException.class);
            try {
                SignedBundle.open(cut);
            } catch (RefusedBundleException expected) {
                assertThat(expected).hasMessageStartingWith("It ");
            }
        }
    }

    /** Whoever can write the file that waits for signatures could otherwise keep all others from signing. */
    @Test
    void cosign_leavesOutWhatDoesNotFit() throws Exception {
        String mine = SigningKeys.text(keys.getPublic());
        String theirs = SigningKeys.text(others.getPublic());
        byte[] first = SignedBundle.signFirst(BODY, 7, 1, LISTS, keys.getPrivate(), mine);
        int one = 96;
        byte[] full = Arrays.copyOf(first, first.length + 7 * one);
        for (int more = 0; more < 7; more++) {
            // Three claim to be theirs, the others are no point of the curve or somebody's.
            System.arraycopy(more < 3 ? Hex.bytes(theirs) : Hex.bytes((more + "f").repeat(32)), 0, full, first.length - 1 + more * one, 32);
        }
        full[full.length - 1] = 8;
        assertThat(SignedBundle.open(full).signed()).hasSize(8).contains(theirs);

        byte[] signed = SignedBundle.cosign(full, others.getPrivate(), theirs);

        assertThat(SignedBundle.verify(signed, new Signers(java.util.List.of(mine, theirs), 2)).signed()).containsExactly(mine, theirs);
        assertThat(SignedBundle.open(signed).signed()).containsExactly(mine, theirs);
    }

    /** One signature must not count as those of two because a key was written in two ways. */
    @Test
    void signers_takeAKeyInOneWritingOnly() {
        String key = SigningKeys.text(keys.getPublic());
        for (String other : java.util.List.of(key.toUpperCase(java.util.Locale.ROOT), key.substring(0, 63) + '\uff10')) {
            assertThatThrownBy(() -> new Signers(java.util.List.of(key, other), 2)).as(other).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("lower-case hex digits");
        }
    }

    /** The one signature there is, a second time. */
    private static byte[] twice(byte[] file) {
        int one = 96;
        byte[] twice = Arrays.copyOf(file, file.length + one);
        System.arraycopy(file, file.length - 1 - one, twice, file.length - 1, one);
        twice[twice.length - 1] = 2;
        return twice;
    }

    private static byte[] junk(Random random) {
        byte[] junk = new byte[MANIFEST + SigningKeys.SIGNATURE_BYTES + 1 + random.nextInt(300)];
        random.nextBytes(junk);
        ByteBuffer.wrap(junk).put("PWS".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).putInt(random.nextInt(300));
        return junk;
    }

    @Test
    void sign_ofWhatNoReaderWouldTake_isRefused() {
        String signer = SigningKeys.text(keys.getPublic());
        assertThatThrownBy(() -> SignedBundle.sign(BODY, 0, 0, LISTS, keys.getPrivate(), signer)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not 0");
        assertThatThrownBy(() -> SignedBundle.sign(BODY, BundleManifest.MOST_SEQUENCE + 1, 0, LISTS, keys.getPrivate(), signer)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedBundle.sign(BODY, 1, 0, new TreeMap<>(java.util.Map.of("", "0a".repeat(32))), keys.getPrivate(), signer)).isInstanceOf(IllegalArgumentException.class);
    }
}
