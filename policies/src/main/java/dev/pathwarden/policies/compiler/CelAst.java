package dev.pathwarden.policies.compiler;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A checked condition of cel-java with its text: where things stand, what names mean. */
final class CelAst {

    private final CelAbstractSyntaxTree tree;
    private final String text;
    private final Map<Long, Integer> positions;

    CelAst(CelAbstractSyntaxTree tree, String text) {
        this.tree = tree;
        this.text = text;
        this.positions = tree.getSource().getPositionsMap();
    }

    CelExpr root() {
        return tree.getExpr();
    }

    String text() {
        return text;
    }

    /** Where cel-java says that a node stands, in UTF-16 units: for an operator or select its sign, for a call its bracket. */
    int position(CelExpr expr) {
        int codePoints = Math.max(0, positions.getOrDefault(expr.id(), 0));
        return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    }

    /** Type of a node. */
    CelType type(CelExpr expr) {
        return tree.getType(expr.id()).orElse(SimpleType.DYN);
    }

    /** Offset of the first character of a name, which may be dotted. */
    int nameStart(CelExpr ident, String name) {
        int position = position(ident);
        int start = position - Math.max(0, name.lastIndexOf('.'));
        return start >= 0 && text.startsWith(name, start) ? start : position;
    }

    /** Offset behind the last character of a name that begins at an offset. */
    int nameEnd(int start, String name) {
        return text.startsWith(name, start) ? start + name.length() : Math.min(text.length(), start + 1);
    }

    /** The operands of a chain of one logical operator, in source order. */
    static List<CelExpr> operands(CelExpr expr, String function) {
        List<CelExpr> operands = new ArrayList<>();
        collect(expr, function, operands);
        return operands;
    }

    private static void collect(CelExpr expr, String function, List<CelExpr> operands) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().function().equals(function)) {
            expr.call().args().forEach(each -> collect(each, function, operands));
        } else {
            operands.add(expr);
        }
    }

    /** The nodes right below a node. */
    static List<CelExpr> children(CelExpr expr) {
        List<CelExpr> children = new ArrayList<>();
        switch (expr.getKind()) {
            case SELECT -> children.add(expr.select().operand());
            case CALL -> {
                expr.call().target().ifPresent(children::add);
                children.addAll(expr.call().args());
            }
            case LIST -> children.addAll(expr.list().elements());
            case MAP -> expr.map().entries().forEach(entry -> {
                children.add(entry.key());
                children.add(entry.value());
            });
            case COMPREHENSION -> {
                CelExpr.CelComprehension fold = expr.comprehension();
                children.addAll(List.of(fold.iterRange(), fold.accuInit(), fold.loopCondition(), fold.loopStep(), fold.result()));
            }
            default -> {
            }
        }
        return children;
    }
}
