package dev.pathwarden.workbench.cell;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Layer;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.VerdictType;
import dev.pathwarden.workbench.text.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words for the things of the model on screen. Pure functions; times are UTC. */
public final class Wording {

    private static final Texts TEXTS = Texts.of(Wording.class);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** JavaFX 26 fails to lay out text that runs from right to left and is broken into lines: so words of it are kept apart by marks that are not seen, and long ones are parted. */
    private static final char LEFT_TO_RIGHT = '\u200e';
    private static final int MOST_LEFTWARDS = 10;
    private static final int SHORT_ID = 8;
    private static final int LONGEST_NAME = 120;

    private Wording() {
    }

    /** Name of a layer. */
    public static String of(Layer layer) {
        return TEXTS.get("layer." + layer.name());
    }

    /** Name of a status. */
    public static String of(Status status) {
        return TEXTS.get("status." + status.name());
    }

    /** Name of a verdict. */
    public static String of(VerdictType verdict) {
        return TEXTS.get("verdict." + verdict.name());
    }

    /** Name of an action. */
    public static String of(Action action) {
        return TEXTS.get("action." + action.name());
    }

    /** Operation and name of a step on one line: {@code data.sql SELECT customers}. */
    public static String of(RecordedStep step) {
        String name = line(step.step().name(), LONGEST_NAME);
        return name.isEmpty() ? step.operation().text() : step.operation().text() + " " + name;
    }

    /** Name of a run's agent, or of what is known of it. */
    public static String agent(Run run) {
        if (run.agentName() != null && !run.agentName().isBlank()) {
            return line(run.agentName(), LONGEST_NAME);
        }
        return run.agent() == null || run.agent().isBlank() ? TEXTS.get("agent.unknown") : line(run.agent(), LONGEST_NAME);
    }

    /** Date and time, or that there was no clock where null. */
    public static String dateTime(Long epochNanos) {
        return epochNanos == null ? TEXTS.get("time.none") : DATE_TIME.format(instant(epochNanos));
    }

    /** Time of day with milliseconds, or that there was no clock where null. */
    public static String time(Long epochNanos) {
        return epochNanos == null ? TEXTS.get("time.none") : TIME.format(instant(epochNanos));
    }

    /** A duration in the unit that suits it, or that there was no clock where null. */
    public static String duration(Long nanos) {
        if (nanos == null) {
            return TEXTS.get("time.none");
        }
        double value = nanos;
        if (value < 1e3) {
            return nanos + " ns";
        }
        if (value < 1e6) {
            return number(value / 1e3) + " µs";
        }
        if (value < 1e9) {
            return number(value / 1e6) + " ms";
        }
        if (value < 120e9) {
            return number(value / 1e9) + " s";
        }
        long seconds = nanos / NANOS_PER_SECOND;
        return seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** The first digits of a run's id. */
    public static String shortId(RunId id) {
        return id.toString().substring(0, SHORT_ID);
    }

    /** The first digits of a step's id. */
    public static String shortId(StepId id) {
        return id.toString().substring(0, SHORT_ID);
    }

    /**
     * Recorded text on one line: what would break the line or be invisible becomes a space, and what is longer ends in an ellipsis. Recorded text
     * is hostile input, and marks that turn the direction of writing could make it read otherwise than it is.
     *
     * @param longest number of characters that are kept
     */
    public static String line(String text, int longest) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
        boolean space = false;
        int leftwards = 0;
        for (int i = 0; i < text.length() && line.length() < longest; i++) {
            char c = text.charAt(i);
            if (c == LEFT_TO_RIGHT) {
                // Set anew below, also where a text comes here twice.
                continue;
            }
            boolean blank = Character.isWhitespace(c) || Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                    || c == '\u2028' || c == '\u2029';
            if (!blank) {
                boolean parted = space && !line.isEmpty();
                if (leftwards > 0 && (parted || leftwards >= MOST_LEFTWARDS || isWide(c))) {
                    line.append(LEFT_TO_RIGHT);
                    leftwards = 0;
                }
                if (parted) {
                    line.append(' ');
                }
                line.append(c);
                leftwards = leftwards > 0 || isLeftwards(c) ? leftwards + (isWide(c) ? MOST_LEFTWARDS : 1) : 0;
            }
            space = blank;
        }
        return text.length() > longest && line.length() >= longest ? line.append('…').toString() : line.toString();
    }

    private static boolean isLeftwards(char c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC || direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
    }

    /** Whether it is a whole phrase drawn as one character. */
    private static boolean isWide(char c) {
        return c >= '\ufdf0' && c <= '\ufdff';
    }

    private static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }
}
