package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.key.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "key", sortOptions = false,
        header = "Print the public key of bundles you sign, and make the pair of keys on first use.",
        description = "The public key is for 'run --policy-key KEY' and the agent's option policyKey=KEY. The private one stays in its file, which is readable by its owner only, and is never printed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:the file holds no key", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy key --file policy.key"})
final class PolicyKeyCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--file", paramLabel = "KEYFILE", description = "The file of the pair (default: policy.key in the directory of your configuration).")
    private Path file;

    @Mixin
    private JsonOption json;

    PolicyKeyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        Path path = file == null ? SigningOption.ownKey(invocation.environment()) : file;
        boolean fresh = !SigningKey.isThere(path);
        if (fresh) {
            make(path);
        }
        SigningKey key = SigningOption.key(path);
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("key", key.publicText());
            result.put("file", path.toString());
            console.json(result);
        } else {
            if (fresh) {
                console.note("A new pair of keys is in " + path + "; keep the file to yourself, whoever has it decides what recorders accept.");
            }
            console.out().println(key.publicText());
        }
        return ExitCode.OK;
    }

    private static void make(Path path) throws IOException {
        try {
            SigningKey.make(path);
        } catch (GeneralSecurityException e) {
            throw new CommandException(ExitCode.ENVIRONMENT, "This Java cannot make keys: " + e.getMessage() + ".", e);
        }
    }
}
