package dev.pathwarden.workbench.held;

import dev.pathwarden.model.hold.HeldStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A recording whose held steps can be seen and answered. Reads and writes files: for background threads, any of them. */
public interface HeldRecording extends AutoCloseable {

    /**
     * What was found there.
     *
     * @param steps the held steps, in the order in which their waits began, also those that no longer wait
     * @param begun whether anything is recorded there yet
     * @param grows whether steps can still begin to wait
     */
    record Look(List<HeldStep> steps, boolean begun, boolean grows) {
    }

    /** Where it lies. */
    Path location();

    /**
     * Looks once more.
     *
     * @throws dev.pathwarden.model.snapshot.SnapshotException if it cannot be read; the message is for the user
     */
    Look look();

    /**
     * Answers, and waits until the answer is taken, up to five seconds.
     *
     * @param shown the step as it was shown
     * @param reason why; blank for no reason
     * @return the step when its wait had ended, by this answer or in another way
     * @throws dev.pathwarden.model.hold.AnswerException if no answer may be given, or none was taken; the message is for the user
     * @throws dev.pathwarden.model.snapshot.SnapshotException if the recording cannot be read
     * @throws IOException if the answer cannot be written
     */
    HeldStep answer(HeldStep shown, boolean approved, String reason) throws IOException, InterruptedException;

    @Override
    void close();
}
