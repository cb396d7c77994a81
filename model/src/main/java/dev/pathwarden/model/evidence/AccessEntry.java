package dev.pathwarden.model.evidence;

import dev.pathwarden.model.signing.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * That runs were taken out of a snapshot. Entries are signed notes, one behind the other with an empty line between, and each names the hash of the one before.
 *
 * <pre>
 * pathwarden.dev/access
 * time 2026-11-29T21:50:07Z
 * by ann
 * key 5a0f...
 * export 1 of 2 runs, redacted personal
 * to case.pathwarden
 * previous 6vC...=
 * </pre>
 *
 * @param time when, by the clock of the machine
 * @param by who, as that machine names its user
 * @param key text of the public key that signs it
 * @param what what was done
 * @param to name of the file that was written
 * @param previous hash of the text of the entry before; of zeros for the first
 */
public record AccessEntry(Instant time, String by, String key, String what, String to, byte[] previous) {

    private static final String TITLE = "pathwarden.dev/access";
    private static final String KEY = "key ";
    private static final int LINES = 7;

    public AccessEntry {
        time = time.truncatedTo(ChronoUnit.SECONDS);
        by = line(by);
        what = line(what);
        to = line(to);
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** What is signed. */
    public String text() {
        return TITLE + "\ntime " + time + "\nby " + by + "\nkey " + key + "\n" + what + "\nto " + to + "\nprevious " + Base64.getEncoder().encodeToString(previous) + "\n";
    }

    /** The hash that the entry behind the given ones names. */
    public static byte[] hash(String log) {
        String[] blocks = log.split("\n\n");
        return blocks.length < 2 ? Checkpoint.FIRST : Sha256.of((blocks[blocks.length - 2] + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Lines for people, one for each entry, each checked with the key it names; the first that does not fit is among the problems, and none behind it is looked at.
     *
     * @param signer text of the key that signed the snapshot; an entry of another one says so
     */
    public static List<String> read(String log, String signer, List<String> problems) throws GeneralSecurityException {
        List<String> entries = new ArrayList<>();
        String[] blocks = log.isEmpty() ? new String[0] : log.split("\n\n");
        byte[] before = Checkpoint.FIRST;
        for (int i = 0; i < blocks.length; i += 2) {
            String text = blocks[i] + "\n";
            String[] lines = text.split("\n");
            String problem = null;
            if (i + 1 == blocks.length || lines.length != LINES || !lines[0].equals(TITLE) || !lines[3].startsWith(KEY) || !SigningKeys.isPublic(lines[3].substring(KEY.length()))) {
                problem = "is none";
            } else if (!new SignedNote(text, blocks[i + 1].strip() + "\n").isSignedBy(SigningKeys.publicKey(lines[3].substring(KEY.length())))) {
                problem = "was altered, or is not signed by the key it names";
            } else if (!lines[LINES - 1].equals("previous " + Base64.getEncoder().encodeToString(before))) {
                problem = "does not follow the one before: entries were taken out or moved";
            }
            if (problem != null) {
                problems.add("Entry " + (i / 2 + 1) + " of the list of exports " + problem + ".");
                return entries;
            }
            before = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
            String key = lines[3].substring(KEY.length());
            String whose = key.equals(signer) ? "" : " with another key, " + SigningKeys.fingerprint(key);
            entries.add(lines[1].replace("time ", "").replace('T', ' ').replace("Z", " UTC") + ", " + lines[2] + whose + ": " + lines[4] + ", " + lines[5]);
        }
        return entries;
    }
}
