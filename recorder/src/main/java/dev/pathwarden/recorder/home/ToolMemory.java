package dev.pathwarden.recorder.home;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.hooks.mcp.KnownTools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the recorder remembers of the tools of MCP servers from one run to the next, in a file beside the deployment key that only its owner can read. For one thread.
 *
 * <p>A call that was stopped is not remembered: the definition that a guardrail refused stays one that was never let through. Of two recordings that end at the same time one may be forgotten.
 */
public final class ToolMemory {

    private static final long NANOS_OF_A_SECOND = 1_000_000_000L;

    private final Map<List<String>, KnownTools.Tool> called = new LinkedHashMap<>();

    /** The file for a user with that environment. */
    public static Path file(Map<String, String> environment) {
        return OwnerFile.directory(environment).resolve("mcp-tools");
    }

    /** Takes the calls of a run. */
    public void add(RecordedRun run) {
        run.steps().forEach(this::add);
    }

    /** Remembers the calls of the runs that were added. Does nothing where there were none. */
    public void remember(Path file) throws IOException {
        if (called.isEmpty()) {
            return;
        }
        KnownTools known = read(file);
        for (Map.Entry<List<String>, KnownTools.Tool> tool : called.entrySet()) {
            known = known.with(tool.getKey().get(0), tool.getKey().get(1), tool.getValue().definition(), tool.getValue().firstSeconds());
        }
        OwnerFile.replace(file, known.text());
    }

    /** Adds a call, by server and tool; what was called last stands last. */
    private void add(RecordedStep recorded) {
        Step step = recorded.step();
        String server = step.facts().text(Field.MCP_SERVER);
        String tool = step.facts().text(Field.TOOL_NAME);
        String definition = step.facts().text(Field.MCP_DEFINITION);
        if (step.operation() == Operation.MCP_CALL && recorded.status() != Status.BLOCKED && server != null && tool != null && definition != null && step.startNanos() != null) {
            long seconds = step.startNanos() / NANOS_OF_A_SECOND;
            KnownTools.Tool before = called.remove(List.of(server, tool));
            called.put(List.of(server, tool), new KnownTools.Tool(definition, before == null ? seconds : Math.min(before.firstSeconds(), seconds)));
        }
    }

    private static KnownTools read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return KnownTools.read(new String(in.readNBytes(KnownTools.MAX_BYTES), StandardCharsets.US_ASCII));
        } catch (NoSuchFileException first) {
            return KnownTools.NONE;
        }
    }
}
