package dev.pathwarden.policies.compiler;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.pathwarden.policies.engine.Condition;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.guardrail.LocatedText;
import dev.pathwarden.policies.guardrail.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the conditions of one guardrail, sub-conditions first, and puts every problem at its place in the file. */
final class ConditionCompiler {

    private final CelEnvironment environment;
    private final String source;
    private final ListReads reads;
    private final List<Problem> problems;
    private final Map<String, CelType> lets = new LinkedHashMap<>();
    private final Map<String, Expr> letExprs = new LinkedHashMap<>();
    private int slots;

    ConditionCompiler(CelEnvironment environment, String source, ListReads reads, List<Problem> problems) {
        this.environment = environment;
        this.source = source;
        this.reads = reads;
        this.problems = problems;
    }

    /** Names of the sub-conditions so far, in order. */
    List<String> lets() {
        return List.copyOf(lets.keySet());
    }

    /** A named sub-condition of any type. */
    Optional<Condition> let(String name, LocatedText text) {
        if (CelEnvironment.ROOTS.contains(name)) {
            return error(text, 0, "'" + name + "' already means something; choose another name.");
        }
        return compile(text, null).map(compiled -> {
            lets.put(name, compiled.type());
            letExprs.put(name, compiled.condition().expr());
            return compiled.condition();
        });
    }

    /** The condition itself, which must come to true or false. */
    Optional<Condition> when(LocatedText text) {
        return compile(text, SimpleType.BOOL).map(Compiled::condition);
    }

    private record Compiled(Condition condition, CelType type) {
    }

    private Optional<Compiled> compile(LocatedText text, CelType wanted) {
        try {
            CelValidationResult result = environment.compiler(lets).compile(text.text());
            if (result.hasError()) {
                return issues(text, result.getErrors());
            }
            CelAbstractSyntaxTree tree = result.getAst();
            if (wanted != null && !tree.getResultType().equals(wanted)) {
                String type = tree.getResultType().name();
                return error(text, firstCharacter(text.text()), "A condition must come to true or false; this comes to "
                        + (type.equals("dyn") ? "a value of unknown type. Compare it, such as with == true." : "a value of type " + type + "."));
            }
            CelAst ast = new CelAst(tree, text.text());
            ExprCompiler exprs = new ExprCompiler(environment, ast, letExprs, reads, slots);
            var root = new PartCompiler(ast, exprs).compile();
            slots = exprs.slots();
            return Optional.of(new Compiled(new Condition(text.text(), root, slots), tree.getResultType()));
        } catch (Unsupported unsupported) {
            return error(text, unsupported.offset(), unsupported.getMessage());
        } catch (CelValidationException invalid) {
            return issues(text, invalid.getErrors());
        } catch (StackOverflowError tooDeep) {
            return error(text, 0, "This condition is nested too deeply. Cut it into named parts with 'let'.");
        }
    }

    private Optional<Compiled> issues(LocatedText text, List<CelIssue> issues) {
        Set<String> known = new LinkedHashSet<>(environment.names());
        known.addAll(lets.keySet());
        List<String> said = new ArrayList<>();
        boolean unknownFunction = false;
        for (CelIssue issue : issues) {
            int offset = offset(text.text(), issue.getSourceLocation().getLine(), issue.getSourceLocation().getColumn());
            String message = CelMessages.of(issue.getMessage(), text.text(), offset, known);
            boolean followsFromAnother = unknownFunction && issue.getMessage().startsWith("undeclared reference") && !CelMessages.isUnknownFunction(message);
            unknownFunction |= CelMessages.isUnknownFunction(message);
            // One mistake often makes cel-java complain twice at the same place.
            if (said.size() < 10 && !followsFromAnother && !said.contains(offset + message)) {
                said.add(offset + message);
                error(text, CelMessages.isAboutCall(message) ? CelMessages.nameOfCall(text.text(), offset) : offset, message);
            }
        }
        if (said.isEmpty()) {
            error(text, 0, "This condition cannot be read.");
        }
        return Optional.empty();
    }

    private <T> Optional<T> error(LocatedText text, int offset, String message) {
        problems.add(new Problem(Problem.Severity.ERROR, source, text.line(offset), text.column(offset), message));
        return Optional.empty();
    }

    private static int firstCharacter(String text) {
        int i = 0;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Offset of a place that cel-java gives as line from 1 and column from 0, in code points. */
    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        int left = text.codePointCount(start, text.length());
        return text.offsetByCodePoints(start, Math.max(0, Math.min(column, left)));
    }
}
