package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.text.Escaped;
import java.io.PrintWriter;
import java.util.List;

/** The difference of two runs in columns: mark, left step, right step, delta. */
public final class DiffText {

    private static final int MARK = 2;
    private static final int MOST_LINES = 8;

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /** @param columns width to print for */
    public DiffText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /** Prints the rows; marks are {@code -} only left, {@code +} only right, {@code ~} changed. */
    public void print(RecordedRun left, RecordedRun right, List<DiffRow> rows) {
        int side = (columns - MARK - 4) * 36 / 100;
        int delta = columns - MARK - 4 - 2 * side;
        out.println(style.strong(" ".repeat(MARK) + Width.left("LEFT " + head(left), side) + "  " + Width.left("RIGHT " + head(right), side) + "  DELTA"));
        for (DiffRow row : rows) {
            List<String> deltas = row.kind() == DiffRow.Kind.CHANGED ? Width.wrap(Escaped.text(String.join("; ", row.deltas())), delta, MOST_LINES) : List.of(word(row.kind()));
            String line = mark(row.kind()) + Width.left(title(row.left()), side) + "  " + Width.left(title(row.right()), side) + "  ";
            out.println(colour(row.kind(), (line + deltas.get(0)).stripTrailing()));
            for (String more : deltas.subList(1, deltas.size())) {
                out.println(colour(row.kind(), " ".repeat(MARK + 2 * side + 4) + more));
            }
        }
        out.println();
        out.println(count(rows, DiffRow.Kind.SAME) + " same, " + count(rows, DiffRow.Kind.CHANGED) + " changed, " + count(rows, DiffRow.Kind.REMOVED) + " only left, "
                + count(rows, DiffRow.Kind.ADDED) + " only right.");
    }

    private static String head(RecordedRun run) {
        return run.run().id().toString().substring(0, 8) + " " + run.run().status().text();
    }

    private static String title(RecordedStep step) {
        if (step == null) {
            return "";
        }
        String status = step.status() == Status.OK ? "" : "[" + step.status().text() + "] ";
        return status + step.operation().text() + " " + Escaped.text(step.step().name());
    }

    private static String mark(DiffRow.Kind kind) {
        return switch (kind) {
            case SAME -> "  ";
            case CHANGED -> "~ ";
            case ADDED -> "+ ";
            case REMOVED -> "- ";
        };
    }

    private static String word(DiffRow.Kind kind) {
        return switch (kind) {
            case SAME, CHANGED -> "";
            case ADDED -> "only right";
            case REMOVED -> "only left";
        };
    }

    private String colour(DiffRow.Kind kind, String line) {
        return switch (kind) {
            case SAME -> line;
            case CHANGED -> style.warning(line);
            case ADDED -> style.good(line);
            case REMOVED -> style.bad(line);
        };
    }

    private static long count(List<DiffRow> rows, DiffRow.Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).count();
    }
}
