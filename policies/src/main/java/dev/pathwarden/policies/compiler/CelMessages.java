package dev.pathwarden.policies.compiler;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.policies.engine.PathOperator;
import dev.pathwarden.policies.guardrail.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says in our words what cel-java found wrong with a condition. */
final class CelMessages {

    private static final String NO_FUNCTION = "There is no function '";
    private static final String TAKES = "' takes ";
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    /** A comma that stands in no brackets. */
    private static final Pattern BETWEEN_TYPES = Pattern.compile(", (?![^(]*\\))");
    private static final Pattern OVERLOAD = Pattern.compile("found no matching overload for '([^']*)' applied to '\\(?([^']*?)\\)?'.*", Pattern.DOTALL);
    private static final Pattern UNDEFINED_FIELD = Pattern.compile("undefined field '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern EXPECTING = Pattern.compile("(mismatched input|extraneous input|no viable alternative at input|token recognition error at:?) ('.*?')(?=$| expecting.*)( expecting.*)?", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

    private CelMessages() {
    }

    /**
     * A sentence.
     *
     * @param text the condition
     * @param offset where cel-java found it, in UTF-16 units
     * @param known all names that a condition can use
     */
    static String of(String message, String text, int offset, Set<String> known) {
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return undeclared(undeclared.group(1), text, offset, known);
        }
        Matcher overload = OVERLOAD.matcher(message);
        Optional<PathOperator> operator = overload.matches() ? PathOperator.of(overload.group(1)) : Optional.empty();
        if (operator.isPresent()) {
            return "'" + operator.get().text() + TAKES + operator.get().takes() + ".";
        }
        if (overload.matches()) {
            return "'" + operator(overload.group(1)) + "' does not work on " + BETWEEN_TYPES.matcher(overload.group(2)).replaceAll(" and ").replace("google.protobuf.", "").toLowerCase(java.util.Locale.ROOT) + ".";
        }
        Matcher field = UNDEFINED_FIELD.matcher(message);
        if (field.matches()) {
            return "There is no field '" + field.group(1) + "'.";
        }
        Matcher syntax = EXPECTING.matcher(message.strip());
        if (syntax.matches()) {
            return syntax.group(2).contains("<EOF>") ? "The condition ends too early; a value is missing." : "Did not expect " + syntax.group(2) + " here.";
        }
        if (message.contains("recursion limit")) {
            return "This condition is nested too deeply. Cut it into named parts with 'let'.";
        }
        String line = message.lines().findFirst().orElse("This is not a condition").strip();
        return Character.toUpperCase(line.charAt(0)) + line.substring(1) + (line.endsWith(".") ? "" : ".");
    }

    private static String undeclared(String name, String text, int offset, Set<String> known) {
        Matcher matcher = NAME.matcher(text);
        String whole = name;
        int behind = text.length();
        for (boolean found = matcher.find(); found; found = matcher.find()) {
            if (matcher.start() <= offset && offset <= matcher.end() && matcher.group().startsWith(name)) {
                whole = matcher.group();
                behind = matcher.end();
                break;
            }
        }
        boolean called = behind < text.length() && text.charAt(behind) == '(';
        if (called && !whole.contains(".") || isCall(text, offset)) {
            return NO_FUNCTION + name + "'." + Suggestion.of(name, ExprCompiler.functions());
        }
        if (called) {
            whole = whole.substring(0, whole.lastIndexOf('.'));
        }
        if (Field.ofRead(whole).isPresent()) {
            return "'" + whole + "' is known only after the effect, so no guardrail can read it.";
        }
        List<String> names = new ArrayList<>(known);
        String ofRun = whole.startsWith("step.") ? whole.substring("step.".length()) : whole;
        String suggestion = Suggestion.of(known.contains(ofRun) ? ofRun : whole, names);
        return "There is no '" + whole + "'." + suggestion;
    }

    /** Whether a sentence says that a function does not exist; what cel-java then says of names inside of its brackets is of no use. */
    static boolean isUnknownFunction(String sentence) {
        return sentence.startsWith(NO_FUNCTION);
    }

    /** Whether a sentence is about a function as such, and so belongs to its name. */
    static boolean isAboutCall(String sentence) {
        return isUnknownFunction(sentence) || Stream.of(PathOperator.values()).anyMatch(operator -> sentence.startsWith("'" + operator.text() + TAKES));
    }

    /** The place of a call's name, for the place of its bracket; any other place as it is. */
    static int nameOfCall(String text, int offset) {
        int start = offset;
        while (isCall(text, offset) && start > 0 && (Character.isLetterOrDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '_')) {
            start--;
        }
        return start;
    }

    // cel-java gives the bracket as the place of a call.
    private static boolean isCall(String text, int offset) {
        return offset < text.length() && text.charAt(offset) == '(';
    }

    private static String operator(String function) {
        return switch (function) {
            case "@in" -> "in";
            case "_?_:_" -> "?:";
            case "_[_]" -> "[]";
            default -> function.replace("_", "");
        };
    }
}
