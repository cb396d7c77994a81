package dev.pathwarden.model.evidence;

import dev.pathwarden.model.step.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;

/**
 * What is signed of a snapshot: how many runs it had at that moment, and the root of the tree over them. A C2SP tlog-checkpoint with lines of our own behind it:
 *
 * <pre>
 * pathwarden.dev/snapshot/3f0c...            origin: the snapshot
 * 1008                                       size: its runs
 * CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 * sequence 12                                its place among all checkpoints of the key that signs
 * previous 6vC...=                           hash of the checkpoint before, whichever snapshot that was of; of zeros for the first
 * time 2026-11-29T21:50:07Z                  by the clock of the machine
 * notes 0Jx...=                              on the last checkpoint of a snapshot alone: hash of what stands beside the runs
 * </pre>
 *
 * @param origin says which snapshot it is of
 * @param size runs
 * @param root root of the tree over them
 * @param sequence from 1; 0 where nobody signs
 * @param previous hash of the text of the checkpoint before
 * @param time seconds are the finest
 * @param notes hash of what stands beside the runs; null on all but the last checkpoint of a snapshot
 */
public record Checkpoint(String origin, int size, byte[] root, long sequence, byte[] previous, Instant time, byte[] notes) {

    /** What the first checkpoint of a key names as the one before. */
    public static final byte[] FIRST = new byte[Sha256.BYTES];

    private static final String ORIGIN = "pathwarden.dev/snapshot/";

    /** Where snapshots begin to differ in their first lines. */
    static String origin(byte[] snapshotKey) {
        byte[] hash = Sha256.of("pathwarden snapshot".getBytes(StandardCharsets.US_ASCII), snapshotKey);
        long high = java.nio.ByteBuffer.wrap(hash).getLong();
        long low = java.nio.ByteBuffer.wrap(hash).getLong(Long.BYTES);
        return ORIGIN + new RunId(high, low | 1);
    }

    /** This checkpoint in its place among those of a key. */
    public Checkpoint after(long place, byte[] before) {
        return new Checkpoint(origin, size, root, place, before, time, notes);
    }

    /** Whether its snapshot ends here. */
    public boolean isLast() {
        return notes != null;
    }

    /** What is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + base64(root) + "\nsequence " + sequence + "\nprevious " + base64(previous) + "\ntime " + time + "\n" + (notes == null ? "" : "notes " + base64(notes) + "\n");
    }

    /** What the checkpoint behind this one names as the one before. */
    public byte[] hash() {
        return Sha256.of(text().getBytes(StandardCharsets.UTF_8));
    }

    /** The checkpoint of that text; null for a text that is none. */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n");
        if (lines.length < 6 || lines.length > 7 || !lines[0].startsWith(ORIGIN)) {
            return null;
        }
        try {
            Checkpoint checkpoint = new Checkpoint(lines[0], Integer.parseInt(lines[1]), hash(lines[2]), Long.parseLong(value(lines[3], "sequence ")), hash(value(lines[4], "previous ")),
                    Instant.parse(value(lines[5], "time ")), lines.length == 7 ? hash(value(lines[6], "notes ")) : null);
            // One spelling alone.
            return checkpoint.text().equals(text) && checkpoint.size >= 0 ? checkpoint : null;
        } catch (IllegalArgumentException | DateTimeParseException none) {
            return null;
        }
    }

    private static String value(String line, String name) {
        if (!line.startsWith(name)) {
            throw new IllegalArgumentException(name);
        }
        return line.substring(name.length());
    }

    private static byte[] hash(String base64) {
        byte[] hash = Base64.getDecoder().decode(base64);
        if (hash.length != Sha256.BYTES) {
            throw new IllegalArgumentException("no hash");
        }
        return hash;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
