package dev.pathwarden.model.encryption;

import java.io.IOException;

/** The keys that whoever opens a file has. */
@FunctionalInterface
public interface EncryptionKeys {

    /** Of whoever has none. */
    EncryptionKeys NONE = name -> null;

    /**
     * The key to try for a file that was encrypted; whoever asks closes it.
     *
     * @param name name of the key it was encrypted with
     * @return null where there is none; another key than that one is told as the wrong one
     * @throws IOException if it cannot be had; the message is one sentence for the user
     */
    EncryptionKey find(String name) throws IOException;
}
