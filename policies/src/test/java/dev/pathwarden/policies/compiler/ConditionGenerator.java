package dev.pathwarden.policies.compiler;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.FieldType;
import dev.pathwarden.model.step.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Makes conditions of all that guardrails support, well typed as a rule, with values that make operators fail as well as work.
 *
 * <p>Keeps away from two faults of cel-java 0.14: {@code dyn(a && b)} hands on the error of a logical operator as if it were a value,
 * and arithmetic with negative durations fails where they have a fraction of a second. Fixed examples stand in the test.
 */
final class ConditionGenerator {

    private static final List<String> TEXTS = List.of("''", "'a'", "'ab'", "'/tmp/x'", "'pii.email'", "'é😀'", "'A'", "'data.sql'", "r'\\d'", "'\\uffff'", "\"q\"", "'pii.'");
    private static final List<String> PATTERNS = List.of("'a+'", "'^/tmp'", "r'\\d+$'", "'(?i)A|b'", "''", "'[.]email$'");
    private static final List<String> INTS = List.of("0", "1", "2", "-1", "7", "9223372036854775807", "-9223372036854775808", "9007199254740993", "0x10");
    private static final List<String> DOUBLES = List.of("0.0", "-0.0", "1.0", "1.5", "-2.25", "9007199254740992.0", "1e308", "9.223372036854775807e18", "1e19");
    private static final List<String> DURATIONS = List.of("duration('0s')", "duration('1h')", "duration('-90m')", "duration('90s')", "duration('100000h')");
    private static final List<String> TIMES = List.of("timestamp('2026-11-22T14:00:00Z')", "timestamp('1970-01-01T00:00:00Z')", "timestamp('9999-12-31T23:59:59Z')", "timestamp('0001-01-01T00:00:00Z')");
    private static final List<String> TIME_PARTS = List.of("getHours", "getMinutes", "getSeconds", "getMilliseconds", "getFullYear", "getMonth", "getDayOfMonth", "getDate", "getDayOfWeek", "getDayOfYear");
    private static final List<String> ARGS = List.of("to", "amount", "ratio", "flag", "none", "list", "map", "missing", "deep");

    private final Random random;
    private final List<String> textVariables = new ArrayList<>();
    private final List<String> intVariables = new ArrayList<>();
    private final List<String> dynVariables = new ArrayList<>();
    private int named;

    ConditionGenerator(Random random) {
        this.random = random;
    }

    String condition() {
        return bool(4);
    }

    private String bool(int depth) {
        if (depth == 0) {
            return pick(List.of("true", "false", field(FieldType.BOOLEAN), "has(" + anyField() + ")", "has(step.args." + pick(ARGS) + ")"));
        }
        int below = depth - 1;
        return switch (random.nextInt(22)) {
            case 0, 1 -> bool(below) + " && " + bool(below);
            case 2, 3 -> bool(below) + " || " + bool(below);
            case 4 -> "(" + bool(below) + ")";
            case 5 -> "!(" + bool(below) + ")";
            case 6 -> "(" + bool(below) + " ? " + bool(below) + " : " + bool(below) + ")";
            case 7 -> integer(below) + comparison() + integer(below);
            case 8 -> number(below) + order() + number(below);
            case 9 -> text(below) + comparison() + text(below);
            case 10 -> text(below) + " in " + texts(below);
            case 11 -> text(below) + "." + pick(List.of("contains", "startsWith", "endsWith")) + "(" + text(below) + ")";
            case 12 -> text(below) + ".matches(" + pick(PATTERNS) + ")";
            case 13 -> quantified(below);
            case 14 -> dyn(below) + comparison() + dyn(below);
            case 15 -> dyn(below) + pick(List.of(" == ", " != ")) + dyn(below);
            case 16 -> "has(step.args." + pick(ARGS) + "." + pick(ARGS) + ")";
            case 17 -> time(below) + comparison() + time(below);
            case 18 -> duration(below) + comparison() + duration(below);
            case 19 -> dyn(below) + pick(List.of(" && ", " || ")) + bool(below);
            case 20 -> texts(below) + " == " + texts(below);
            default -> dyn(below) + " in " + pick(List.of(dynList(below), "step.args", "{'a': 1, 'to': 2}", "[1, 'a', 2.0, null, true]"));
        };
    }

    private String quantified(int depth) {
        String macro = pick(List.of("all", "exists", "exists_one"));
        if (random.nextInt(3) == 0) {
            String list = dynList(depth);
            String variable = name();
            dynVariables.add(variable);
            String body = bool(Math.min(depth, 2));
            dynVariables.remove(variable);
            return list + "." + macro + "(" + variable + ", " + body + ")";
        }
        if (random.nextInt(4) == 0) {
            String variable = name();
            textVariables.add(variable + ".source");
            textVariables.add(variable + ".certainty");
            String body = bool(Math.min(depth, 2));
            textVariables.removeAll(List.of(variable + ".source", variable + ".certainty"));
            return sources() + "." + macro + "(" + variable + ", " + body + ")";
        }
        if (random.nextInt(4) == 0) {
            String variable = name();
            intVariables.add(variable);
            String body = bool(Math.min(depth, 2));
            intVariables.remove(variable);
            return integers(depth) + "." + macro + "(" + variable + ", " + body + ")";
        }
        String list = texts(depth);
        String variable = name();
        textVariables.add(variable);
        String body = bool(Math.min(depth, 2));
        textVariables.remove(variable);
        return list + "." + macro + "(" + variable + ", " + body + ")";
    }

    private String sources() {
        return "provenance('" + pick(List.of("to", "list", "a b", "missing")) + "')";
    }

    private String text(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            List<String> leaves = new ArrayList<>(List.of(pick(TEXTS), pick(TEXTS), field(FieldType.TEXT), "step.operation", "step.name", "agent.id"));
            leaves.addAll(textVariables);
            return pick(leaves);
        }
        return switch (random.nextInt(5)) {
            case 0 -> "(" + text(depth - 1) + " + " + text(depth - 1) + ")";
            case 1 -> text(depth - 1) + ".lowerAscii()";
            case 2 -> texts(depth - 1) + "[" + integer(0) + "]";
            case 3 -> "(" + bool(depth - 1) + " ? " + text(depth - 1) + " : " + text(depth - 1) + ")";
            default -> "{'a': 'x', 'b': " + text(depth - 1) + "}[" + text(0) + "]";
        };
    }

    private String integer(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            List<String> leaves = new ArrayList<>(List.of(pick(INTS), pick(INTS), field(FieldType.INTEGER), "run.steps", "count('" + pick(Operation.values()).text() + "')"));
            leaves.addAll(intVariables);
            return pick(leaves);
        }
        return switch (random.nextInt(5)) {
            case 0, 1 -> "(" + integer(depth - 1) + pick(List.of(" + ", " - ", " * ", " / ", " % ")) + integer(depth - 1) + ")";
            case 2 -> "-(" + integer(depth - 1) + ")";
            case 3 -> pick(List.of(text(depth - 1) + ".size()", "size(" + texts(depth - 1) + ")", "size(step.args)", "size(" + sources() + ")", "size(roles)", "size(" + text(depth - 1) + ")", dynList(depth - 1) + ".size()"));
            default -> random.nextBoolean() ? time(depth - 1) + "." + pick(TIME_PARTS) + "()" : duration(depth - 1) + "." + pick(TIME_PARTS.subList(0, 4)) + "()";
        };
    }

    private String number(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "(" + pick(DOUBLES) + pick(List.of(" + ", " - ", " * ", " / ")) + pick(DOUBLES) + ")";
            case 1 -> "-(" + pick(DOUBLES) + ")";
            case 2 -> integer(depth);
            default -> pick(DOUBLES);
        };
    }

    private String texts(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return pick(List.of("labels", "provenance", "step.labels", "roles.target", "roles.content", "roles['detail']", sources() + ".map(s, s.source)", field(FieldType.TEXT_LIST), "['a', 'b']", "['pii.email']"));
        }
        String variable = name();
        textVariables.add(variable);
        String filter = variable + ", " + bool(Math.min(depth - 1, 1));
        String map = variable + ", " + text(Math.min(depth - 1, 2));
        textVariables.remove(variable);
        return switch (random.nextInt(5)) {
            case 0 -> "[" + text(depth - 1) + ", " + text(depth - 1) + "]";
            case 1 -> texts(depth - 1) + ".filter(" + filter + ")";
            case 2 -> texts(depth - 1) + ".map(" + map + ")";
            case 3 -> texts(depth - 1) + ".map(" + filter + ", " + variable + ")";
            default -> "(" + texts(depth - 1) + " + " + texts(depth - 1) + ")";
        };
    }

    private String integers(int depth) {
        return pick(List.of("[1, 2, 3]", "[" + integer(Math.min(depth, 1)) + ", 0]", "labels.map(each, each.size())"));
    }

    private String dynList(int depth) {
        return pick(List.of("step.args.list", "step.args." + pick(ARGS), "[1, 'a', 2.0]", "step.args", "[" + dyn(Math.min(depth, 1)) + "]"));
    }

    private String dyn(int depth) {
        List<String> leaves = new ArrayList<>(List.of("step.args." + pick(ARGS), "step.args['" + pick(ARGS) + "']", "step.args." + pick(ARGS) + "." + pick(ARGS),
                "step.args.list[" + pick(INTS) + "]", "step.args.list[" + pick(DOUBLES) + "]", "dyn(" + pick(INTS) + ")", "dyn(" + pick(DOUBLES) + ")",
                "dyn(" + pick(TEXTS) + ")", "dyn(null)", "dyn(true)", "dyn([1, 2.0])", "dyn({'a': 1})"));
        leaves.addAll(dynVariables);
        if (depth == 0 || random.nextInt(2) == 0) {
            return pick(leaves);
        }
        return switch (random.nextInt(4)) {
            case 0 -> "(" + pick(leaves) + pick(List.of(" + ", " - ", " * ", " / ", " % ")) + pick(leaves) + ")";
            case 1 -> "dyn(" + pick(List.of(field(FieldType.BOOLEAN), text(depth - 1), integer(depth - 1))) + ")";
            case 2 -> "(" + bool(depth - 1) + " ? " + pick(leaves) + " : " + pick(leaves) + ")";
            default -> "dyn(" + texts(depth - 1) + ")";
        };
    }

    private String time(int depth) {
        return depth == 0 || random.nextBoolean() ? pick(List.of(pick(TIMES), "step.start")) : "(" + time(depth - 1) + pick(List.of(" + ", " - ")) + duration(depth - 1) + ")";
    }

    private String duration(int depth) {
        if (depth == 0 || random.nextBoolean()) {
            return pick(DURATIONS);
        }
        return random.nextBoolean() ? "(" + duration(depth - 1) + pick(List.of(" + ", " - ")) + duration(depth - 1) + ")" : "(" + time(depth - 1) + " - " + time(depth - 1) + ")";
    }

    private String comparison() {
        return pick(List.of(" == ", " != ", " < ", " <= ", " > ", " >= "));
    }

    private String order() {
        return pick(List.of(" < ", " <= ", " > ", " >= "));
    }

    private String field(FieldType type) {
        return pick(Stream.of(Field.values()).filter(field -> field.before() && field.type() == type).toList()).read();
    }

    private String anyField() {
        return random.nextInt(4) == 0 ? pick(List.of("agent.id", "step.start", "step.args", "step.name", "roles")) : field(pick(FieldType.values()));
    }

    private String name() {
        return "v" + named++;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T pick(T[] values) {
        return pick(Arrays.asList(values));
    }
}
