package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunTotals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run came to, in one line. */
final class TotalsText {

    private static final int MICRO_DIGITS = 6;

    private TotalsText() {
    }

    /** The totals over all recorded processes, those that are unknown or zero left out; empty where all are. */
    static String of(RecordedRun run) {
        Map<Field, Long> totals = RunTotals.of(run).facts();
        List<String> parts = new ArrayList<>();
        Long input = totals.get(Field.OUTCOME_INPUT_TOKENS);
        Long cached = totals.get(Field.OUTCOME_CACHED_INPUT_TOKENS);
        if (input != null) {
            parts.add(number(input) + " tokens in" + (cached == null || cached == 0 ? "" : " (" + number(cached) + " cached)"));
        }
        Long output = totals.get(Field.OUTCOME_OUTPUT_TOKENS);
        if (output != null) {
            parts.add(number(output) + " tokens out");
        }
        Long cost = totals.get(Field.OUTCOME_COST_MICRO_USD);
        if (cost != null) {
            parts.add("USD " + BigDecimal.valueOf(cost, MICRO_DIGITS).toPlainString());
        }
        count(parts, totals.get(Field.OUTCOME_ROWS_READ), "row read", "rows read");
        count(parts, totals.get(Field.OUTCOME_BYTES_OUT), "byte out", "bytes out");
        count(parts, totals.get(Field.OUTCOME_FILES_CHANGED), "file changed", "files changed");
        count(parts, totals.get(Field.OUTCOME_PROCESSES), "process run", "processes run");
        return String.join(", ", parts);
    }

    private static void count(List<String> parts, Long value, String one, String many) {
        if (value != null && value != 0) {
            parts.add(number(value) + " " + (value == 1 ? one : many));
        }
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
