package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.engine.Bundle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "bundle", sortOptions = false,
        header = "Compile guardrails to the file that a bare agent loads.",
        description = "For JVMs started with -javaagent:pathwarden-agent.jar=out=DIR,policies=FILE; 'pathwarden run' compiles by itself. The file is readable by its owner only.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or --out exists", "3:a guardrail has an error; no file is written", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy bundle drafts --out guardrails.bundle"})
final class PolicyBundleCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private PolicyArgument guardrails;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write; it must not exist.")
    private Path out;

    @Mixin
    private JsonOption json;

    PolicyBundleCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        GuardrailOption.Loaded loaded = GuardrailOption.load(console, guardrails.directory());
        if (!loaded.whole()) {
            throw new CommandException(ExitCode.INPUT, "No bundle was written: a bundle holds all guardrails of " + guardrails.text() + " or none; correct those above.");
        }
        Bundle bundle = loaded.bundle();
        write(bundle.bytes());
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("file", out.toString());
            result.put("hash", bundle.hash());
            result.put("guardrails", bundle.guardrails().stream().map(guardrail -> guardrail.id()).toList());
            console.json(result);
        } else {
            console.out().println(RecordingReport.count(bundle.guardrails().size(), "guardrail") + " in " + out + ", hash " + bundle.hash());
        }
        return ExitCode.OK;
    }

    private void write(byte[] bytes) throws IOException {
        try (var channel = Files.newByteChannel(out, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (FileSystemException e) {
            // It was not made, so what stands there is not ours to delete.
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(out);
            throw new FileSystemException(out.toString(), null, e.getMessage());
        }
    }
}
