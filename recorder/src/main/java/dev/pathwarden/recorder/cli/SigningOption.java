package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.BundleManifest;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.policies.engine.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import picocli.CommandLine.Option;

/** With which key, and under which number, a bundle is signed. */
final class SigningOption {

    @Option(names = "--sign", paramLabel = "KEYFILE", description = "Sign the bundle with the private key in that file, which 'policy key' makes.")
    private Path keyFile;

    @Option(names = "--sequence", paramLabel = "N",
            description = "Number of the signed bundle: a recorder that runs takes none below the one it has in force (default: the one behind that of the bundle that is replaced, or 1).")
    private Long sequence;

    /** Where this user's own key lies. */
    static Path ownKey(Map<String, String> environment) {
        return OwnerFile.directory(environment).resolve("policy.key");
    }

    /** Whether a signature was asked for. */
    boolean wanted() {
        if (sequence != null && keyFile == null) {
            throw new CommandException(ExitCode.USAGE, "--sequence numbers a signed bundle: name the key with --sign KEYFILE.");
        }
        return keyFile != null;
    }

    /** The key of the file that was named, or else of the given one. */
    SigningKey keyOr(Path other) throws IOException {
        return key(keyFile == null ? other : keyFile);
    }

    /** The file that was named; null for none. */
    Path keyFile() {
        return keyFile;
    }

    /** The number that was named, or else the given one. */
    long sequence(long otherwise) {
        long number = sequence == null ? otherwise : sequence;
        if (number < 1 || number > BundleManifest.MOST_SEQUENCE) {
            throw new CommandException(ExitCode.USAGE, "A sequence number is from 1 to " + BundleManifest.MOST_SEQUENCE + ", not " + number + ".");
        }
        return number;
    }

    /** Whether a number was named. */
    boolean isNumbered() {
        return sequence != null;
    }

    /**
     * The key pair of a file.
     *
     * @throws CommandException if it holds none, or others than its owner can read or change it
     */
    static SigningKey key(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CommandException(ExitCode.INPUT, file + " is no file, and holds no key to sign with: make one with 'pathwarden policy key'.");
        }
        try {
            if (SigningKey.isOpenToOthers(file)) {
                throw new CommandException(ExitCode.ENVIRONMENT, "The key " + file + " can be read or changed by others than its owner: take that right away (chmod 600), and make another key if they may have used it.");
            }
            return SigningKey.read(file);
        } catch (GeneralSecurityException e) {
            throw new CommandException(ExitCode.INPUT, "The file " + file + " holds no key to sign with: make one with 'pathwarden policy key'.", e);
        }
    }

    /**
     * The public key of a text on the command line.
     *
     * @throws CommandException if it is none
     */
    static PublicKey publicKey(String text, String option) {
        try {
            return SigningKeys.publicKey(text);
        } catch (GeneralSecurityException none) {
            throw new CommandException(ExitCode.USAGE, option + " is a public key of 64 hex digits, as 'pathwarden policy key' prints it, not '" + text + "'.", none);
        }
    }

    /**
     * Who has to sign, as a command line says it.
     *
     * @param keys texts of public keys
     * @param signatures how many of them; null for all
     * @param option what they were given with
     * @throws CommandException if one is no public key, or there are fewer than have to sign
     */
    static Signers signers(List<String> keys, Integer signatures, String option) {
        Signers all;
        try {
            all = new Signers(keys, keys.size());
        } catch (IllegalArgumentException none) {
            throw new CommandException(ExitCode.USAGE, option + " is a public key of 64 lower-case hex digits, as 'pathwarden policy key' prints it, or several with a comma between them, not '" + String.join(",", keys) + "'.", none);
        }
        try {
            return signatures == null ? all : all.needing(signatures);
        } catch (IllegalArgumentException tooMany) {
            throw new CommandException(ExitCode.USAGE, "--signatures says how many of the keys have to sign, from 1 to " + keys.size() + ", not " + signatures + ".", tooMany);
        }
    }

    /** The signed file of a bundle. */
    static byte[] sign(Bundle bundle, long sequence, SortedMap<String, String> lists, SigningKey key) {
        Instant now = Instant.now();
        try {
            return SignedBundle.sign(bundle.bytes(), sequence, now.getEpochSecond() * 1_000_000_000L + now.getNano(), lists, key.privateKey(), key.publicText());
        } catch (GeneralSecurityException e) {
            throw new CommandException(ExitCode.ENVIRONMENT, "This Java cannot sign the bundle: " + e.getMessage() + ".", e);
        } catch (IllegalArgumentException outOfBounds) {
            throw new CommandException(ExitCode.INPUT, "The bundle cannot be signed: " + outOfBounds.getMessage() + ".", outOfBounds);
        }
    }
}
