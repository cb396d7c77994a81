package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which runs are meant: {@code agent=reporter,label=pii,since=2026-11-01}; all that is said must hold.
 *
 * <p>Grammar: {@code FILTER = TERM {"," TERM}}, {@code TERM = NAME "=" VALUE}. A label is meant with all that begin with it and a dot. Runs without a clock are neither since nor until.
 */
final class RunFilter {

    private static final long NANOS = 1_000_000_000L;
    private static final String TERMS = "agent=NAME or id, status=STATUS, label=LABEL, stopped=yes, since=DATE, until=DATE";

    private final List<Predicate<RunSummary>> terms;

    private RunFilter(List<Predicate<RunSummary>> terms) {
        this.terms = terms;
    }

    /**
     * Reads a filter.
     *
     * @throws CommandException if it is none
     */
    static RunFilter parse(String text) {
        List<Predicate<RunSummary>> terms = new ArrayList<>();
        for (String term : text.split(",", -1)) {
            int equals = term.indexOf('=');
            if (equals < 0) {
                throw none(term);
            }
            terms.add(term(term.substring(0, equals).strip(), term.substring(equals + 1).strip(), term));
        }
        return new RunFilter(terms);
    }

    boolean takes(RunSummary run) {
        return terms.stream().allMatch(term -> term.test(run));
    }

    private static Predicate<RunSummary> term(String name, String value, String term) {
        return switch (name) {
            case "agent" -> run -> value.equals(run.run().agentName()) || value.equals(run.run().agent());
            case "status" -> {
                Status status = Status.of(value).orElseThrow(() -> none(term));
                yield run -> run.run().status() == status;
            }
            case "label" -> run -> run.labels().stream().anyMatch(label -> label.equals(value) || label.startsWith(value + "."));
            case "stopped" -> {
                if (!value.equals("yes") && !value.equals("no")) {
                    throw none(term);
                }
                yield run -> run.blocked() > 0 == value.equals("yes");
            }
            case "since" -> {
                long nanos = nanos(value, term);
                yield run -> run.run().startNanos() != null && run.run().startNanos() >= nanos;
            }
            case "until" -> {
                long nanos = nanos(value, term);
                yield run -> run.run().startNanos() != null && run.run().startNanos() < nanos;
            }
            default -> throw none(term);
        };
    }

    private static long nanos(String value, String term) {
        try {
            Instant instant = value.length() > 10 ? Instant.parse(value) : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            return Math.multiplyExact(instant.getEpochSecond(), NANOS) + instant.getNano();
        } catch (DateTimeParseException | ArithmeticException none) {
            throw none(term);
        }
    }

    private static CommandException none(String term) {
        return new CommandException(ExitCode.USAGE, "'" + term.strip() + "' says nothing of runs: write " + TERMS + ", with commas between; a date is 2026-11-29 or 2026-11-29T21:00:00Z.");
    }
}
