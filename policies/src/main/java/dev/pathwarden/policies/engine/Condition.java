package dev.pathwarden.policies.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A compiled condition with its source text.
 *
 * @param text the CEL text
 * @param root its parts
 * @param slots slots that its folds use, and those of conditions it reads: all are below this number
 */
public record Condition(String text, Part root, int slots) {

    public Condition {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(root, "root");
    }

    /** The clauses, in source order. */
    public List<Part.Clause> clauses() {
        List<Part.Clause> found = new ArrayList<>();
        collect(root, found);
        return found;
    }

    /** The whole condition as one tree. */
    public Expr expr() {
        return expr(root);
    }

    private static void collect(Part part, List<Part.Clause> found) {
        if (part instanceof Part.All all) {
            all.parts().forEach(each -> collect(each, found));
        } else if (part instanceof Part.Any any) {
            any.parts().forEach(each -> collect(each, found));
        } else {
            found.add((Part.Clause) part);
        }
    }

    /** A part of a condition as one tree. */
    public static Expr expr(Part part) {
        if (part instanceof Part.Clause clause) {
            return clause.expr();
        }
        Op op = part instanceof Part.All ? Op.AND : Op.OR;
        List<Part> parts = part instanceof Part.All all ? all.parts() : ((Part.Any) part).parts();
        return expr(op, parts);
    }

    // Halved, not chained: a thousand clauses then nest ten deep.
    private static Expr expr(Op op, List<Part> parts) {
        int half = parts.size() / 2;
        return half == 0 ? expr(parts.get(0)) : new Expr.Call(op, List.of(expr(op, parts.subList(0, half)), expr(op, parts.subList(half, parts.size()))));
    }
}
