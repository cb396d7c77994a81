package dev.pathwarden.model.key;

import dev.pathwarden.model.evidence.Checkpoint;
import dev.pathwarden.model.evidence.SignedNote;
import dev.pathwarden.model.evidence.Signer;
import dev.pathwarden.model.signing.Hex;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Set;

/**
 * The key with which this user's recordings are signed: {@code recorder.key} beside the user's other keys, made on first use and readable by its owner only. Beside it stands which checkpoint was signed
 * last, so that the next one carries it, whichever recording that is of.
 *
 * <p>Of several processes that sign at once one waits for the other.
 */
public final class RecorderKey implements Signer {

    private static final Object SIGNING = new Object();

    private final Path file;
    private String publicText;

    /** For the key in that file, which is looked for when something is signed. */
    public RecorderKey(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** The key's file for a user with that environment. */
    public static Path file(Map<String, String> environment) {
        return OwnerFile.directory(environment).resolve("recorder.key");
    }

    /**
     * The key, made where there is none.
     *
     * @throws IOException if it can be neither read nor made; the message is one sentence for the user
     */
    public SigningKey readOrMake() throws IOException {
        try {
            if (!SigningKey.isThere(file)) {
                SigningKey.make(file);
            }
            if (SigningKey.isOpenToOthers(file)) {
                throw new IOException("The key " + file + " can be read or changed by others than its owner: take that right away (chmod 600), or delete it to get another one if they may have used it.");
            }
            return SigningKey.read(file);
        } catch (GeneralSecurityException e) {
            throw new IOException("The file " + file + " holds no key to sign with: restore it, or delete it to get a new one.", e);
        } catch (java.nio.file.FileSystemException e) {
            throw new IOException("The key " + file + " can be neither read nor made (" + e.getMessage() + "): make its directory writable or set XDG_CONFIG_HOME.", e);
        }
    }

    @Override
    public String publicText() {
        return publicText;
    }

    @Override
    public SignedNote sign(Checkpoint checkpoint) throws IOException {
        SigningKey key = readOrMake();
        synchronized (SIGNING) {
            try (FileChannel channel = FileChannel.open(beside("lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner()); FileLock lock = channel.lock()) {
                Last last = last();
                Checkpoint next = checkpoint.after(last.sequence() + 1, last.hash());
                SignedNote note = SignedNote.sign(next.text(), key.privateKey(), key.publicText());
                // Remembered before it is handed out: of two checkpoints with one number the second would pass for the first.
                remember(new Last(next.sequence(), next.hash()));
                publicText = key.publicText();
                return note;
            } catch (GeneralSecurityException e) {
                throw new IOException("This Java cannot sign with the key " + file + ": " + e.getMessage() + ".", e);
            } catch (java.nio.file.FileSystemException e) {
                throw new IOException("What was signed last cannot be remembered beside the key " + file + " (" + e.getMessage() + "): make its directory writable or set XDG_CONFIG_HOME.", e);
            }
        }
    }

    /**
     * Signs a text that is no checkpoint.
     *
     * @throws IOException if the key cannot be used; the message is one sentence for the user
     */
    public SignedNote sign(String text) throws IOException {
        SigningKey key = readOrMake();
        try {
            return SignedNote.sign(text, key.privateKey(), key.publicText());
        } catch (GeneralSecurityException e) {
            throw new IOException("This Java cannot sign with the key " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /** The checkpoint that was signed last. */
    private record Last(long sequence, byte[] hash) {
    }

    private Path beside(String name) {
        return file.resolveSibling("recorder." + name);
    }

    private static java.nio.file.attribute.FileAttribute<?> owner() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    private Last last() throws IOException {
        try {
            String[] words = Files.readString(beside("last"), StandardCharsets.US_ASCII).strip().split(" ");
            byte[] hash = words.length == 2 ? Hex.bytes(words[1]) : null;
            if (hash == null || hash.length != Checkpoint.FIRST.length || !words[0].matches("[0-9]{1,18}")) {
                throw new IOException("The file " + beside("last") + " does not say which checkpoint was signed last: restore it, or delete it to begin anew, which whoever verifies will see.");
            }
            return new Last(Long.parseLong(words[0]), hash);
        } catch (NoSuchFileException first) {
            return new Last(0, Checkpoint.FIRST);
        }
    }

    private void remember(Last last) throws IOException {
        Path aside = Files.createTempFile(file.getParent(), "recorder.last", ".new", owner());
        try {
            Files.writeString(aside, last.sequence() + " " + Hex.of(last.hash()) + "\n", StandardCharsets.US_ASCII);
            Files.move(aside, beside("last"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
