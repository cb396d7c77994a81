package java.lang;

/**
 * Thrown in place of an action that a guardrail stopped. Its message is the same for every guardrail, because the model reads it; the
 * reason is in the record.
 */
public final class PathwardenBlockedException extends SecurityException {

    /** The one sentence. */
    public static final String SENTENCE = "This action was stopped by a security guardrail.";

    private static final long serialVersionUID = 1L;

    public PathwardenBlockedException() {
        super(SENTENCE);
    }
}
