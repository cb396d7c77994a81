package dev.pathwarden.recorder.hooks.file;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.content.Findings;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;

/** Makes the steps of the file hooks, and keeps the files that are open for writing. For any thread. */
public final class FileSteps {

    private static final int CONTENT_TEXT = 4096;

    private final Recorder recorder;
    private final JvmFiles jvmFiles;
    private final RecorderFiles recorderFiles;
    private final FileModes modes;
    private final String temporaryDirectory;
    private final WeakIdentityMap<OpenFile> open = new WeakIdentityMap<>();

    /**
     * Steps of a process.
     *
     * @param temporaryDirectory the JVM's directory for temporary files
     */
    public FileSteps(Recorder recorder, JvmFiles jvmFiles, RecorderFiles recorderFiles, FileModes modes, String temporaryDirectory) {
        this.recorder = recorder;
        this.jvmFiles = jvmFiles;
        this.recorderFiles = recorderFiles;
        this.modes = modes;
        this.temporaryDirectory = FilePaths.absolute(temporaryDirectory) + "/";
    }

    /** Whether anything here is part of a run. */
    boolean isInRun() {
        return recorder.here() != null;
    }

    /** The file that this stream or channel writes to; null for one that is not followed. */
    OpenFile openFile(Object stream) {
        OpenFile file = open.get(stream);
        return file != null || open.isEmpty() || !(stream instanceof FileOutputStream other) ? file : open.get(descriptor(other));
    }

    /** Follows what is written through that, and through streams made later over the same descriptor. */
    void follow(Object stream, OpenFile file) {
        open.put(stream, file);
        Object descriptor = stream instanceof FileOutputStream || stream instanceof RandomAccessFile ? descriptor(stream) : null;
        if (descriptor != null) {
            open.put(descriptor, file);
        }
    }

    private static Object descriptor(Object stream) {
        try {
            return stream instanceof FileOutputStream out ? out.getFD() : ((RandomAccessFile) stream).getFD();
        } catch (IOException none) {
            return null;
        }
    }

    /** Decides opening a file to read; null outside of a run and for the JVM's own files. */
    OpenStep read(String givenPath, Object subject) {
        String path = FilePaths.absolute(givenPath);
        if (jvmFiles.contains(path) && !recorderFiles.contains(path)) {
            return null;
        }
        if (recorder.here() == null && !recorderFiles.forbid(path, givenPath, false)) {
            recorder.countOutside();
            return null;
        }
        File file = new File(path);
        StepDraft draft = draft(Operation.DATA_FILE_READ, path);
        if (recorder.here() != null && file.isFile()) {
            draft.fact(Field.FILE_BYTES, file.length());
        }
        return begin(draft.about(subject), path, givenPath);
    }

    /** Decides listing a directory; null outside of a run and for the JVM's own directories. */
    OpenStep list(String givenPath) {
        if (givenPath == null) {
            return null;
        }
        String path = FilePaths.absolute(givenPath);
        if (jvmFiles.contains(path + "/") && !recorderFiles.contains(path)) {
            return null;
        }
        return begin(draft(Operation.DATA_FILE_READ, path).argument("listing", true), path, givenPath);
    }

    /** Whether the thread is opening a file already, given by this very object: the provider's methods call each other. */
    boolean opening(Object subject) {
        return recorder.within(subject);
    }

    /**
     * Decides opening a file to write.
     *
     * @param subject the object that the caller names the file by
     * @param append whether existing content stays and new content goes behind it
     * @param truncate whether existing content goes
     * @param made permissions the file is made with, such as {@code rw-------}; null where the process's mask decides
     */
    Opening openForWriting(String givenPath, boolean append, boolean truncate, String made, Object subject) {
        String path = FilePaths.absolute(givenPath);
        boolean exists = new File(path).exists();
        String change = !exists ? "create" : append ? "append" : truncate ? "truncate" : "overwrite";
        OpenFile file = new OpenFile(path, change, modes.worldReadable(path, exists, made));
        OpenStep step = begin(write(path, change, file.worldReadable(), false).about(subject), path, givenPath);
        if (step != null) {
            file.opened(step.id());
        }
        return new Opening(file, step);
    }

    /**
     * Decides what opening a file does besides reading or writing it, before that: to delete it once it is closed, which the JDK does at once, and where it is opened to be written as
     * well, to read what is there.
     *
     * @param reads whether it is opened both to read and to write
     * @param deletes whether it is deleted on close
     */
    void alsoOpening(String givenPath, boolean reads, boolean deletes) {
        if (deletes) {
            done(delete(givenPath), null);
        }
        File file = reads && isInRun() ? new File(FilePaths.absolute(givenPath)) : null;
        if (file != null && file.isFile() && file.length() > 0) {
            OpenStep step = read(givenPath, null);
            done(step, step == null ? null : FileReadHook.beginning(step.step()));
        }
    }

    private static void done(OpenStep step, Object result) {
        if (step != null) {
            step.end(result, null);
        }
    }

    /** Decides content that is about to be written; null if there is nothing new to decide. */
    OpenStep content(OpenFile file, byte[] bytes, int offset, int length, long total) {
        if (length <= 0 || recorder.here() == null) {
            return null;
        }
        recorder.goOn();
        Findings findings = file.somethingNew(bytes, offset, length);
        if (findings == null) {
            return null;
        }
        StepDraft draft = continues(file, write(file.path(), file.contentChange(), file.worldReadable(), true))
                .fact(Field.FILE_BYTES, total)
                .fact(Field.FILE_ENCRYPTED, findings.encrypted())
                .labels(findings.labels());
        if (!Boolean.TRUE.equals(findings.encrypted())) {
            draft.argument("content", ContentText.of(bytes, offset, Math.min(length, CONTENT_TEXT)));
        }
        try {
            OpenStep step = recorder.begin(draft);
            file.allowed(findings);
            return step;
        } catch (PathwardenBlockedException blocked) {
            file.refused();
            throw blocked;
        }
    }

    /** Decides a change of an open file whose content nobody sees: a mapping, a transfer, a truncation. */
    OpenStep unseenContent(OpenFile file, String change) {
        recorder.goOn();
        if (recorder.here() == null || !change.equals("truncate") && !file.allowUnknown()) {
            return null;
        }
        try {
            return recorder.begin(continues(file, write(file.path(), change, file.worldReadable(), false)));
        } catch (PathwardenBlockedException blocked) {
            file.refuseUnknown();
            throw blocked;
        }
    }

    /**
     * Decides a copy. The file that changes is the copy, which is the step's path; the original is its target. What is in the original was not seen,
     * and reading it is part of the same step.
     */
    OpenStep copy(String original, String copy) {
        return change(copy, original, "copy");
    }

    /** Decides a change that names its files: move, copy, link, mkdir, create. */
    OpenStep change(String givenPath, String givenTarget, String change) {
        String path = FilePaths.absolute(givenPath);
        StepDraft draft = write(path, change, null, false);
        if (givenTarget != null) {
            String target = FilePaths.absolute(givenTarget);
            draft.argument("target", target).fact(Field.FILE_TARGET, target);
            refuseRecorderFile(draft, target, givenTarget, false);
        }
        refuseRecorderFile(draft, path, givenPath, change.equals("move"));
        return recorder.begin(draft);
    }

    /**
     * Decides a change of what is known about a file and not in it.
     *
     * @param attribute permissions, owner, times, or the name of an extended attribute
     * @param value text of an extended attribute, null for others
     */
    OpenStep attribute(String givenPath, String attribute, String value) {
        if (givenPath == null) {
            return null;
        }
        String path = FilePaths.absolute(givenPath);
        StepDraft draft = write(path, "chmod", null, false).argument("attribute", attribute);
        return begin(value == null ? draft : draft.argument("value", value), path, givenPath);
    }

    /** Decides a deletion. */
    OpenStep delete(String givenPath) {
        String path = FilePaths.absolute(givenPath);
        return begin(draft(Operation.DATA_FILE_DELETE, path), path, givenPath);
    }

    private OpenStep begin(StepDraft draft, String path, String givenPath) {
        refuseRecorderFile(draft, path, givenPath, false);
        return recorder.begin(draft);
    }

    private void refuseRecorderFile(StepDraft draft, String path, String givenPath, boolean withWhatLiesBelow) {
        if (recorderFiles.forbid(path, givenPath, recorder.here() != null) || withWhatLiesBelow && recorderFiles.liesBelow(path)) {
            recorder.refuse(draft, RecorderFiles.verdict(path));
        }
    }

    private static StepDraft continues(OpenFile file, StepDraft draft) {
        return file.opened() == null ? draft : draft.link(Link.to(file.opened(), LinkKind.CONTINUES));
    }

    private StepDraft write(String path, String change, Boolean worldReadable, boolean contentKnown) {
        return draft(Operation.DATA_FILE_WRITE, path)
                .argument("change", change)
                .fact(Field.FILE_CHANGE, change)
                .fact(Field.FILE_WORLD_READABLE, worldReadable)
                .fact(Field.FILE_CONTENT_KNOWN, contentKnown);
    }

    private StepDraft draft(Operation operation, String path) {
        return StepDraft.of(operation, FilePaths.name(path))
                .argument("path", path)
                .fact(Field.FILE_PATH, path)
                .fact(Field.FILE_TEMPORARY, FilePaths.temporary(path, temporaryDirectory));
    }

    /**
     * A file that is being opened.
     *
     * @param file the file
     * @param step the step, null outside of a run
     */
    record Opening(OpenFile file, OpenStep step) {

        /** Notes that it is open, and through which stream or channel. */
        void done(FileSteps steps, Object stream, Throwable error) {
            if (error == null && stream != null) {
                steps.follow(stream, file);
            }
            if (step != null) {
                step.end(null, error);
            }
        }
    }
}
