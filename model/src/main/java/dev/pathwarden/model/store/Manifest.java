package dev.pathwarden.model.store;

import dev.pathwarden.model.disk.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Digests of the files of a finished store. Eclipse Store does not notice a changed byte, hangs on a log that is cut short and crashes the
 * JVM on bad lengths; so no byte reaches it that is not as it was written.
 *
 * <pre>
 * pathwarden-snapshot 1
 * &lt;SHA-256 in hex&gt; &lt;length&gt; &lt;path within the store's directory&gt;
 * ...
 * end &lt;SHA-256 of the lines above&gt;
 * </pre>
 */
final class Manifest {

    /**
     * A file of the store.
     *
     * @param digest SHA-256 in hex
     * @param path relative, with slashes
     */
    record Entry(String digest, long length, String path) {
    }

    /** The manifest is not what was written. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    private static final String TITLE = "pathwarden-snapshot 1";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (\\d{1,18}) ([A-Za-z0-9_]+(?:[./][A-Za-z0-9_]+)*)");
    private static final long LARGEST = 16 << 20;

    private Manifest() {
    }

    /** Forces everything of the store to disk, then writes the manifest in one move: once it can be seen, nothing that it lists can be missing. */
    static void seal(Path directory) throws IOException {
        Path store = StoreLayout.store(directory);
        List<Path> all;
        try (Stream<Path> found = Files.walk(store)) {
            all = found.sorted().toList();
        }
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        for (Path file : all) {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                Disk.forceNames(file);
                continue;
            }
            Disk.force(file);
            text.append(copy(file, OutputStream.nullOutputStream())).append(' ').append(Files.size(file)).append(' ')
                    .append(store.relativize(file).toString().replace('\\', '/')).append('\n');
        }
        String end = hex(digest().digest(text.toString().getBytes(StandardCharsets.US_ASCII)));
        text.append("end ").append(end).append('\n');
        Path unfinished = StoreLayout.unfinishedManifest(directory);
        Files.writeString(unfinished, text, StandardCharsets.US_ASCII);
        Disk.force(unfinished);
        Disk.forceNames(directory);
        Disk.rename(unfinished, StoreLayout.manifest(directory));
    }

    static List<Entry> read(Path directory) throws IOException, DamagedException {
        Path file = StoreLayout.manifest(directory);
        if (Files.size(file) > LARGEST) {
            throw new DamagedException("its manifest is larger than any snapshot's");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
        int end = text.lastIndexOf("end ");
        if (!text.startsWith("pathwarden-snapshot ")) {
            throw new DamagedException("its manifest is none");
        }
        if (!text.startsWith(TITLE + "\n")) {
            throw new DamagedException("it is of another format version than '" + TITLE + "'");
        }
        if (end < 0 || !text.substring(end).equals("end " + hex(digest().digest(text.substring(0, end).getBytes(StandardCharsets.US_ASCII))) + "\n")) {
            throw new DamagedException("its manifest is cut or changed");
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : text.substring(TITLE.length() + 1, end).lines().toList()) {
            Matcher entry = LINE.matcher(line);
            if (!entry.matches()) {
                throw new DamagedException("its manifest has a line that is no file: '" + line.substring(0, Math.min(line.length(), 80)) + "'");
            }
            entries.add(new Entry(entry.group(1), Long.parseLong(entry.group(2)), entry.group(3)));
        }
        return entries;
    }

    /** Copies a file and returns the digest of what was copied. */
    static String copy(Path file, OutputStream to) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), digest)) {
            in.transferTo(to);
        }
        return hex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
