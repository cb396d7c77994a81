package dev.pathwarden.model.step;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a step hangs on an earlier one, besides being nested in it.
 *
 * <p>Causal kinds say why the step happened; provenance kinds say where a value in its arguments came from, and how sure that is.
 */
public enum LinkKind {
    /** The model's answer in the linked step asked for this step. */
    DECIDED_BY("decided-by", true),
    /** This step goes on with what the linked step began, as a write goes on after its open. */
    CONTINUES("continues", true),
    /** The process in which this step happened was started by the linked step. */
    STARTED_BY("started-by", true),
    /** The process in which this step happened was called by the linked step, over MCP or HTTP. */
    JOINED("joined", true),
    /** The linked step handed the task over to the agent that began with this step. */
    HANDED_OVER("handed-over", true),
    /** A long stretch of an argument stands in the linked step's result. */
    COPIED("copied", false),
    /** A distinctive token of an argument (an id, an address, a key) stands in the linked step's result. */
    TOKEN_MATCH("token-match", false);

    private static final Map<String, LinkKind> BY_TEXT =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(LinkKind::text, Function.identity()));

    private final String text;
    private final boolean causal;

    LinkKind(String text, boolean causal) {
        this.text = text;
        this.causal = causal;
    }

    /** The name as it stands on screen and on disk. */
    public String text() {
        return text;
    }

    /** Whether this kind says why the step happened; the others say where a value came from. */
    public boolean causal() {
        return causal;
    }

    /** The kind of that name, empty for a name that is none. */
    public static Optional<LinkKind> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
