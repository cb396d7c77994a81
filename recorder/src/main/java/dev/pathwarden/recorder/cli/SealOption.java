package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.evidence.Checkpoint;
import dev.pathwarden.model.evidence.SignedNote;
import dev.pathwarden.model.evidence.Signer;
import dev.pathwarden.model.key.EncryptionKeySource;
import dev.pathwarden.model.key.RecorderKey;
import dev.pathwarden.model.snapshot.Seal;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Option;

/** How what is written is signed, where the signatures go besides, and with which key it is encrypted. */
final class SealOption {

    private static final String ANCHOR = "PATHWARDEN_ANCHOR";
    private static final String NONE = "none";

    @Option(names = "--anchor", paramLabel = "COMMAND",
            description = "Give each signed checkpoint to this shell command on its standard input, to be kept where this machine cannot change it (default: $" + ANCHOR + "). A command that fails is told, and nothing is lost.")
    private String anchor;

    @Option(names = "--encrypt-with", paramLabel = "KEY",
            description = "Encrypt what is written with the encryption key that is there: FILE, env:NAME or command:COMMAND; or none (default: $" + EncryptionKeySource.VARIABLE + ", or not at all).")
    private String encryptWith;

    /**
     * The seal; whoever asks closes it. Says on the console where signing does not work; nothing is lost then but the signature.
     *
     * @throws IOException if the encryption key cannot be had; the message is one sentence for the user
     */
    Seal seal(Invocation invocation) throws IOException {
        EncryptionKeySource key = NONE.equals(encryptWith) ? null : EncryptionKeySource.of(encryptWith, invocation.environment());
        return new Seal(signer(invocation), key == null ? null : key.read());
    }

    /** What a command that is recorded may know of the environment: not the encryption key. */
    Map<String, String> environment(Invocation invocation) {
        return EncryptionKeySource.without(encryptWith, invocation.environment());
    }

    /** Signs with this user's key. */
    private Signer signer(Invocation invocation) {
        RecorderKey key = new RecorderKey(RecorderKey.file(invocation.environment()));
        String command = anchor == null ? invocation.environment().get(ANCHOR) : anchor;
        return new Signer() {
            @Override
            public String publicText() {
                return key.publicText();
            }

            @Override
            public SignedNote sign(Checkpoint checkpoint) throws IOException {
                SignedNote note;
                try {
                    note = key.sign(checkpoint);
                } catch (IOException e) {
                    invocation.console().note("What is written is not signed, and a later change of it could not be told: " + e.getMessage());
                    throw e;
                }
                if (command != null && !command.isBlank()) {
                    anchor(note, command, invocation);
                }
                return note;
            }
        };
    }

    private static void anchor(SignedNote note, String command, Invocation invocation) {
        String problem = new Anchor(command, invocation.environment()).keep(note.toString());
        if (problem != null) {
            invocation.console().note("A checkpoint was not anchored: " + problem + " The snapshot is kept all the same; 'pathwarden verify --checkpoint' prints its last one.");
        }
    }
}
