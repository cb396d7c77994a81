package dev.pathwarden.recorder.agent;

import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.file.FileChangeHook;
import dev.pathwarden.recorder.hooks.file.FileContentHook;
import dev.pathwarden.recorder.hooks.file.FileDeleteHook;
import dev.pathwarden.recorder.hooks.file.FileReadHook;
import dev.pathwarden.recorder.hooks.file.FileSteps;
import dev.pathwarden.recorder.hooks.file.FileWriteHook;
import dev.pathwarden.recorder.hooks.jdbc.JdbcHook;
import dev.pathwarden.recorder.hooks.langchain4j.AiServiceHook;
import dev.pathwarden.recorder.hooks.langchain4j.ChatModelHook;
import dev.pathwarden.recorder.hooks.langchain4j.ToolHook;
import dev.pathwarden.recorder.hooks.langchain4j.ToolRequests;
import dev.pathwarden.recorder.hooks.mcp.McpClientHook;
import java.nio.file.FileSystem;
import java.util.List;

/** Every hook there is, in the order in which the record lists them. */
final class HookList {

    private HookList() {
    }

    /**
     * The hooks of a process.
     *
     * @param files the default file system
     */
    static List<Hook> all(Recorder recorder, FileSteps fileSteps, FileSystem files, Hook endOfProcess) {
        ToolRequests toolRequests = new ToolRequests();
        return List.of(
                new FileReadHook(fileSteps, files),
                new FileWriteHook(fileSteps, files),
                new FileContentHook(fileSteps, files),
                new FileChangeHook(fileSteps, files),
                new FileDeleteHook(fileSteps, files),
                new JdbcHook(recorder),
                new AiServiceHook(recorder),
                new ChatModelHook(recorder, toolRequests),
                new ToolHook(recorder, toolRequests),
                new McpClientHook(recorder),
                endOfProcess);
    }
}
