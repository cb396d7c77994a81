package dev.pathwarden.recorder.home;

import dev.pathwarden.model.key.OwnerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * The secret that ties agent ids to this deployment: agents of one name in two deployments are two agents.
 *
 * <p>Made on first use, readable by its owner only, in {@code $XDG_CONFIG_HOME/pathwarden} or {@code ~/.config/pathwarden}.
 */
public final class DeploymentKey {

    private static final int BYTES = 32;

    private DeploymentKey() {
    }

    /** The key's file for a user with that environment. */
    public static Path file(Map<String, String> environment) {
        return OwnerFile.directory(environment).resolve("deployment.key");
    }

    /**
     * Makes the key unless it is there.
     *
     * @return 64 hex digits
     * @throws MissingPartException if it can be neither read nor made, or is no key
     */
    public static String readOrMake(Path file) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                make(file);
            }
            String key = OwnerFile.read(file).strip();
            if (!key.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
                throw new MissingPartException("The deployment key " + file + " is damaged: it should hold " + 2 * BYTES
                        + " hex digits; restore it, or delete it to get a new one and with it new agent ids.");
            }
            return key;
        } catch (IOException e) {
            throw new MissingPartException("The deployment key " + file + " can be neither read nor made (" + e.getMessage()
                    + "): make its directory writable or set XDG_CONFIG_HOME.", e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        OwnerFile.make(file, HexFormat.of().formatHex(key) + "\n");
    }
}
