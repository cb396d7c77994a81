package dev.pathwarden.policies.engine;

import java.util.List;
import java.util.Objects;

/**
 * A condition cut into what people read as its clauses, each with its place in the source text.
 *
 * <p>The conjuncts and disjuncts at the top of a condition are parts; everything below is one {@link Expr}.
 */
public sealed interface Part {

    /** Offset of the part's first character in the condition's text, in UTF-16 units. */
    int from();

    /** Offset behind the part's last character. */
    int to();

    /** True when all its parts are. */
    record All(int from, int to, List<Part> parts) implements Part {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** True when one of its parts is. */
    record Any(int from, int to, List<Part> parts) implements Part {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A clause.
     *
     * @param from offset of its first character
     * @param to offset behind its last character
     * @param expr what it says
     * @param reads the values it reads, in source order
     */
    record Clause(int from, int to, Expr expr, List<Read> reads) implements Part {
        public Clause {
            Objects.requireNonNull(expr, "expr");
            reads = List.copyOf(reads);
        }
    }

    /**
     * A value that a clause reads.
     *
     * @param from offset of its first character
     * @param to offset behind its last character
     * @param expr what is read
     */
    record Read(int from, int to, Expr expr) {
        public Read {
            Objects.requireNonNull(expr, "expr");
        }
    }
}
