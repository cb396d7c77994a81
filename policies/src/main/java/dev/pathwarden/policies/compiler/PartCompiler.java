package dev.pathwarden.policies.compiler;

import dev.cel.common.ast.CelExpr;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Part;
import dev.pathwarden.policies.engine.PathOperator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts a checked condition into its clauses and finds the values that each reads. */
final class PartCompiler {

    private final CelAst ast;
    private final ExprCompiler exprs;

    PartCompiler(CelAst ast, ExprCompiler exprs) {
        this.ast = ast;
        this.exprs = exprs;
    }

    Part compile() throws Unsupported {
        return compile(ast.root(), ClauseText.cut(ast.text()));
    }

    private Part compile(CelExpr expr, ClauseText.Cut cut) throws Unsupported {
        String function = cut.kind() == ClauseText.Kind.ALL ? "_&&_" : "_||_";
        List<CelExpr> operands = CelAst.operands(expr, function);
        // Tree and text are cut by different means; should they ever disagree, the whole stays one clause and keeps its meaning.
        if (cut.kind() == ClauseText.Kind.CLAUSE || operands.size() != cut.parts().size()) {
            return clause(expr, cut);
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            parts.add(compile(operands.get(i), cut.parts().get(i)));
        }
        return cut.kind() == ClauseText.Kind.ALL ? new Part.All(cut.from(), cut.to(), parts) : new Part.Any(cut.from(), cut.to(), parts);
    }

    private Part.Clause clause(CelExpr expr, ClauseText.Cut cut) throws Unsupported {
        Expr compiled = exprs.compile(expr);
        Map<String, Part.Read> reads = new LinkedHashMap<>();
        collect(expr, reads);
        // A clause that is nothing but a value needs no second line with that value.
        reads.values().removeIf(read -> read.from() == cut.from() && read.to() == cut.to() && !(read.expr() instanceof Expr.Let));
        return new Part.Clause(cut.from(), cut.to(), compiled, new ArrayList<>(reads.values()));
    }

    private void collect(CelExpr expr, Map<String, Part.Read> reads) throws Unsupported {
        if (expr.getKind() == CelExpr.ExprKind.Kind.CALL && (PathOperator.of(expr.call().function()).isPresent() || expr.call().function().equals(CelEnvironment.PROVENANCE))) {
            collectOperator(expr, reads);
            return;
        }
        CelExpr root = expr;
        while (root.getKind() == CelExpr.ExprKind.Kind.SELECT && !root.select().testOnly()) {
            root = root.select().operand();
        }
        if (root.getKind() != CelExpr.ExprKind.Kind.IDENT) {
            for (CelExpr child : CelAst.children(expr)) {
                collect(child, reads);
            }
            return;
        }
        String name = root.ident().name();
        if (name.startsWith("@") || !exprs.isRead(name)) {
            return;
        }
        int from = ast.nameStart(root, name);
        int to = ast.nameEnd(from, name);
        if (expr != root) {
            int dot = ast.position(expr);
            int end = dot + 1 + expr.select().field().length();
            to = end <= ast.text().length() && ast.text().startsWith(expr.select().field(), dot + 1) ? end : to;
        }
        add(expr, from, to, reads);
    }

    /** An operator over earlier steps, or the sources of an argument, are read as a whole: what stands in it belongs to other steps, or is a name. */
    private void collectOperator(CelExpr expr, Map<String, Part.Read> reads) throws Unsupported {
        int bracket = ast.position(expr);
        add(expr, CelMessages.nameOfCall(ast.text(), bracket), ClauseText.endOfBrackets(ast.text(), bracket), reads);
    }

    private void add(CelExpr expr, int from, int to, Map<String, Part.Read> reads) throws Unsupported {
        String text = ast.text().substring(from, to);
        if (!reads.containsKey(text)) {
            reads.put(text, new Part.Read(from, to, exprs.compile(expr)));
        }
    }
}
