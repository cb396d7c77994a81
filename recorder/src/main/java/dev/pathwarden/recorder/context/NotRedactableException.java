package dev.pathwarden.recorder.context;

/** Words cannot be taken out of a step or its result. The message says why, as half of a sentence without any of the words. */
public final class NotRedactableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** That is why. */
    public NotRedactableException(String why) {
        super(why, null, false, false);
    }
}
