package dev.pathwarden.policies.guardrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Cuts a file into its YAML documents and composes each, so that an error in one leaves the others readable.
 *
 * <p>Before a document is composed its events are counted: nesting and size are bounded, and aliases, with which a small file can
 * stand for a huge one, are refused.
 */
final class YamlDocuments {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_EVENTS = 200_000;
    private static final Pattern DOCUMENT_START = Pattern.compile("(?m)^---(?=[ \\t\\r\\n]|\\z)");

    private final int mostChars;
    private final NodeProblems problems;
    private final List<Yaml> documents = new ArrayList<>();

    private YamlDocuments(int mostChars, NodeProblems problems) {
        this.mostChars = mostChars;
        this.problems = problems;
    }

    /** A composed document. */
    record Yaml(Node root, String chunk, int firstLine) {
    }

    static List<Yaml> of(String text, NodeProblems problems) {
        return of(text, GuardrailFiles.MAX_CHARS, problems);
    }

    /**
     * As {@link #of(String, NodeProblems)}, for files that can be larger than those of guardrails.
     *
     * @param mostChars most characters of a document
     */
    static List<Yaml> of(String text, int mostChars, NodeProblems problems) {
        YamlDocuments documents = new YamlDocuments(mostChars, problems);
        documents.cut(text);
        return documents.documents;
    }

    private void cut(String text) {
        Matcher matcher = DOCUMENT_START.matcher(text);
        int from = 0;
        int line = 1;
        while (matcher.find()) {
            compose(text.substring(from, matcher.start()), line);
            line += lines(text, from, matcher.start());
            from = matcher.start();
        }
        compose(text.substring(from), line);
    }

    private static int lines(String text, int from, int to) {
        int lines = 0;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                lines++;
            }
        }
        return lines;
    }

    private void compose(String chunk, int firstLine) {
        if (chunk.isBlank()) {
            return;
        }
        problems.chunk(chunk, firstLine);
        try {
            LoadSettings settings = LoadSettings.builder().setUseMarks(true).setAllowDuplicateKeys(true).setParseComments(false)
                    .setCodePointLimit(mostChars).setSchema(new CoreSchema()).build();
            if (!bounded(settings, chunk)) {
                return;
            }
            for (Node node : new Compose(settings).composeAllFromString(chunk)) {
                documents.add(new Yaml(node, chunk, firstLine));
            }
        } catch (MarkedYamlEngineException wrong) {
            Optional<Mark> mark = wrong.getProblemMark().or(wrong::getContextMark);
            problems.error(mark, "This is not valid YAML: " + sentence(wrong.getProblem(), wrong.getContext()));
        } catch (YamlEngineException wrong) {
            problems.error(Optional.empty(), "This is not valid YAML: " + sentence(wrong.getMessage(), null));
        }
    }

    private static String sentence(String problem, String context) {
        String text = problem == null ? "it cannot be read" : problem.lines().findFirst().orElse("it cannot be read");
        return (context == null || context.isEmpty() ? text : text + ", " + context) + ".";
    }

    private boolean bounded(LoadSettings settings, String chunk) {
        int depth = 0;
        int count = 0;
        for (Event event : new Parse(settings).parseString(chunk)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > MAX_DEPTH || ++count > MAX_EVENTS) {
                problems.error(event.getStartMark(), depth > MAX_DEPTH ? "This is nested more than " + MAX_DEPTH + " deep." : "This document has too many parts.");
                return false;
            }
            if (event instanceof AliasEvent || event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                problems.error(event.getStartMark(), "Anchors and aliases are not allowed here; write the value out.");
                return false;
            }
        }
        return true;
    }
}
