package dev.pathwarden.model.evidence;

import dev.pathwarden.model.step.RecordedRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes the evidence of a snapshot while its runs are written. For one thread; another one hashes a run while that is written. */
public final class Sealing {

    /** Whole leaves, so that of many runs a few can be handed on without all being read again. */
    public static final int WHOLE_MARKS = Sha256.BYTES;

    /** Steps whose hashes take longer than a thread to begin. */
    private static final int LARGE = 200;
    private static final int FEW_RUNS = 100;
    private static final int MARK_OF_FEW = 4;
    private static final int MARK_OF_MANY = 1;

    private final Signer signer;
    private final byte[] key = new byte[Sha256.BYTES];
    private final String origin;
    private final RunHash hash = new RunHash();
    private final TreeHash log = new TreeHash();
    private final ByteArrayOutputStream leaves = new ByteArrayOutputStream();
    private final List<SignedNote> checkpoints = new ArrayList<>();
    /** The leaf of the run that was added last, once it is hashed; null where no run is left to be. */
    private CompletableFuture<byte[]> last;
    private String unsigned;

    public Sealing(Signer signer) {
        this.signer = signer;
        new SecureRandom().nextBytes(key);
        this.origin = Checkpoint.origin(key);
    }

    /** Adds the run that is written next. */
    public void add(RecordedRun run) {
        // The hashes are made by one thread at a time, as each waits for the one before.
        settle();
        last = run.steps().size() < LARGE ? CompletableFuture.completedFuture(leaf(run)) : CompletableFuture.supplyAsync(() -> leaf(run), Sealing::start);
    }

    private byte[] leaf(RecordedRun run) {
        return hash.logLeaf(run, RunSecrets.of(Salts.runKey(key, run.run().id())));
    }

    /** In a thread of its own: those that are shared may all wait for something that waits for this. */
    private static void start(Runnable task) {
        Thread thread = new Thread(task, "pathwarden-hash");
        thread.setDaemon(true);
        thread.start();
    }

    private void settle() {
        if (last != null) {
            byte[] leaf = last.join();
            last = null;
            log.add(leaf);
            leaves.write(leaf, 0, leaf.length);
        }
    }

    /** Signs what was written so far, such as at the end of a segment. Where that fails nothing is signed any more, and {@link #end} tells why. */
    public void checkpoint() {
        if (unsigned == null && signer != Signer.NONE) {
            take(next(null));
        }
    }

    /**
     * Signs all of it.
     *
     * @param notes bytes of what stands beside the runs
     * @return why it could not be signed, to be told to people; null where it was, or nobody was to sign
     */
    public String end(byte[] notes) {
        if (unsigned == null) {
            take(next(Sha256.of(Salts.ofNotes(key), notes)));
        }
        return unsigned;
    }

    /** Ends without signatures, in the place of {@link #end} where that told why it could not sign. */
    public void endUnsigned(byte[] notes) {
        checkpoints.clear();
        checkpoints.add(SignedNote.unsigned(next(Sha256.of(Salts.ofNotes(key), notes)).text()));
    }

    private Checkpoint next(byte[] notes) {
        settle();
        return new Checkpoint(origin, (int) log.count(), log.root(), 0, Checkpoint.FIRST, Instant.now().truncatedTo(ChronoUnit.SECONDS), notes);
    }

    private void take(Checkpoint checkpoint) {
        try {
            checkpoints.add(signer.sign(checkpoint));
        } catch (IOException e) {
            unsigned = e.getMessage();
        }
    }

    /**
     * What was sealed.
     *
     * @param whole whether to keep the whole leaf of each run; else no more of it than it takes to tell which one does not fit
     */
    public Evidence evidence(boolean whole) {
        byte[] all = leaves.toByteArray();
        int size = (int) log.count();
        int width = whole ? WHOLE_MARKS : markBytes(size);
        return new Evidence(checkpoints.get(0).isSigned() ? signer.publicText() : null, checkpoints, size, key, null, List.of(), null, width, marks(all, width));
    }

    static int markBytes(int runs) {
        return runs <= FEW_RUNS ? MARK_OF_FEW : MARK_OF_MANY;
    }

    /** The beginnings of leaves. */
    static byte[] marks(byte[] leaves, int width) {
        byte[] marks = new byte[leaves.length / Sha256.BYTES * width];
        for (int run = 0; run * width < marks.length; run++) {
            System.arraycopy(leaves, run * Sha256.BYTES, marks, run * width, width);
        }
        return marks;
    }
}
