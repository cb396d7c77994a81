package dev.pathwarden.recorder.attached;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.attached.program.Effects;
import dev.pathwarden.recorder.attached.program.Through;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A row of {@code ways.csv}, where the columns are explained.
 *
 * @param kind empty where steps of the operation have none
 */
record WayRow(String way, String effect, String call, List<Through> through, int from, int to, Observer observer, Operation operation, String kind, Refusal refusal) {

    private static final int COLUMNS = 10;

    /** How a denied caller learns of it. */
    enum Refusal {
        THROWN, SILENT
    }

    /** One call of a way through something. */
    record Call(WayRow row, Through through) {

        /** Part of every name the call uses. */
        String token() {
            return Effects.token(row.way(), through.text());
        }

        /** Whether this JDK has both the way and what it goes through. */
        boolean exists() {
            int java = Runtime.version().feature();
            return java >= Math.max(row.from(), through.from()) && java <= row.to();
        }

        /** Which JDKs have it. */
        String needs() {
            return "JDK " + Math.max(row.from(), through.from()) + (row.to() == Integer.MAX_VALUE ? " or later has it" : " to " + row.to() + " has it");
        }

        @Override
        public String toString() {
            return row.way() + " through " + through.text() + " (" + row.call() + ")";
        }
    }

    /** All rows. */
    static List<WayRow> all() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(WayRow.class.getResourceAsStream("ways.csv"), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).skip(1).map(WayRow::of).toList();
        }
    }

    private static WayRow of(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(COLUMNS + " columns are needed: " + line);
        }
        return new WayRow(cells[0], cells[1], cells[2], through(cells[3]), Integer.parseInt(cells[4]), cells[5].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(cells[5]),
                Observer.valueOf(cells[6].toUpperCase(Locale.ROOT)), Operation.of(cells[7]).orElseThrow(() -> new IllegalArgumentException(line)), cells[8],
                Refusal.valueOf(cells[9].toUpperCase(Locale.ROOT)));
    }

    private static List<Through> through(String names) {
        return names.equals("*") ? List.of(Through.values())
                : Stream.of(names.split(" ")).map(name -> Stream.of(Through.values()).filter(one -> one.text().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(name))).toList();
    }

    /** Its calls. */
    Stream<Call> calls() {
        return through.stream().map(one -> new Call(this, one));
    }

    /** The field that its kind is a value of. */
    Field kindOf() {
        return switch (operation) {
            case DATA_NET -> Field.NET_KIND;
            case CODE_SCRIPT -> Field.SCRIPT_ACTION;
            default -> Field.FILE_CHANGE;
        };
    }
}
