package dev.pathwarden.policies.authoring;

import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.lint.Finding;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of the text that repairs a problem.
 *
 * @param from offset of the first character that is replaced
 * @param to offset behind the last one
 * @param with what stands there then
 */
public record QuickFix(int from, int to, String with) {

    private static final Pattern MEANT = Pattern.compile("'([^']{1,100})'[^']*Did you mean '([^']{1,100})'\\?");
    private static final Pattern QUOTES = Pattern.compile("takes a text, not .*\\. Put it in quotes\\.");

    /** What repairs what is told of a text; empty where that is for a person to say. Not tried: see {@link GuardrailCheck}. */
    static Optional<QuickFix> of(String text, Finding finding) {
        if (finding.repair() == null) {
            return of(text, finding.problem());
        }
        int line = startOfLine(text, finding.problem().line());
        return line < 0 ? Optional.empty() : Removal.of(text, place(text, line, finding.problem()), finding.repair()).flatMap(after -> between(text, after));
    }

    /** The change that makes one text of another: from where they first differ to where they last do. */
    private static Optional<QuickFix> between(String text, String after) {
        int most = Math.min(text.length(), after.length());
        int same = 0;
        while (same < most && text.charAt(same) == after.charAt(same)) {
            same++;
        }
        int behind = 0;
        while (behind < most - same && text.charAt(text.length() - 1 - behind) == after.charAt(after.length() - 1 - behind)) {
            behind++;
        }
        return text.equals(after) ? Optional.empty() : Optional.of(new QuickFix(same, text.length() - behind, after.substring(same, after.length() - behind)));
    }

    /** What repairs a problem of a text; empty where that is for a person to say. */
    static Optional<QuickFix> of(String text, Problem problem) {
        int line = startOfLine(text, problem.line());
        if (line < 0) {
            return Optional.empty();
        }
        int end = endOfLine(text, line);
        int place = place(text, line, problem);
        Matcher meant = MEANT.matcher(problem.message());
        if (meant.find()) {
            return mistyped(text, meant.group(1), line, place, end).map(at -> new QuickFix(at, at + meant.group(1).length(), meant.group(2)));
        }
        if (QUOTES.matcher(problem.message()).find()) {
            String value = text.substring(place, end).replaceAll("\\s+#.*|\\s+$", "");
            return value.isEmpty() || value.contains("'") || "[{|>".indexOf(value.charAt(0)) >= 0 ? Optional.empty() : Optional.of(new QuickFix(place, place + value.length(), "'" + value + "'"));
        }
        return Optional.empty();
    }

    /** Where the mistyped word stands: at the place of the problem, or the only one on its line. */
    private static Optional<Integer> mistyped(String text, String word, int line, int place, int end) {
        if (text.startsWith(word, place)) {
            return Optional.of(place);
        }
        int first = text.indexOf(word, line);
        boolean once = first >= 0 && first + word.length() <= end && (text.indexOf(word, first + 1) < 0 || text.indexOf(word, first + 1) >= end);
        return once ? Optional.of(first) : Optional.empty();
    }

    private static int endOfLine(String text, int line) {
        return text.indexOf('\n', line) < 0 ? text.length() : text.indexOf('\n', line);
    }

    private static int place(String text, int line, Problem problem) {
        return text.offsetByCodePoints(line, Math.min(problem.column() - 1, text.codePointCount(line, endOfLine(text, line))));
    }

    /** Offset of a line, from 1; -1 where there is none. */
    private static int startOfLine(String text, int line) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            at = text.indexOf('\n', at) + 1;
            if (at == 0) {
                return -1;
            }
        }
        return at;
    }

    /** Whether a problem of the text with it stands in what was written, or before it on its line. */
    boolean covers(String after, Problem problem) {
        int line = startOfLine(after, problem.line());
        return line >= 0 && line <= from + with.length() && endOfLine(after, line) >= from && place(after, line, problem) <= from + with.length();
    }

    /** The text with it. */
    public String in(String text) {
        return text.substring(0, from) + with + text.substring(to);
    }
}
