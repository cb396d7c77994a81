package dev.pathwarden.policies.guardrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the problems of one file. YAML counts lines within the chunk it is given; here they count within the file. */
final class NodeProblems {

    /** More than these help nobody. */
    private static final int MAX_PROBLEMS = 200;

    private final String source;
    private final List<Problem> problems = new ArrayList<>();
    private String chunk = "";
    private int firstLine = 1;
    private int errors;

    NodeProblems(String source) {
        this.source = source;
    }

    void chunk(String text, int line) {
        chunk = text;
        firstLine = line;
    }

    String chunk() {
        return chunk;
    }

    int firstLine() {
        return firstLine;
    }

    int line(Node node) {
        return firstLine + node.getStartMark().map(Mark::getLine).orElse(0);
    }

    static int column(Node node) {
        return 1 + node.getStartMark().map(Mark::getColumn).orElse(0);
    }

    void error(Node node, String message) {
        error(node.getStartMark(), message);
    }

    void error(Optional<Mark> mark, String message) {
        add(Problem.Severity.ERROR, firstLine + mark.map(Mark::getLine).orElse(0), 1 + mark.map(Mark::getColumn).orElse(0), message);
    }

    private void add(Problem.Severity severity, int line, int column, String message) {
        errors += severity == Problem.Severity.ERROR ? 1 : 0;
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(severity, source, line, column, message));
        }
    }

    /** Number of errors so far. */
    int errors() {
        return errors;
    }

    List<Problem> all() {
        return problems;
    }
}
