package dev.pathwarden.policies.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A compiled condition with its source text.
 *
 * @param text the CEL text
 * @param root its parts
 * @param slots number of slots that its folds need
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

    private static Expr expr(Part part) {
        if (part instanceof Part.Clause clause) {
            return clause.expr();
        }
        Op op = part instanceof Part.All ? Op.AND : Op.OR;
        List<Part> parts = part instanceof Part.All all ? all.parts() : ((Part.Any) part).parts();
        Expr whole = expr(parts.get(0));
        for (Part next : parts.subList(1, parts.size())) {
            whole = new Expr.Call(op, List.of(whole, expr(next)));
        }
        return whole;
    }
}
