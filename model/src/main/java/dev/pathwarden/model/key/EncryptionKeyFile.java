package dev.pathwarden.model.key;

import dev.pathwarden.model.encryption.EncryptionKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Set;

/** Files with a key to encrypt with: one line, readable by its owner only, in a place that the user names. */
public final class EncryptionKeyFile {

    private EncryptionKeyFile() {
    }

    /**
     * Makes a key in a file that is not there yet, and forces it to disk.
     *
     * @return its name
     * @throws FileAlreadyExistsException if something is there
     */
    public static String make(Path file) throws IOException {
        try (EncryptionKey key = EncryptionKey.random();
                FileChannel out = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            byte[] text = key.text();
            try {
                ByteBuffer bytes = ByteBuffer.wrap(text);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            } finally {
                Arrays.fill(text, (byte) 0);
            }
            return key.name();
        }
    }

    /**
     * The key in a file.
     *
     * @throws IOException if there is none, or others than its owner can read or change it; the message is one sentence for the user
     */
    public static EncryptionKey read(Path file) throws IOException {
        try {
            // A pipe, as a shell makes one for a command's output, is nobody else's.
            if (Files.isRegularFile(file) && SigningKey.isOpenToOthers(file)) {
                throw new IOException("The encryption key " + file + " can be read or changed by others than its owner: take that right away (chmod 600), and encrypt with another key if they may have used it.");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return EncryptionKey.of(in.readNBytes(EncryptionKey.LONGEST_TEXT));
            }
        } catch (GeneralSecurityException none) {
            throw new IOException("The file " + file + " holds no encryption key: name one that 'pathwarden key --new-encryption-key' made.", none);
        } catch (NoSuchFileException none) {
            throw new IOException("There is no encryption key " + file + ": name the file it is in, or make one with 'pathwarden key --new-encryption-key'.", none);
        } catch (java.nio.file.FileSystemException e) {
            throw new IOException("The encryption key " + file + " cannot be read (" + e.getMessage() + "): ask its owner for the right.", e);
        }
    }
}
