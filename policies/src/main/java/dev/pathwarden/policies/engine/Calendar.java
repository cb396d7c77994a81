package dev.pathwarden.policies.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** Parts of a timestamp, in UTC, and of a duration. Months, days of the year and of the month count from 0 as in CEL, Sunday is 0. */
final class Calendar {

    private Calendar() {
    }

    static Object part(Op op, Object value) {
        if (value instanceof Duration duration) {
            return ofDuration(op, duration);
        }
        if (!(value instanceof Instant instant)) {
            return Fault.mismatch(op, value);
        }
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        return switch (op) {
            case HOURS -> (long) time.getHour();
            case MINUTES -> (long) time.getMinute();
            case SECONDS -> (long) time.getSecond();
            case MILLISECONDS -> (long) time.get(ChronoField.MILLI_OF_SECOND);
            case YEAR -> (long) time.getYear();
            case MONTH -> time.getMonthValue() - 1L;
            case DAY_OF_MONTH -> time.getDayOfMonth() - 1L;
            case DATE -> (long) time.getDayOfMonth();
            case DAY_OF_WEEK -> (long) (time.getDayOfWeek().getValue() % 7);
            default -> time.getDayOfYear() - 1L;
        };
    }

    private static Object ofDuration(Op op, Duration duration) {
        return switch (op) {
            case HOURS -> duration.toHours();
            case MINUTES -> duration.toMinutes();
            case SECONDS -> duration.toSeconds();
            case MILLISECONDS -> (long) duration.toMillisPart();
            default -> Fault.mismatch(op, duration);
        };
    }
}
