package dev.pathwarden.policies.compiler;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Op;
import dev.pathwarden.policies.engine.PathOperator;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.engine.Patterns;
import dev.pathwarden.policies.guardrail.Suggestion;
import dev.pathwarden.policies.tool.ArgumentRole;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compiles a checked tree of cel-java to the engine's own form. Supports what guardrails need of CEL and refuses the rest at its place;
 * what it supports means exactly what it means in CEL.
 */
final class ExprCompiler {

    private static final Map<String, Op> OPERATORS = Map.ofEntries(
            Map.entry("_&&_", Op.AND), Map.entry("_||_", Op.OR), Map.entry("!_", Op.NOT), Map.entry("_?_:_", Op.CONDITIONAL),
            Map.entry("@not_strictly_false", Op.NOT_STRICTLY_FALSE),
            Map.entry("_==_", Op.EQUAL), Map.entry("_!=_", Op.NOT_EQUAL), Map.entry("_<_", Op.LESS), Map.entry("_<=_", Op.LESS_OR_EQUAL),
            Map.entry("_>_", Op.GREATER), Map.entry("_>=_", Op.GREATER_OR_EQUAL),
            Map.entry("_+_", Op.ADD), Map.entry("_-_", Op.SUBTRACT), Map.entry("_*_", Op.MULTIPLY), Map.entry("_/_", Op.DIVIDE), Map.entry("_%_", Op.MODULO),
            Map.entry("-_", Op.NEGATE), Map.entry("@in", Op.IN), Map.entry("_[_]", Op.INDEX), Map.entry("size", Op.SIZE),
            Map.entry("contains", Op.CONTAINS), Map.entry("startsWith", Op.STARTS_WITH), Map.entry("endsWith", Op.ENDS_WITH), Map.entry("lowerAscii", Op.LOWER_ASCII),
            Map.entry("getHours", Op.HOURS), Map.entry("getMinutes", Op.MINUTES), Map.entry("getSeconds", Op.SECONDS), Map.entry("getMilliseconds", Op.MILLISECONDS),
            Map.entry("getFullYear", Op.YEAR), Map.entry("getMonth", Op.MONTH), Map.entry("getDayOfMonth", Op.DAY_OF_MONTH), Map.entry("getDate", Op.DATE),
            Map.entry("getDayOfWeek", Op.DAY_OF_WEEK), Map.entry("getDayOfYear", Op.DAY_OF_YEAR));

    private static final Set<String> OF_A_SOURCE = Set.of("source", "certainty");
    private static final List<String> ROLES = Stream.of(ArgumentRole.values()).map(ArgumentRole::text).toList();

    private final CelEnvironment environment;
    private final CelAst ast;
    private final List<String> lets;
    private final List<Expr> letExprs;
    private final ListReads reads;
    private final Map<String, Integer> locals = new HashMap<>();
    /** Slots that hold a source of an argument. */
    private final Set<Integer> sources = new HashSet<>();
    /** The operator over earlier steps whose conditions are being compiled; null outside of any. */
    private PathOperator within;
    /** Variables of the macros around that operator. */
    private Set<String> outside = Set.of();
    private String growing = "";
    private int slots;

    /**
     * A compiler for one condition.
     *
     * @param lets the sub-conditions it can read by their names, in order
     * @param reads finds the lists that it names
     * @param firstSlot the first slot that is free for its folds
     */
    ExprCompiler(CelEnvironment environment, CelAst ast, Map<String, Expr> lets, ListReads reads, int firstSlot) {
        this.environment = environment;
        this.ast = ast;
        this.lets = List.copyOf(lets.keySet());
        this.letExprs = List.copyOf(lets.values());
        this.reads = reads;
        this.slots = firstSlot;
    }

    /** Names of all functions and macros. */
    static Set<String> functions() {
        Set<String> names = new TreeSet<>(Set.of("has", "all", "exists", "exists_one", "filter", "map", "matches", "list", "timestamp", "duration", "dyn", CelEnvironment.PROVENANCE));
        Stream.of(PathOperator.values()).map(PathOperator::text).forEach(names::add);
        OPERATORS.keySet().stream().filter(name -> Character.isLetter(name.charAt(0))).forEach(names::add);
        return names;
    }

    /** The first slot that is free behind those used so far. */
    int slots() {
        return slots;
    }

    /** Whether a name is that of a value that comes from outside of the condition, as opposed to a macro's variable. */
    boolean isRead(String name) {
        return lets.contains(name) || environment.names().contains(name);
    }

    Expr compile(CelExpr expr) throws Unsupported {
        return compile(expr, 0);
    }

    private Expr compile(CelExpr expr, int depth) throws Unsupported {
        if (depth > Expr.MAX_DEPTH) {
            throw new Unsupported(ast.position(expr), "This is nested more than " + Expr.MAX_DEPTH + " deep. Cut it into named parts with 'let'.");
        }
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr);
            case IDENT -> ident(expr);
            case SELECT -> select(expr, depth);
            case CALL -> call(expr, depth);
            case LIST -> {
                if (!expr.list().optionalIndices().isEmpty()) {
                    throw new Unsupported(ast.position(expr), "Optional elements are not supported in guardrails.");
                }
                yield new Expr.ListOf(compileAll(expr.list().elements(), depth));
            }
            case MAP -> map(expr, depth);
            case COMPREHENSION -> fold(expr, depth);
            default -> throw new Unsupported(ast.position(expr), "Messages are not supported in guardrails.");
        };
    }

    private Expr select(CelExpr expr, int depth) throws Unsupported {
        Expr operand = compile(expr.select().operand(), depth + 1);
        String key = expr.select().field();
        if (operand instanceof Expr.VariableRead read && read.variable() == PathVariable.ROLES && ArgumentRole.of(key).isEmpty()) {
            throw new Unsupported(ast.position(expr), "There is no role '" + key + "'." + Suggestion.of(key, ROLES) + " Roles are " + String.join(", ", ROLES) + ".");
        }
        if (operand instanceof Expr.Local local && sources.contains(local.slot()) && !OF_A_SOURCE.contains(key)) {
            throw new Unsupported(ast.position(expr), "What 'provenance' tells has a 'source' and a 'certainty', no '" + key + "'.");
        }
        return expr.select().testOnly() ? new Expr.Has(operand, key) : new Expr.Select(operand, key);
    }

    private List<Expr> compileAll(List<CelExpr> exprs, int depth) throws Unsupported {
        List<Expr> compiled = new ArrayList<>(exprs.size());
        for (CelExpr each : exprs) {
            compiled.add(compile(each, depth + 1));
        }
        return compiled;
    }

    private Expr constant(CelExpr expr) throws Unsupported {
        CelConstant constant = expr.constant();
        return new Expr.Literal(switch (constant.getKind()) {
            case NULL_VALUE -> null;
            case BOOLEAN_VALUE -> constant.booleanValue();
            case INT64_VALUE -> constant.int64Value();
            case DOUBLE_VALUE -> constant.doubleValue();
            case STRING_VALUE -> constant.stringValue();
            case UINT64_VALUE -> throw new Unsupported(ast.position(expr), "Unsigned numbers are not supported in guardrails; leave out the 'u'.");
            default -> throw new Unsupported(ast.position(expr), "Bytes are not supported in guardrails.");
        });
    }

    private Expr ident(CelExpr expr) throws Unsupported {
        String name = expr.ident().name();
        Integer slot = locals.get(name);
        if (slot != null) {
            return new Expr.Local(slot);
        }
        if (outside.contains(name)) {
            throw new Unsupported(ast.position(expr), "'" + name + "' goes through a list of the step that is decided; a condition on an earlier step cannot read it.");
        }
        if (lets.contains(name)) {
            return new Expr.Let(lets.indexOf(name));
        }
        String absolute = name.startsWith(".") ? name.substring(1) : name;
        boolean recorded = absolute.startsWith(CelEnvironment.RECORDED);
        String plain = recorded ? absolute.substring(CelEnvironment.RECORDED.length()) : absolute;
        Optional<PathVariable> variable = PathVariable.of(plain);
        if (variable.isPresent()) {
            return recorded ? new Expr.VariableRecorded(variable.get()) : new Expr.VariableRead(variable.get());
        }
        Optional<Field> field = Field.ofRead(plain);
        if (field.isEmpty()) {
            throw new Unsupported(ast.position(expr), "'" + plain + "' is not supported in guardrails.");
        }
        return recorded ? new Expr.FieldRecorded(field.get()) : new Expr.FieldRead(field.get());
    }

    private Expr call(CelExpr expr, int depth) throws Unsupported {
        CelExpr.CelCall call = expr.call();
        List<CelExpr> operands = new ArrayList<>();
        call.target().ifPresent(operands::add);
        operands.addAll(call.args());
        switch (call.function()) {
            case "matches":
                return matches(operands, depth);
            case "list":
                return list(expr, operands);
            case CelEnvironment.PROVENANCE:
                return new Expr.Select(Expr.SOURCES, text(operands.get(0)).orElseThrow(() -> new Unsupported(ast.position(operands.get(0)),
                        "'provenance' takes the name of an argument in quotes, such as provenance('to').")));
            case "timestamp", "duration":
                return time(expr, call.function(), operands);
            case "dyn":
                return compile(operands.get(0), depth);
            default:
        }
        Optional<PathOperator> operator = PathOperator.of(call.function());
        if (operator.isPresent()) {
            if (within != null) {
                throw new Unsupported(CelMessages.nameOfCall(ast.text(), ast.position(expr)), "'" + call.function() + "' stands in a condition of '" + within.text()
                        + "'. A condition on an earlier step cannot ask for steps before that one; say it with 'seq' or 'before'.");
            }
            return operator.get() == PathOperator.COUNT && ast.type(operands.get(0)).equals(SimpleType.STRING) ? count(expr, operands) : past(expr, operator.get(), operands, depth);
        }
        Op op = OPERATORS.get(call.function());
        if (op == null || op.arity() != operands.size()) {
            throw new Unsupported(ast.position(expr), "'" + call.function() + (op == null ? "' is not supported in guardrails." : "' with " + call.args().size() + " arguments is not supported in guardrails."));
        }
        if (op == Op.ADD && grows(operands)) {
            return new Expr.Call(Op.APPEND, List.of(compile(operands.get(0), depth + 1), compile(operands.get(1).list().elements().get(0), depth + 1)));
        }
        return new Expr.Call(op, compileAll(operands, depth));
    }

    /** Whether this adds one element to the list that the innermost fold builds. */
    private boolean grows(List<CelExpr> operands) {
        return operands.get(0).getKind() == CelExpr.ExprKind.Kind.IDENT && operands.get(0).ident().name().equals(growing)
                && operands.get(1).getKind() == CelExpr.ExprKind.Kind.LIST && operands.get(1).list().elements().size() == 1;
    }

    private Expr matches(List<CelExpr> operands, int depth) throws Unsupported {
        CelExpr pattern = operands.get(1);
        if (pattern.getKind() != CelExpr.ExprKind.Kind.CONSTANT || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            throw new Unsupported(ast.position(pattern), "The pattern of 'matches' must be written out, so that its cost is known before it runs.");
        }
        try {
            Patterns.compile(pattern.constant().stringValue());
        } catch (PatternSyntaxException invalid) {
            throw new Unsupported(ast.position(pattern), "This pattern cannot be used: " + invalid.getDescription() + " at '" + invalid.getPattern() + "'.");
        }
        return new Expr.Matches(compile(operands.get(0), depth + 1), pattern.constant().stringValue());
    }

    private Expr count(CelExpr expr, List<CelExpr> operands) throws Unsupported {
        String name = text(operands.get(0)).orElseThrow(() -> new Unsupported(ast.position(expr), "'count' takes an operation in quotes, such as count('data.sql')."));
        Operation operation = Operation.of(name).orElseThrow(() -> new Unsupported(ast.position(operands.get(0)),
                "There is no operation '" + name + "'." + Suggestion.of(name, Stream.of(Operation.values()).map(Operation::text).toList())));
        return new Expr.Count(operation);
    }

    private Expr past(CelExpr expr, PathOperator operator, List<CelExpr> operands, int depth) throws Unsupported {
        boolean timed = operator.timed() && operands.size() > operator.most();
        Duration time = timed ? lookBack(operator, operands.get(operands.size() - 1), depth) : null;
        Map<String, Integer> hidden = new HashMap<>(locals);
        String outer = growing;
        locals.clear();
        growing = "";
        outside = hidden.keySet();
        within = operator;
        List<Expr> atoms = new ArrayList<>();
        for (CelExpr condition : timed ? operands.subList(0, operands.size() - 1) : operands) {
            atoms.add(EarlierStep.condition(compile(condition, depth + 1), letExprs, ast.position(condition)));
        }
        within = null;
        outside = Set.of();
        growing = outer;
        locals.putAll(hidden);
        return new Expr.Past(operator, atoms, time);
    }

    private Duration lookBack(PathOperator operator, CelExpr operand, int depth) throws Unsupported {
        if (!(compile(operand, depth + 1) instanceof Expr.Literal literal && literal.value() instanceof Duration time)) {
            throw new Unsupported(ast.position(operand), "The time of '" + operator.text() + "' must be written out, such as duration('10m').");
        }
        if (time.compareTo(Expr.Past.SHORTEST) < 0 || time.compareTo(Expr.Past.LONGEST) > 0) {
            throw new Unsupported(ast.position(operand), "'" + operator.text() + "' looks back between 1ms and 365 days.");
        }
        return time;
    }

    /** A list from a file is a list of its entries, as if they were written out. */
    private Expr list(CelExpr expr, List<CelExpr> operands) throws Unsupported {
        String name = text(operands.get(0)).orElseThrow(() -> new Unsupported(ast.position(expr), "'list' takes the name of a file in quotes, such as list('payees.txt')."));
        try {
            return new Expr.ListOf(reads.read(name).entries().stream().map(entry -> (Expr) new Expr.Literal(entry)).toList());
        } catch (IOException unusable) {
            throw new Unsupported(ast.position(operands.get(0)), unusable.getMessage());
        }
    }

    private Expr time(CelExpr expr, String function, List<CelExpr> operands) throws Unsupported {
        String text = text(operands.get(0)).orElseThrow(() -> new Unsupported(ast.position(expr), "'" + function + "' takes a text that is written out."));
        return new Expr.Literal(environment.constant(function, text).orElseThrow(() -> new Unsupported(ast.position(operands.get(0)), "'" + text + "' is no " + function + "; "
                + (function.equals("duration") ? "write it as 90s, 15m or 1h30m." : "write it as 2026-11-22T14:00:00Z."))));
    }

    private static Optional<String> text(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expr.constant().stringValue()) : Optional.empty();
    }

    private Expr map(CelExpr expr, int depth) throws Unsupported {
        List<CelExpr> keys = new ArrayList<>();
        List<CelExpr> values = new ArrayList<>();
        for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
            if (entry.optionalEntry()) {
                throw new Unsupported(ast.position(expr), "Optional entries are not supported in guardrails.");
            }
            keys.add(entry.key());
            values.add(entry.value());
        }
        return new Expr.MapOf(compileAll(keys, depth), compileAll(values, depth));
    }

    private Expr fold(CelExpr expr, int depth) throws Unsupported {
        CelExpr.CelComprehension fold = expr.comprehension();
        String variable = fold.iterVar();
        if (!fold.iterVar2().isEmpty()) {
            throw new Unsupported(ast.position(expr), "Macros with two variables are not supported in guardrails.");
        }
        if (CelEnvironment.ROOTS.contains(variable) || lets.contains(variable)) {
            throw new Unsupported(ast.position(expr), "'" + variable + "' already means something; give the macro's variable another name.");
        }
        Expr range = compile(fold.iterRange(), depth + 1);
        Expr start = compile(fold.accuInit(), depth + 1);
        int element = slots++;
        int result = slots++;
        if (range instanceof Expr.Select select && select.operand().equals(Expr.SOURCES)) {
            sources.add(element);
        }
        Integer hiddenElement = locals.get(variable);
        Integer hiddenResult = locals.get(fold.accuVar());
        String outer = growing;
        locals.put(variable, element);
        locals.put(fold.accuVar(), result);
        growing = start instanceof Expr.ListOf list && list.elements().isEmpty() ? fold.accuVar() : "";
        Expr condition = compile(fold.loopCondition(), depth + 1);
        Expr next = compile(fold.loopStep(), depth + 1);
        locals.remove(variable);
        Expr end = compile(fold.result(), depth + 1);
        growing = outer;
        restore(fold.accuVar(), hiddenResult);
        restore(variable, hiddenElement);
        return new Expr.Fold(element, result, range, start, condition, next, end);
    }

    private void restore(String name, Integer slot) {
        if (slot == null) {
            locals.remove(name);
        } else {
            locals.put(name, slot);
        }
    }
}
