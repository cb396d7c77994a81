package dev.pathwarden.policies.compiler;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.FieldType;
import dev.pathwarden.policies.engine.PathOperator;
import dev.pathwarden.policies.engine.PathVariable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names and types that a condition can use, as cel-java wants them.
 *
 * <p>Every field is one variable with a dotted name, so that the type-checker knows its type and no map stands between. {@code has()}
 * on such a name becomes a variable of its own, because CEL's own macro works on maps and messages only.
 */
final class CelEnvironment {

    /** Before the name of a field or variable: whether it was recorded. No condition can spell it. */
    static final String RECORDED = "@recorded.";
    /** The function that reads the sources of an argument. */
    static final String PROVENANCE = "provenance";
    /** First words of names that mean something; nothing else may be named so. */
    static final Set<String> ROOTS = Set.of("step", "agent", "run", "novel", "labels", "provenance", "roles", "count");
    private static final int MAX_NODES = 10_000;
    private static final int MAX_CODE_POINTS = 50_000;

    private final CelOptions options = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(MAX_CODE_POINTS)
            .maxParseExpressionNodeCount(MAX_NODES)
            .build();
    private final Map<String, CelType> variables;
    private final CelCompiler compiler;
    private CelRuntime runtime;

    /** What guardrails can read: what is known before a step's effect. */
    CelEnvironment() {
        this(false);
    }

    /**
     * What conditions can read.
     *
     * @param ofRecord whether they are on recorded steps, so that they can read what came of them too
     */
    CelEnvironment(boolean ofRecord) {
        variables = variables(ofRecord);
        compiler = compiler();
    }

    /** Names and types of all variables. */
    private static Map<String, CelType> variables(boolean ofRecord) {
        Map<String, CelType> variables = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            if (field.before() || ofRecord && !field.isKept()) {
                variables.put(field.read(), type(field.type()));
            }
        }
        for (PathVariable variable : PathVariable.values()) {
            if (!variable.isFunction() && (ofRecord || !variable.isOfRecord())) {
                variables.put(variable.text(), type(variable.type()));
            }
        }
        return variables;
    }

    private static CelType type(FieldType type) {
        return switch (type) {
            case TEXT -> SimpleType.STRING;
            case BOOLEAN -> SimpleType.BOOL;
            case INTEGER -> SimpleType.INT;
            case TEXT_LIST -> ListType.create(SimpleType.STRING);
        };
    }

    private static CelType type(PathVariable.Type type) {
        return switch (type) {
            case TEXT -> SimpleType.STRING;
            case INTEGER -> SimpleType.INT;
            case TEXT_LIST -> ListType.create(SimpleType.STRING);
            case MAP -> MapType.create(SimpleType.STRING, SimpleType.DYN);
            case TIMESTAMP -> SimpleType.TIMESTAMP;
            case SOURCES -> ListType.create(MapType.create(SimpleType.STRING, SimpleType.STRING));
            case ROLES -> MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING));
            case VALUE -> SimpleType.DYN;
        };
    }

    private CelCompiler compiler() {
        List<CelStandardMacro> macros = new ArrayList<>(CelStandardMacro.STANDARD_MACROS);
        macros.remove(CelStandardMacro.HAS);
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options)
                .setStandardMacros(macros)
                .addMacros(CelMacro.newGlobalMacro("has", 1, (factory, target, arguments) -> Optional.of(has(factory, arguments.get(0)))))
                .addFunctionDeclarations(operators())
                .addFunctionDeclarations(
                        CelFunctionDecl.newFunctionDeclaration(PROVENANCE, CelOverloadDecl.newGlobalOverload("provenance_string", type(PathVariable.Type.SOURCES), SimpleType.STRING)),
                        CelFunctionDecl.newFunctionDeclaration("list", CelOverloadDecl.newGlobalOverload("list_string", ListType.create(SimpleType.STRING), SimpleType.STRING)),
                        CelFunctionDecl.newFunctionDeclaration("lowerAscii", CelOverloadDecl.newMemberOverload("string_lower_ascii", SimpleType.STRING, SimpleType.STRING)));
        variables.forEach((name, type) -> builder.addVar(name, type).addVar(RECORDED + name, SimpleType.BOOL));
        return builder.build();
    }

    /** The operators over earlier steps. To the type-checker their conditions are like any other, so what is wrong inside of them is found at its place. */
    private static List<CelFunctionDecl> operators() {
        List<CelFunctionDecl> functions = new ArrayList<>();
        for (PathOperator operator : PathOperator.values()) {
            CelType result = operator.counts() ? SimpleType.INT : SimpleType.BOOL;
            List<CelOverloadDecl> overloads = new ArrayList<>();
            for (int conditions = operator.least(); conditions <= operator.most(); conditions++) {
                overloads.add(CelOverloadDecl.newGlobalOverload(operator.text() + "_" + conditions, result, Collections.nCopies(conditions, SimpleType.BOOL)));
            }
            if (operator.timed()) {
                overloads.add(CelOverloadDecl.newGlobalOverload(operator.text() + "_duration", result, SimpleType.BOOL, SimpleType.DURATION));
            }
            if (operator == PathOperator.COUNT) {
                overloads.add(CelOverloadDecl.newGlobalOverload("count_string", SimpleType.INT, SimpleType.STRING));
            }
            functions.add(CelFunctionDecl.newFunctionDeclaration(operator.text(), overloads));
        }
        return functions;
    }

    private CelExpr has(CelMacroExprFactory factory, CelExpr argument) {
        String name = dottedName(argument);
        if (variables.containsKey(name)) {
            return factory.newIdentifier(RECORDED + name);
        }
        return argument.getKind() == CelExpr.ExprKind.Kind.SELECT ? factory.newSelect(argument.select().operand(), argument.select().field(), true)
                : factory.reportError("'has' takes a field, such as has(step.file.path).");
    }

    private static String dottedName(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            return expr.ident().name();
        }
        if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT && !expr.select().testOnly()) {
            return dottedName(expr.select().operand()) + "." + expr.select().field();
        }
        return "";
    }

    /** Names of all variables. */
    Set<String> names() {
        return variables.keySet();
    }

    CelOptions options() {
        return options;
    }

    /** A compiler that also knows the named sub-conditions. */
    CelCompiler compiler(Map<String, CelType> lets) {
        if (lets.isEmpty()) {
            return compiler;
        }
        CelCompilerBuilder builder = compiler.toCompilerBuilder();
        lets.forEach(builder::addVar);
        return builder.build();
    }

    /** The timestamp or duration that a text stands for; empty where it stands for none. */
    Optional<Object> constant(String function, String text) {
        if (runtime == null) {
            runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(options).build();
        }
        try {
            String quoted = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r");
            return Optional.of(runtime.createProgram(compiler.compile(function + "('" + quoted + "')").getAst()).eval());
        } catch (CelEvaluationException | CelValidationException wrong) {
            return Optional.empty();
        }
    }
}
