package dev.pathwarden.policies.draft;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.trust.ArgumentSources;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what a clause of a draft keeps and what it widens. Texts from recordings are shortened and on one line. Pure. */
public final class ClauseWords {

    private static final int LONGEST = 80;
    private static final int MOST_VALUES = 5;

    private ClauseWords() {
    }

    /** What is kept with a choice, such as {@code step.http.host ends with '.example.com'}. */
    public static String keeps(DraftClause clause, int choice) {
        Kept kept = clause.choices().get(choice);
        String read = clause.reading().text();
        return switch (kept.keep()) {
            case SAME -> read + (kept.values().size() == 1 ? " is " : " is one of ") + values(kept.values());
            case BEGINNING -> read + " begins with " + values(kept.values());
            case ENDING -> read + " ends with " + values(kept.values());
            case HOLDS -> read + (kept.values().size() == 1 ? " holds " : " holds one of ") + values(kept.values());
            case FAMILY -> read + " holds a label that begins with " + values(kept.values());
            case CARRIES -> "the argument " + values(List.of(clause.reading().argument())) + " carries what came from " + source(kept);
            case TRUE -> read + " is true";
            case FALSE -> read + " is false";
            case FLOW -> "a value in the arguments came from an earlier step with " + line(String.valueOf(kept.values().get(0)));
        };
    }

    /** What is widened with a choice, such as {@code any host of that domain, not api.example.com alone}; empty where nothing is. */
    public static String widens(DraftClause clause, int choice) {
        if (choice == 0) {
            return "";
        }
        Kept narrow = clause.choices().get(0);
        String what = switch (clause.choices().get(choice).keep()) {
            case BEGINNING -> "whatever comes behind it";
            case ENDING -> "any host of that domain";
            case FAMILY -> "any label of that family";
            case CARRIES -> "anything that the user did not say";
            default -> "more";
        };
        return what + ", not " + values(narrow.values()) + " alone";
    }

    /** What a choice is called where one is taken: exact, beginning, domain, family. */
    public static String called(Kept kept) {
        return switch (kept.keep()) {
            case SAME, HOLDS, TRUE, FALSE, FLOW -> "exact";
            case BEGINNING -> "beginning " + values(kept.values());
            case ENDING -> "domain " + values(kept.values());
            case FAMILY -> "family " + values(kept.values());
            case CARRIES -> "from " + source(kept);
        };
    }

    private static String source(Kept kept) {
        return kept.values().get(0).equals(ArgumentSources.DATA) ? "a source that is not the user" : "a source with the label " + values(kept.values());
    }

    private static String values(List<Object> values) {
        String named = values.stream().limit(MOST_VALUES).map(value -> value instanceof String text ? "'" + line(text) + "'" : String.valueOf(value)).collect(Collectors.joining(", "));
        return values.size() > MOST_VALUES ? named + " and " + (values.size() - MOST_VALUES) + " more" : named;
    }

    private static String line(String text) {
        String line = Escaped.text(text);
        return line.codePointCount(0, line.length()) <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
