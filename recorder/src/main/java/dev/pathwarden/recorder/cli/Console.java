package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.recorder.cli.json.JsonWriter;
import java.io.PrintWriter;

/**
 * Where a command prints: results to one stream, everything else to the other.
 *
 * @param out results
 * @param err problems, notes and progress
 * @param terminal what reads them
 */
record Console(PrintWriter out, PrintWriter err, Terminal terminal) {

    /** Says something that is no result, on one line with the program's name before it. */
    void note(String sentence) {
        err.println("pathwarden: " + Escaped.text(sentence));
        err.flush();
    }

    /** Prints a result as JSON. */
    void json(Object value) {
        new JsonWriter(out).write(value);
        out.println();
    }

    /** A line that shows how far a long work has come; nothing is written where no terminal reads it. */
    Progress progress(String what) {
        return new Progress(terminal.err() ? err : null, what);
    }
}
