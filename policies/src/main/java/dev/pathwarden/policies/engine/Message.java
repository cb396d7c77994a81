package dev.pathwarden.policies.engine;

import java.util.List;
import java.util.Objects;

/**
 * The sentence a verdict carries for people, with places for values of the step.
 *
 * @param pieces text and places, in order
 */
public record Message(List<Piece> pieces) {

    public Message {
        pieces = List.copyOf(pieces);
    }

    /** A sentence without places. */
    public static Message of(String text) {
        return new Message(List.of(new Piece(text, null)));
    }

    /**
     * A piece of a message.
     *
     * @param text the text; for a place, the name that stands there
     * @param expr what a place shows; null for plain text
     */
    public record Piece(String text, Expr expr) {
        public Piece {
            Objects.requireNonNull(text, "text");
        }
    }
}
