package dev.pathwarden.model.signing;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The highest sequence number that was accepted from each place under each key, in a file that its owner alone can read, so that no older bundle is accepted after a restart. For any thread, and for
 * several processes at once.
 *
 * <p>A line for each number that was the highest when it was accepted: key, number, and the place as in a URL. Lines are only ever added, each with one write, so that none is lost where two processes
 * accept at once; what counts is the highest. A line that is none is passed over: it takes nothing from the others.
 */
public final class AcceptedNumbers {

    /** Longest file that is read, in bytes. */
    static final int MOST_BYTES = 1 << 20;

    private static final int WORDS = 3;
    private static final int LONGEST_NUMBER = 18;

    private final File file;

    /** The numbers in that file, which need not be there yet. */
    public AcceptedNumbers(File file) {
        this.file = file;
    }

    /**
     * What the file said.
     *
     * @param highest the highest number of a place under a key; 0 where none is known
     * @param damage what is wrong with the file, as a sentence; null where nothing is
     * @param whole whether its last line is ended
     */
    private record Found(long highest, String damage, boolean whole) {
    }

    /** Why a bundle of that number is not accepted from there, as sentences; null where it is. */
    public String refusal(String signer, String place, long sequence) {
        long highest = find(signer, place).highest;
        return sequence >= highest ? null : "Its sequence number " + sequence + " is below " + highest + ", the highest that was accepted from there before, as " + file
                + " remembers; to go back on purpose, sign it again with 'pathwarden policy bundle --sign KEYFILE --sequence " + (highest + 1) + "'.";
    }

    /** As {@link #refusal(String, String, long)}, for a bundle that has to be signed by some of these: it may follow under the key of each. */
    public String refusal(Signers signers, String place, long sequence) {
        return signers.keys().stream().map(key -> refusal(key, place, sequence)).filter(Objects::nonNull).findFirst().orElse(null);
    }

    /**
     * As {@link #accepted(String, String, long)}, under the key of each of these.
     *
     * @throws IOException if that cannot be written; what was remembered before stays
     */
    public void accepted(Signers signers, String place, long sequence) throws IOException {
        for (String key : signers.keys()) {
            accepted(key, place, sequence);
        }
    }

    /** What is wrong with the file and what follows of that, as a sentence; null where nothing is. */
    public String damage() {
        return find("", "").damage;
    }

    /**
     * Remembers a number that was accepted.
     *
     * @throws IOException if that cannot be written; what was remembered before stays
     */
    public void accepted(String signer, String place, long sequence) throws IOException {
        Found found = find(signer, place);
        if (sequence <= found.highest) {
            return;
        }
        make();
        String line = signer + ' ' + sequence + ' ' + encoded(place) + '\n';
        try (FileOutputStream out = new FileOutputStream(file, true)) {
            out.write((found.whole ? line : '\n' + line).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void make() throws IOException {
        File directory = file.getAbsoluteFile().getParentFile();
        if (directory.mkdirs()) {
            forOwnerOnly(directory);
            directory.setExecutable(false, false);
            directory.setExecutable(true, true);
        }
        if (file.createNewFile()) {
            forOwnerOnly(file);
        }
    }

    private static void forOwnerOnly(File file) {
        file.setReadable(false, false);
        file.setReadable(true, true);
        file.setWritable(false, false);
        file.setWritable(true, true);
    }

    private Found find(String signer, String place) {
        if (!file.exists()) {
            return new Found(0, null, true);
        }
        byte[] bytes = {};
        String unread = file.isFile() ? null : "it is no file";
        if (unread == null) {
            try (FileInputStream in = new FileInputStream(file)) {
                bytes = in.readNBytes(MOST_BYTES + 1);
            } catch (IOException e) {
                unread = "it cannot be read";
            }
        }
        String text = new String(bytes, 0, Math.min(bytes.length, MOST_BYTES), StandardCharsets.ISO_8859_1);
        long highest = 0;
        int bad = 0;
        String encoded = encoded(place);
        for (String line : text.split("\n")) {
            String[] words = line.split(" ");
            if (isNumber(words)) {
                highest = words[0].equals(signer) && words[2].equals(encoded) ? Math.max(highest, Long.parseLong(words[1])) : highest;
            } else if (!line.isEmpty()) {
                bad++;
            }
        }
        String damage = unread != null ? unread : bytes.length > MOST_BYTES ? "it is longer than " + MOST_BYTES + " bytes" : bad > 0 ? "of its lines " + bad + (bad == 1 ? " is none" : " are none") : null;
        return new Found(highest, damage == null ? null : file + ", which remembers the highest number of each bundle, is damaged: " + damage
                + ". What can be read of it holds; look who changed it, and delete it to begin anew.", text.isEmpty() || text.endsWith("\n"));
    }

    private static boolean isNumber(String[] words) {
        return words.length == WORDS && SigningKeys.isPublic(words[0]) && words[1].length() <= LONGEST_NUMBER && words[1].chars().allMatch(c -> c >= '0' && c <= '9') && !words[1].isEmpty() && !words[2].isEmpty();
    }

    private static String encoded(String place) {
        return URLEncoder.encode(place, StandardCharsets.UTF_8);
    }
}
