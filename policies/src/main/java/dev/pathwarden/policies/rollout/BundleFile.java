package dev.pathwarden.policies.rollout;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.signing.BundleManifest;
import dev.pathwarden.model.signing.RefusedBundleException;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.BundleException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A file of compiled guardrails, signed or not, that recorders may have in force.
 *
 * @param path where it lies
 */
public record BundleFile(Path path) {

    private static final byte[] MAGIC = {'P', 'W', 'B'};
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /**
     * What is in such a file.
     *
     * @param manifest what its envelope says; null for a bundle without one
     * @param bundle the guardrails
     * @param signed texts of the keys whose owners are said to have signed it, and where that was asked for have
     */
    public record Opened(BundleManifest manifest, Bundle bundle, List<String> signed) {

        public Opened {
            signed = List.copyOf(signed);
        }

        /** Its number; null where it has none. */
        public Long sequence() {
            return manifest == null ? null : manifest.sequence();
        }
    }

    /** Whether a file lies there that begins as a bundle does. */
    public static boolean isBundle(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] begin = in.readNBytes(MAGIC.length);
            return Arrays.equals(begin, MAGIC) || SignedBundle.isSigned(begin);
        }
    }

    /** The one that was there before the last change. */
    public BundleFile previous() {
        return new BundleFile(path.resolveSibling(path.getFileName() + ".previous"));
    }

    /**
     * Opens it, whoever signed it.
     *
     * @throws BundleFileException if it is no whole bundle
     */
    public Opened open() throws IOException {
        return open(bytes(), path.toString());
    }

    /**
     * Opens the bytes of such a file, whoever signed it.
     *
     * @param name what it is called where it is refused
     * @throws BundleFileException if it is no whole bundle
     */
    public static Opened open(byte[] bytes, String name) throws BundleFileException {
        try {
            SignedBundle signed = SignedBundle.isSigned(bytes) ? SignedBundle.open(bytes) : null;
            return signed == null ? new Opened(null, Bundle.read(bytes), List.of()) : new Opened(signed.manifest(), Bundle.read(signed.body()), signed.signed());
        } catch (RefusedBundleException | BundleException refused) {
            throw refused(name, refused);
        }
    }

    /**
     * Opens it if enough of these signed it.
     *
     * @throws BundleFileException if that is not so, or it is no whole bundle
     */
    public Opened verify(Signers accepted) throws IOException {
        return verify(bytes(), path.toString(), accepted);
    }

    /**
     * Opens the bytes of such a file if enough of these signed it.
     *
     * @param name what it is called where it is refused
     * @throws BundleFileException if that is not so, or it is no whole bundle
     */
    public static Opened verify(byte[] bytes, String name, Signers accepted) throws IOException {
        try {
            SignedBundle signed = SignedBundle.verify(bytes, accepted);
            return new Opened(signed.manifest(), Bundle.read(signed.body()), signed.signed());
        } catch (RefusedBundleException | BundleException refused) {
            throw refused(name, refused);
        } catch (GeneralSecurityException e) {
            throw new IOException("This Java cannot check the signature of " + name + ": " + e.getMessage() + ".", e);
        }
    }

    private static BundleFileException refused(String name, IOException why) {
        return new BundleFileException("The bundle " + name + " is refused. " + why.getMessage(), why);
    }

    /** What lies there, of a file that is too long only the beginning. What is no file, such as a pipe that nobody writes to, is not read. */
    public byte[] bytes() throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new BundleFileException(path + " is no file, and so no bundle: name the file that recorders follow.", null);
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(SignedBundle.MOST_BYTES + 1);
        }
    }

    /** Writes a new file, for its owner only. */
    public void write(byte[] bytes) throws IOException {
        try (var channel = Files.newByteChannel(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (FileSystemException e) {
            // It was not made, so what stands there is not ours to delete.
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw new FileSystemException(path.toString(), null, e.getMessage());
        }
    }

    /** Puts other bytes in the place of what is there, which is kept as {@link #previous}. Whoever reads finds the one or the other, and never a part. */
    public void replace(byte[] bytes) throws IOException {
        byte[] kept = bytes();
        previous().overwrite(kept);
        overwrite(bytes);
    }

    /** As {@link #replace}, and keeps nothing. The rights stay those of what was there: recorders may run as other users. */
    public void overwrite(byte[] bytes) throws IOException {
        Disk.replace(path.toAbsolutePath(), bytes);
    }
}
