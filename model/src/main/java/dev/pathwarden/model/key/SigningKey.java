package dev.pathwarden.model.key;

import dev.pathwarden.model.signing.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Set;

/**
 * A key pair of a user. Its file is readable by its owner only and has two lines, the private and the public key; what checks signatures gets the public one only.
 *
 * @param privateKey signs, a secret
 * @param publicText text of the public key
 */
public record SigningKey(PrivateKey privateKey, String publicText) {

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** Whether there is something under that name. */
    public static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes a key pair there, unless something is. */
    public static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = SigningKeys.make();
        OwnerFile.make(file.toAbsolutePath(), SigningKeys.text(pair.getPrivate()) + "\n" + SigningKeys.text(pair.getPublic()) + "\n");
    }

    /**
     * The key pair of that file.
     *
     * @throws GeneralSecurityException if the file holds none; its message says nothing of what it holds
     */
    public static SigningKey read(Path file) throws IOException, GeneralSecurityException {
        String[] lines = OwnerFile.read(file).split("\n");
        if (lines.length != 2 || !SigningKeys.isPublic(lines[1])) {
            throw new GeneralSecurityException("the file holds no pair of keys");
        }
        return new SigningKey(SigningKeys.privateKey(lines[0]), lines[1]);
    }

    /** Whether others than the owner can read or change the file. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
    }

    /** The beginning of the public key, by which people tell keys apart. */
    public String fingerprint() {
        return SigningKeys.fingerprint(publicText);
    }
}
