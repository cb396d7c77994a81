package dev.pathwarden.policies.authoring;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.engine.PathOperator;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.yaml.YamlFlow;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is known of the word at a place of a condition.
 *
 * @param word the word, such as {@code step.file.path}
 * @param description what it is
 * @param value what it is in a recorded step, on one line; empty where it was not recorded or no step is given
 */
public record WordHelp(String word, String description, Optional<String> value) {

    private static final int LONGEST_VALUE = 200;
    private static final int MOST_ELEMENTS = 20;
    private static final int DEEPEST = 3;
    private static final String ARGUMENTS = "step.args.";

    /**
     * What is known of the word at an offset.
     *
     * @param seen the recorded step whose values are told; null for none
     */
    public static Optional<WordHelp> of(String text, int offset, SeenStep seen) {
        int from = Math.min(offset, text.length());
        int to = from;
        while (from > 0 && isOfWord(text.charAt(from - 1))) {
            from--;
        }
        while (to < text.length() && isOfWord(text.charAt(to)) && (text.charAt(to) != '.' || to < offset)) {
            to++;
        }
        String word = text.substring(from, to);
        while (!word.isEmpty()) {
            Optional<WordHelp> help = of(word, seen);
            if (help.isPresent()) {
                return help;
            }
            int dot = word.lastIndexOf('.');
            String behind = word.substring(dot + 1);
            Optional<WordHelp> function = Stream.of(ConditionFunction.values()).filter(each -> each.text().equals(behind)).findFirst().map(each -> new WordHelp(each.text(), each.description(), Optional.empty()));
            if (function.isPresent()) {
                return function;
            }
            word = dot < 0 ? "" : word.substring(0, dot);
        }
        return Optional.empty();
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private static Optional<WordHelp> of(String word, SeenStep seen) {
        Optional<Field> field = Field.ofRead(word);
        if (field.isPresent()) {
            return Optional.of(new WordHelp(word, plain(field.get().description()), seen == null ? Optional.empty() : written(seen.step().facts().get(field.get()))));
        }
        if (word.startsWith(ARGUMENTS) && word.length() > ARGUMENTS.length()) {
            return Optional.of(new WordHelp(word, "Argument of the step.", seen == null ? Optional.empty() : written(seen.step().arguments().get(word.substring(ARGUMENTS.length())))));
        }
        Optional<WordHelp> variable = Stream.of(PathVariable.values()).filter(each -> each.text().equals(word)).findFirst().map(each -> new WordHelp(word, plain(each.description()), seen == null ? Optional.empty() : written(value(each, seen))));
        return variable.isPresent() ? variable : PathOperator.of(word).map(operator -> new WordHelp(word, "Asks for earlier steps; takes " + operator.takes() + ".", Optional.empty()));
    }

    private static Object value(PathVariable variable, SeenStep seen) {
        Step step = seen.step();
        return switch (variable) {
            case STEP_OPERATION -> step.operation().text();
            case STEP_NAME -> step.name();
            case STEP_ARGS -> step.arguments();
            case STEP_LABELS -> new TreeSet<>(step.labels()).stream().toList();
            case LABELS -> seen.sortedLabels().stream().toList();
            case PROVENANCE -> new TreeSet<>(seen.provenance()).stream().toList();
            case AGENT_ID -> step.agent();
            default -> null;
        };
    }

    private static Optional<String> written(Object value) {
        return value == null ? Optional.empty() : Optional.of(new YamlFlow(LONGEST_VALUE, MOST_ELEMENTS, DEEPEST).of(value));
    }

    private static String plain(String description) {
        return description.replace("`", "");
    }
}
