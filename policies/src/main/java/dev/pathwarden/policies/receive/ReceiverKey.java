package dev.pathwarden.policies.receive;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.policies.rollout.Pin;
import dev.pathwarden.policies.rollout.RolloutException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The key that a receiver is known by, and a certificate that it signed itself, which nobody reads: whoever pushes knows the key.
 *
 * @param context has it
 * @param pin what it is known by
 */
public record ReceiverKey(SSLContext context, Pin pin) {

    private static final String ALIAS = "receiver";
    private static final String VARIABLE = "PATHWARDEN_KEYSTORE_PASSWORD";
    /** What keeps others out are the rights of the file: a password of its own would have to lie beside it. PKCS #12 asks for one. */
    private static final String PASSWORD = "pathwarden";
    private static final long DAYS = 3_650;
    private static final long MOST_SECONDS = 60;
    private static final int MOST_SAID = 500;

    /**
     * The key of a file; where there is none, a new one, made by the {@code keytool} of the Java that runs this.
     *
     * @param file a PKCS #12 key store, readable by its owner only
     * @throws RolloutException if it holds none, others can read it, or it cannot be made
     */
    public static ReceiverKey readOrMake(Path file) throws IOException {
        if (!SigningKey.isThere(file)) {
            make(file.toAbsolutePath());
        }
        if (SigningKey.isOpenToOthers(file)) {
            throw new RolloutException("The key " + file + " can be read or changed by others than its owner: take that right away (chmod 600), or delete it to get another one if they may have used it.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        } catch (GeneralSecurityException | IOException none) {
            throw new RolloutException("The file " + file + " holds no key of a receiver: restore it, or delete it to get a new one, whose pin whoever pushes has to be told.", none);
        }
    }

    private static ReceiverKey of(InputStream in) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(in, PASSWORD.toCharArray());
        Certificate certificate = store.getCertificate(ALIAS);
        if (certificate == null || !store.isKeyEntry(ALIAS)) {
            throw new GeneralSecurityException("the key store has no key of that name");
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), null, null);
        return new ReceiverKey(context, Pin.of(certificate.getPublicKey()));
    }

    /** Made in a directory that nobody else can look into, as keytool leaves its file to be read by all. */
    private static void make(Path file) throws IOException {
        OwnerFile.makeDirectory(file.getParent());
        Path aside = Files.createTempDirectory(file.getParent(), file.getFileName().toString());
        Path made = aside.resolve("store");
        Path said = aside.resolve("said");
        try {
            run(made, said);
            byte[] store = Files.readAllBytes(made);
            // One that another first use has made meanwhile stays.
            Path whole = Files.createTempFile(aside, "whole", "");
            Files.write(whole, store, StandardOpenOption.TRUNCATE_EXISTING);
            link(file, whole);
        } finally {
            try (Stream<Path> rest = Files.list(aside)) {
                for (Path left : rest.toList()) {
                    Files.delete(left);
                }
            }
            Files.delete(aside);
        }
    }

    private static void link(Path file, Path whole) throws IOException {
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException another) {
            return;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(whole, file);
            }
        }
    }

    private static void run(Path made, Path said) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        if (!Files.isExecutable(keytool)) {
            throw new RolloutException("There is no " + keytool + ", which makes the receiver's key: run this with the Java of a JDK.");
        }
        ProcessBuilder builder = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA", "-validity", String.valueOf(DAYS), "-dname",
                "CN=pathwarden receiver", "-storetype", "PKCS12", "-keystore", made.toString(), "-storepass:env", VARIABLE).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put(VARIABLE, PASSWORD);
        // Options meant for the program that runs are not for keytool, and make it talk.
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").forEach(builder.environment()::remove);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                String text = Files.readString(said, StandardCharsets.UTF_8).strip();
                throw new RolloutException("The receiver's key could not be made: keytool said '" + text.substring(0, Math.min(MOST_SAID, text.length())) + "'.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RolloutException("The receiver's key was not made: it was interrupted.", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
