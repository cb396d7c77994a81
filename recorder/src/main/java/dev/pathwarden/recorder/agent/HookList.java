package dev.pathwarden.recorder.agent;

import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.file.FileChangeHook;
import dev.pathwarden.recorder.hooks.file.FileContentHook;
import dev.pathwarden.recorder.hooks.file.FileDeleteHook;
import dev.pathwarden.recorder.hooks.file.FileReadHook;
import dev.pathwarden.recorder.hooks.file.FileSteps;
import dev.pathwarden.recorder.hooks.file.FileWriteHook;
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
        return List.of(
                new FileReadHook(fileSteps, files),
                new FileWriteHook(fileSteps, files),
                new FileContentHook(fileSteps, files),
                new FileChangeHook(fileSteps, files),
                new FileDeleteHook(fileSteps, files),
                endOfProcess);
    }
}
