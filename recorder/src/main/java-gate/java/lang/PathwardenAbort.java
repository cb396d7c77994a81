package java.lang;

/**
 * Thrown in place of an action where a guardrail ended the whole run, and in place of every later action of that run. An error, because agent frameworks
 * hand an exception of a tool to the model and go on.
 */
public final class PathwardenAbort extends Error {

    private static final long serialVersionUID = 1L;

    public PathwardenAbort() {
        super(PathwardenBlockedException.SENTENCE);
    }
}
