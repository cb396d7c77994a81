package dev.pathwarden.model.evidence;

import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Recomputes what was signed of runs, and finds the first one that does not fit. Takes the runs in the order in which they lie in the file; keeps a hash of each. For one thread.
 */
public final class Verifier {

    private final Evidence evidence;
    private final PublicKey key;
    private final List<String> problems = new ArrayList<>();
    private final RunHash hash = new RunHash();
    private final List<RunId> ids = new ArrayList<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private long steps;
    private int redacted;

    /**
     * For runs with that evidence.
     *
     * @param key whose signatures are wanted; null for those of the key that the evidence itself names
     */
    public Verifier(Evidence evidence, PublicKey key) {
        this.evidence = evidence;
        this.key = key;
    }

    /**
     * Verifies checkpoints by themselves, without the runs they were signed for: that they follow each other up to the last one, and whose signatures they carry.
     *
     * @param publicText text of the public key that signed, as the file says; null where it names none
     * @param key whose signatures are wanted; null for those of the key that the file names
     */
    public static Verification signatures(String publicText, List<SignedNote> checkpoints, PublicKey key) {
        Checkpoint end = checkpoints.isEmpty() ? null : Checkpoint.parse(checkpoints.get(checkpoints.size() - 1).text());
        Verifier verifier = new Verifier(new Evidence(publicText, checkpoints, end == null ? 0 : end.size(), null, Map.of(), List.of(), null, 1, new byte[0]), key);
        List<Checkpoint> read = new ArrayList<>();
        String signer = verifier.checkpoints(read);
        return new Verification(verifier.problems, signer, read.isEmpty() ? null : read.get(read.size() - 1), read.size(), 0, 0, 0, false);
    }

    /** Takes the next run. */
    public void add(RecordedRun run) {
        RunId id = run.run().id();
        ids.add(id);
        steps += run.steps().size();
        RunSecrets secrets = secrets(id);
        leaves.add(secrets == null ? new byte[Sha256.BYTES] : hash.logLeaf(run, secrets));
    }

    /** Takes the next run and says whether its mark fits. */
    public boolean takes(RecordedRun run) {
        int at = leaves.size();
        add(run);
        int width = evidence.markBytes();
        return (at + 1) * width <= evidence.marks().length && Arrays.equals(leaves.get(at), 0, width, evidence.marks(), at * width, (at + 1) * width);
    }

    private RunSecrets secrets(RunId id) {
        if (evidence.runs() == null) {
            return RunSecrets.of(Salts.runKey(evidence.snapshotKey(), id));
        }
        Evidence.KnownRun known = evidence.runs().get(id);
        if (known == null) {
            return null;
        }
        if (known.redacted() != null) {
            redacted += known.redacted().tombstones().size();
            return known.redacted();
        }
        return RunSecrets.of(known.key());
    }

    /** The runs taken so far. */
    public List<RunId> ids() {
        return List.copyOf(ids);
    }

    /** Their leaves. */
    public List<byte[]> leaves() {
        return List.copyOf(leaves);
    }

    /**
     * What came of it.
     *
     * @param notes bytes of what stands beside the runs
     */
    public Verification verify(byte[] notes) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        String signer = checkpoints(checkpoints);
        Checkpoint last = checkpoints.isEmpty() ? null : checkpoints.get(checkpoints.size() - 1);
        boolean notesRedacted = evidence.snapshotKey() == null && evidence.notesSalt() == null;
        if (last != null) {
            runs(checkpoints);
            if (last.isLast() && !notesRedacted && !MessageDigest.isEqual(last.notes(), Sha256.of(notesSalt(), notes))) {
                problems.add("What stands beside the runs - watched processes, hooks, what could not be read - was altered: it is not what the last checkpoint was signed for.");
            }
        }
        return new Verification(problems, signer, last, checkpoints.size(), ids.size(), steps, redacted, notesRedacted);
    }

    /** Compares runs that verify with checkpoints that were kept elsewhere. */
    public Verification compare(List<SignedNote> anchored, Verification verification) {
        int found = 0;
        for (SignedNote note : anchored) {
            Checkpoint kept = Checkpoint.parse(note.text());
            if (kept == null || !kept.origin().equals(verification.last().origin())) {
                continue;
            }
            found++;
            byte[] root = rootOf(kept.size());
            if (!isSigned(note, verification.signer())) {
                return verification.with("A checkpoint that was kept elsewhere names this snapshot and is not signed by its key.");
            }
            if (root != null && !Arrays.equals(root, kept.root())) {
                return verification.with("A checkpoint that was kept elsewhere, of " + kept.time() + ", was signed for other runs: its first " + kept.size() + " are not those that are here now.");
            }
            if (root == null) {
                return verification.with("A checkpoint that was kept elsewhere covers " + kept.size() + " runs, and what is here cannot be compared with it: " + (kept.size() > evidence.size() ? "runs were cut off."
                        : "only the last checkpoint of the snapshot can be where not all runs are here."));
            }
        }
        return found > 0 ? verification : verification.with("None of the checkpoints that were kept elsewhere is of this snapshot.");
    }

    private static boolean isSigned(SignedNote note, String signer) {
        try {
            return note.isSignedBy(SigningKeys.publicKey(signer));
        } catch (GeneralSecurityException none) {
            return false;
        }
    }

    /** The root over so many of the first runs; null where that cannot be told. */
    private byte[] rootOf(int size) {
        if (size == evidence.size()) {
            return root();
        }
        if (evidence.runs() != null || size > leaves.size()) {
            return null;
        }
        TreeHash prefix = new TreeHash();
        leaves.subList(0, size).forEach(prefix::add);
        return prefix.root();
    }

    private byte[] notesSalt() {
        return evidence.snapshotKey() != null ? Salts.ofNotes(evidence.snapshotKey()) : evidence.notesSalt();
    }

    /** Looks at the checkpoints by themselves; returns whose signatures they carry. */
    private String checkpoints(List<Checkpoint> checkpoints) {
        if (evidence.checkpoints().isEmpty()) {
            problems.add("There is no checkpoint: the signatures were cut off.");
            return null;
        }
        for (SignedNote note : evidence.checkpoints()) {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (checkpoint == null) {
                problems.add(name(checkpoints.size()) + " is none of Pathwarden's.");
                checkpoints.clear();
                return null;
            }
            checkpoints.add(checkpoint);
        }
        String signer = signer(checkpoints.size());
        chain(checkpoints);
        if (evidence.snapshotKey() != null && !checkpoints.get(0).origin().equals(Checkpoint.origin(evidence.snapshotKey()))) {
            problems.add("The checkpoints are of another snapshot.");
        }
        return signer;
    }

    private String signer(int count) {
        try {
            if (key == null && evidence.publicText() == null) {
                problems.add(evidence.checkpoints().stream().anyMatch(SignedNote::isSigned) ? "The checkpoints are signed, and the key that signed them was taken out of the file: name it."
                        : "It is not signed: whoever changed it could have changed what it is compared with.");
                return null;
            }
            PublicKey wanted = key != null ? key : SigningKeys.publicKey(evidence.publicText());
            String text = SigningKeys.text(wanted);
            for (int i = 0; i < count; i++) {
                if (!evidence.checkpoints().get(i).isSignedBy(wanted)) {
                    problems.add(unsigned(i, text));
                    return null;
                }
            }
            if (evidence.publicText() != null && !evidence.publicText().equals(text)) {
                problems.add("The file names the key " + SigningKeys.fingerprint(evidence.publicText()) + " as the one that signed, and it is " + SigningKeys.fingerprint(text) + ": its key was replaced.");
            }
            return text;
        } catch (GeneralSecurityException none) {
            problems.add("The key in the file is none.");
            return null;
        }
    }

    private String unsigned(int checkpoint, String wanted) {
        SignedNote note = evidence.checkpoints().get(checkpoint);
        if (!note.isSigned()) {
            return name(checkpoint) + " is not signed.";
        }
        if (evidence.publicText() != null && !evidence.publicText().equals(wanted)) {
            return name(checkpoint) + " is not signed by the key " + SigningKeys.fingerprint(wanted) + "; the file names the key " + SigningKeys.fingerprint(evidence.publicText()) + ".";
        }
        return name(checkpoint) + " was altered or is signed by another key: the signature of the key " + SigningKeys.fingerprint(wanted) + " does not fit.";
    }

    private String name(int checkpoint) {
        return "Checkpoint " + (checkpoint + 1) + " of " + evidence.checkpoints().size();
    }

    private void chain(List<Checkpoint> checkpoints) {
        for (int i = 0; i < checkpoints.size(); i++) {
            Checkpoint checkpoint = checkpoints.get(i);
            Checkpoint before = i == 0 ? null : checkpoints.get(i - 1);
            if (before == null) {
                continue;
            }
            if (!checkpoint.origin().equals(before.origin())) {
                problems.add(name(i) + " is of another snapshot.");
            } else if (checkpoint.size() < before.size() || checkpoint.sequence() <= before.sequence() || before.isLast()) {
                problems.add(name(i) + " does not follow the one before: checkpoints were reordered or repeated.");
            } else if (checkpoint.sequence() == before.sequence() + 1 && !Arrays.equals(checkpoint.previous(), before.hash())) {
                problems.add(name(i) + " names another checkpoint as the one before: it was replaced.");
            }
        }
        Checkpoint last = checkpoints.get(checkpoints.size() - 1);
        if (!last.isLast()) {
            problems.add("The tail is cut off: the last checkpoint, which covers " + last.size() + " runs, is not the one with which a snapshot ends.");
        } else if (last.size() != evidence.size()) {
            problems.add("The last checkpoint covers " + last.size() + " runs, and the evidence is for " + evidence.size() + ".");
        }
    }

    private void runs(List<Checkpoint> checkpoints) {
        int before = problems.size();
        new RunOrder(evidence, ids, leaves).firstThatDoesNotFit().ifPresent(problems::add);
        if (problems.size() > before) {
            return;
        }
        Checkpoint last = checkpoints.get(checkpoints.size() - 1);
        if (last.size() != evidence.size()) {
            return;
        }
        if (!Arrays.equals(root(), last.root())) {
            problems.add(among(checkpoints) + " was altered; its mark, which is not signed, fits all the same.");
            return;
        }
        TreeHash prefix = new TreeHash();
        int at = 0;
        for (int i = 0; evidence.runs() == null && i < checkpoints.size(); i++) {
            while (at < checkpoints.get(i).size() && at < leaves.size()) {
                prefix.add(leaves.get(at++));
            }
            if (!Arrays.equals(prefix.root(), checkpoints.get(i).root())) {
                problems.add(name(i) + " does not fit the runs it covers, and the last one does.");
                return;
            }
        }
    }

    private String among(List<Checkpoint> checkpoints) {
        if (evidence.runs() != null) {
            return leaves.size() == 1 ? "Run " + ids.get(0) : "One of the runs, or its proof,";
        }
        TreeHash prefix = new TreeHash();
        int at = 0;
        for (Checkpoint checkpoint : checkpoints) {
            int from = at;
            while (at < checkpoint.size() && at < leaves.size()) {
                prefix.add(leaves.get(at++));
            }
            if (!Arrays.equals(prefix.root(), checkpoint.root()) && at > from) {
                return at - from == 1 ? "Run " + ids.get(from) : "One of the runs from " + ids.get(from) + " to " + ids.get(at - 1);
            }
        }
        return "One of the runs";
    }

    private byte[] root() {
        if (evidence.runs() == null) {
            TreeHash all = new TreeHash();
            leaves.forEach(all::add);
            return all.root();
        }
        try {
            return evidence.tree().root(leaves);
        } catch (CorruptBytesException unfit) {
            return new byte[0];
        }
    }
}
