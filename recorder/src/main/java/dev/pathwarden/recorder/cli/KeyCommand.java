package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.key.EncryptionKeyFile;
import dev.pathwarden.model.key.RecorderKey;
import dev.pathwarden.model.key.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "key", sortOptions = false,
        header = "Print the public key with which recordings made here are signed, and make the pair of keys on first use.",
        description = {"Give it to whoever is to verify them, on another way than the recordings themselves. The private key stays in recorder.key in the directory of your configuration, readable by its owner "
            + "only, and is never printed.",
            "--new-encryption-key makes a key of another kind: what is encrypted with it nobody can read without it, you neither."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or there is such a file already", "4:rights or disk, or the file holds no key"},
        footer = {"", "Examples:", "  pathwarden key", "  pathwarden key --new-encryption-key ~/recordings.key"})
final class KeyCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--new-encryption-key", paramLabel = "FILE", description = "Make a key to encrypt recordings with, in that file, and print its name instead. It is the file that --encrypt-with and --decrypt-with want.")
    private Path encryptionKey;

    @Mixin
    private JsonOption json;

    KeyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return encryptionKey == null ? printPublic() : makeEncryptionKey();
    }

    private int makeEncryptionKey() throws IOException {
        String name = EncryptionKeyFile.make(encryptionKey);
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("encryptionKey", name);
            result.put("file", encryptionKey.toString());
            invocation.console().json(result);
        } else {
            invocation.console().note("A new encryption key is in " + encryptionKey + "; keep a copy of the file where the recordings are not: without it nobody can read what is encrypted with it.");
            invocation.console().out().println(name);
        }
        return ExitCode.OK;
    }

    private int printPublic() throws IOException {
        Path file = RecorderKey.file(invocation.environment());
        boolean fresh = !SigningKey.isThere(file);
        SigningKey key = new RecorderKey(file).readOrMake();
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("key", key.publicText());
            result.put("file", file.toString());
            invocation.console().json(result);
        } else {
            if (fresh) {
                invocation.console().note("A new pair of keys is in " + file + "; keep the file to yourself, whoever has it can sign recordings in your name.");
            }
            invocation.console().out().println(key.publicText());
        }
        return ExitCode.OK;
    }
}
