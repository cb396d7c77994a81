package dev.pathwarden.recorder.hooks.file;

import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.content.Findings;
import dev.pathwarden.policies.content.StreamInspector;

/**
 * A file that is open for writing, and what its content was found to be so far. For any thread.
 */
final class OpenFile {

    private final String path;
    private final String change;
    private final Boolean worldReadable;
    private StepId opened;
    private final StreamInspector inspector = new StreamInspector();
    private Findings decided;
    private boolean unknownDecided;

    /**
     * An open file.
     *
     * @param change what opening it did to the file
     * @param worldReadable whether others can read it, null where that is not known
     */
    OpenFile(String path, String change, Boolean worldReadable) {
        this.path = path;
        this.change = change;
        this.worldReadable = worldReadable;
    }

    String path() {
        return path;
    }

    /** What writing content does to the file: it goes on creating or appending, or it overwrites. */
    String contentChange() {
        return change.equals("create") || change.equals("append") ? change : "overwrite";
    }

    Boolean worldReadable() {
        return worldReadable;
    }

    /** The step in which it was opened; null where that was outside of any run. */
    synchronized StepId opened() {
        return opened;
    }

    synchronized void opened(StepId step) {
        opened = step;
    }

    /** What is in the bytes about to be written, in the light of those before; null if nothing new. */
    synchronized Findings somethingNew(byte[] bytes, int offset, int length) {
        Findings now = inspector.next(bytes, offset, length);
        return now.equals(decided) ? null : now;
    }

    /** Notes that content with those findings was allowed. */
    synchronized void allowed(Findings findings) {
        decided = findings;
    }

    /** Notes that the bytes last inspected were refused and are not in the file. */
    synchronized void refused() {
        inspector.takeBack();
        decided = null;
    }

    /** Notes that content that nobody sees was allowed; false if that was so already. */
    synchronized boolean allowUnknown() {
        boolean first = !unknownDecided;
        unknownDecided = true;
        return first;
    }

    synchronized void refuseUnknown() {
        unknownDecided = false;
    }
}
