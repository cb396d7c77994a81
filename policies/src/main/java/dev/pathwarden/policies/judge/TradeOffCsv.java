package dev.pathwarden.policies.judge;

import dev.pathwarden.policies.statistics.Proportion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trade-offs as comma-separated values (RFC 4180), a line for each point. Pure. */
public final class TradeOffCsv {

    private static final List<String> HEADER = List.of("guardrail", "sub_condition", "clause", "written", "least", "most", "now", "right_stops", "missed", "wrong_stops", "left_alone", "recall", "recall_least", "recall_most", "utility",
            "utility_least", "utility_most", "precision", "precision_least", "precision_most");

    private TradeOffCsv() {
    }

    /** The line with the names of the columns. */
    public static String header() {
        return line(HEADER.stream());
    }

    /** The lines of the points of one guardrail's threshold. */
    public static String lines(String guardrail, TradeOff tradeOff) {
        Threshold threshold = tradeOff.threshold();
        return tradeOff.points().stream().map(point -> {
            Figures figures = point.figures();
            Stream<String> told = Stream.of(guardrail, threshold.let(), threshold.clause(), threshold.literal(), threshold.written(point.least()), threshold.written(point.most()), String.valueOf(point.present()));
            Stream<String> counts = Stream.of(figures.rightStops(), figures.missed(), figures.wrongStops(), figures.leftAlone()).map(String::valueOf);
            Stream<String> shares = Stream.of(figures.recall(), figures.utility(), figures.precision()).flatMap(TradeOffCsv::share);
            return line(Stream.of(told, counts, shares).flatMap(cells -> cells));
        }).collect(Collectors.joining());
    }

    private static Stream<String> share(Optional<Proportion> share) {
        return share.map(known -> Stream.of(known.share(), known.least(), known.most()).map(number -> String.format(Locale.ROOT, "%.4f", number))).orElse(Stream.of("", "", ""));
    }

    private static String line(Stream<String> cells) {
        return cells.map(TradeOffCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A text that a table program would take for a formula begins with an apostrophe, which it takes for a text. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[\\w .'%-]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
