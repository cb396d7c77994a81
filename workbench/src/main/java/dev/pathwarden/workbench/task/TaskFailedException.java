package dev.pathwarden.workbench.task;

/** Work ended with an error of the virtual machine, such as too little memory. */
public final class TaskFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    TaskFailedException(Error cause) {
        super(cause instanceof OutOfMemoryError
                ? "There was not enough memory for this; start the workbench with a larger -Xmx or open fewer runs."
                : "The work ended with an unexpected error: " + cause.getClass().getSimpleName() + ".", cause);
    }
}
