package dev.pathwarden.model.store;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.signing.Hex;
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
 *
 * <p>Of a store that is encrypted the title says version 2, and two lines follow it: {@code encryption} and {@code signatures}, each with what stands in clear, in hex.
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

    /**
     * What stands in clear beside an encrypted store.
     *
     * @param header what is needed to decrypt it
     * @param signatures key and checkpoints
     */
    record Clear(byte[] header, byte[] signatures) {
    }

    /**
     * A manifest.
     *
     * @param clear null for a store that is not encrypted
     */
    record Contents(List<Entry> files, Clear clear) {
    }

    /** The manifest is not what was written. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    private static final String TITLE = "pathwarden-snapshot 1";
    private static final String ENCRYPTED_TITLE = "pathwarden-snapshot 2";
    private static final String ENCRYPTION = "encryption ";
    private static final String SIGNATURES = "signatures ";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (\\d{1,18}) ([A-Za-z0-9_]+(?:[./][A-Za-z0-9_]+)*)");
    private static final long LARGEST = 16 << 20;
    private static final int BLOCK = 64 << 10;

    private Manifest() {
    }

    /**
     * Forces everything of the store to disk, then writes the manifest in one move: once it can be seen, nothing that it lists can be missing.
     *
     * @param clear null for a store that is not encrypted
     * @return false where the file system does not force names
     */
    static boolean seal(Path directory, Clear clear) throws IOException {
        Path store = StoreLayout.store(directory);
        List<Path> all;
        try (Stream<Path> found = Files.walk(store)) {
            all = found.sorted().toList();
        }
        StringBuilder text = new StringBuilder(clear == null ? TITLE : ENCRYPTED_TITLE).append('\n');
        if (clear != null) {
            text.append(ENCRYPTION).append(hex(clear.header())).append('\n').append(SIGNATURES).append(hex(clear.signatures())).append('\n');
        }
        for (Path file : all) {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                Disk.forceNames(file);
                continue;
            }
            Disk.force(file);
            long length = Files.size(file);
            text.append(copy(file, OutputStream.nullOutputStream(), length)).append(' ').append(length).append(' ')
                    .append(store.relativize(file).toString().replace('\\', '/')).append('\n');
        }
        String end = hex(digest().digest(text.toString().getBytes(StandardCharsets.US_ASCII)));
        text.append("end ").append(end).append('\n');
        Path unfinished = StoreLayout.unfinishedManifest(directory);
        Files.writeString(unfinished, text, StandardCharsets.US_ASCII);
        Disk.force(unfinished);
        Disk.forceNames(directory);
        return Disk.rename(unfinished, StoreLayout.manifest(directory));
    }

    static Contents read(Path directory) throws IOException, DamagedException {
        Path file = StoreLayout.manifest(directory);
        if (Files.size(file) > LARGEST) {
            throw new DamagedException("its manifest is larger than any snapshot's");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
        int end = text.lastIndexOf("end ");
        if (!text.startsWith("pathwarden-snapshot ")) {
            throw new DamagedException("its manifest is none");
        }
        boolean encrypted = text.startsWith(ENCRYPTED_TITLE + "\n");
        if (!encrypted && !text.startsWith(TITLE + "\n")) {
            throw new DamagedException("it is of another format version than '" + TITLE + "' and '" + ENCRYPTED_TITLE + "'");
        }
        if (end < 0 || !text.substring(end).equals("end " + hex(digest().digest(text.substring(0, end).getBytes(StandardCharsets.US_ASCII))) + "\n")) {
            throw new DamagedException("its manifest is cut or changed");
        }
        List<String> lines = text.substring(TITLE.length() + 1, end).lines().toList();
        Clear clear = encrypted ? clear(lines) : null;
        List<Entry> entries = new ArrayList<>();
        for (String line : encrypted ? lines.subList(2, lines.size()) : lines) {
            Matcher entry = LINE.matcher(line);
            if (!entry.matches()) {
                throw new DamagedException("its manifest has a line that is no file: '" + line.substring(0, Math.min(line.length(), 80)) + "'");
            }
            entries.add(new Entry(entry.group(1), Long.parseLong(entry.group(2)), entry.group(3)));
        }
        return new Contents(entries, clear);
    }

    private static Clear clear(List<String> lines) throws DamagedException {
        byte[] header = lines.size() < 2 || !lines.get(0).startsWith(ENCRYPTION) ? null : Hex.bytes(lines.get(0).substring(ENCRYPTION.length()));
        byte[] signatures = lines.size() < 2 || !lines.get(1).startsWith(SIGNATURES) ? null : Hex.bytes(lines.get(1).substring(SIGNATURES.length()));
        if (header == null || signatures == null) {
            throw new DamagedException("its manifest does not say how it is encrypted");
        }
        return new Clear(header, signatures);
    }

    /**
     * Reads all files that are listed.
     *
     * @throws DamagedException if one is not as it was written
     */
    static void check(Path store, List<Entry> files) throws IOException, DamagedException {
        for (Entry file : files) {
            Path path = store.resolve(file.path());
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) != file.length() || !copy(path, OutputStream.nullOutputStream(), file.length()).equals(file.digest())) {
                throw new DamagedException("its file " + file.path() + " is not as it was written");
            }
        }
    }

    /**
     * Copies a file and returns the digest of what was copied.
     *
     * @throws IOException also where there are more bytes than that: whoever grows a file can fill a disk with a copy of it
     */
    static String copy(Path file, OutputStream to, long most) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), digest)) {
            if (!transfer(in, to, most)) {
                throw new IOException(file + " grew while it was read");
            }
        }
        return hex(digest.digest());
    }

    /** Copies what there is, but no more than so many bytes; whether that was all. */
    static boolean transfer(InputStream from, OutputStream to, long most) throws IOException {
        byte[] block = new byte[BLOCK];
        long left = most;
        for (int read = from.read(block); read > 0; read = from.read(block)) {
            left -= read;
            if (left < 0) {
                return false;
            }
            to.write(block, 0, read);
        }
        return true;
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
