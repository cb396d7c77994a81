package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.key.RecorderKey;
import dev.pathwarden.model.key.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "key", sortOptions = false,
        header = "Print the public key with which recordings made here are signed, and make the pair of keys on first use.",
        description = "Give it to whoever is to verify them, on another way than the recordings themselves. The private key stays in recorder.key in the directory of your configuration, readable by its owner "
            + "only, and is never printed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "4:rights or disk, or the file holds no key"},
        footer = {"", "Example:", "  pathwarden key"})
final class KeyCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    KeyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
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
