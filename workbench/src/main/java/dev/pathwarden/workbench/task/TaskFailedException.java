package dev.pathwarden.workbench.task;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Work ended with a fault of ours, or of the virtual machine, such as too little memory. Its message is for the user. */
public final class TaskFailedException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final String OURS = "dev.pathwarden.";

    private TaskFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * What the user is told of what work threw: itself where it has a sentence for them, otherwise that it was a fault, which is written down.
     *
     * @param doing title of the work
     */
    static Exception told(String doing, Throwable thrown, FaultLog faults) {
        if (thrown instanceof UncheckedIOException unchecked) {
            return told(doing, unchecked.getCause(), faults);
        }
        if (thrown instanceof OutOfMemoryError) {
            return new TaskFailedException("There was not enough memory for this; start the workbench with a larger -Xmx or open fewer runs.", thrown);
        }
        boolean hasSentence = thrown.getMessage() != null && !thrown.getMessage().isBlank() && (thrown instanceof IOException || thrown.getClass().getName().startsWith(OURS));
        return hasSentence && thrown instanceof Exception known ? known
                : new TaskFailedException("\u201C" + doing + "\u201D ended with a fault in Pathwarden: try it once more; " + faults.write(doing, thrown) + ".", thrown);
    }
}
