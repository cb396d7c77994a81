package dev.pathwarden.model.follow;

import dev.pathwarden.model.follow.FollowLine.Kind;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a run as text, step by step in path order. A longer text is told where it stands first; further on it says in which step that was, so that the conversation that goes along with each call of a model is read once.
 */
public final class FollowedRun {

    /** A text is told so far, where not all is wanted. */
    static final int LONGEST = 600;
    /** As many lines are told of what a step was given, and of what came back, where not all is wanted. */
    static final int MOST_LINES = 60;
    private static final int LEAST_REPEATED = 40;
    private static final int LONGEST_ON_A_LINE = 160;
    private static final int DEEPEST = 8;

    private final boolean full;
    private final Map<StepId, Integer> places = new HashMap<>();
    private final Map<String, Integer> told = new HashMap<>();
    private final List<FollowLine> lines = new ArrayList<>();
    private RecordedRun run;

    FollowedRun(RecordedRun run, boolean full) {
        this.full = full;
        read(run);
    }

    /** The run as it is by now. */
    void read(RecordedRun now) {
        run = now;
        places.clear();
        for (int i = 0; i < run.steps().size(); i++) {
            places.putIfAbsent(run.steps().get(i).id(), i);
        }
    }

    /** The lines that were written since they were taken last. */
    List<FollowLine> take() {
        List<FollowLine> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    /**
     * The lines of a run.
     *
     * @param full whether every text is told to its end
     */
    public static List<FollowLine> of(RecordedRun run, boolean full) {
        FollowedRun followed = new FollowedRun(run, full);
        for (int place = 0; place < run.steps().size(); place++) {
            followed.step(place, run.steps().get(place));
        }
        return followed.lines;
    }

    /**
     * The lines of one step of a run, for a reader who has not read those before it: no text is told by where it stood earlier.
     *
     * @param place of the step among those of the run, from 0
     */
    public static List<FollowLine> step(RecordedRun run, int place) {
        FollowedRun followed = new FollowedRun(run, false);
        followed.step(place, run.steps().get(place));
        return followed.lines;
    }

    /**
     * The lines of some steps of a run, for a reader who has not read the others: no text is told by where it stood in another step.
     *
     * @param places of the steps among those of the run, from 0
     * @param full whether every text is told to its end
     */
    public static List<FollowLine> of(RecordedRun run, BitSet places, boolean full) {
        FollowedRun followed = new FollowedRun(run, full);
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            followed.told.clear();
            followed.step(place, run.steps().get(place));
        }
        return followed.lines;
    }

    private void step(int place, RecordedStep step) {
        begun(place, step);
        if (step.outcome() == null) {
            unended(place);
        } else {
            ended(place, step.outcome());
        }
    }

    /** Says which step it is. */
    void head(int place, RecordedStep step) {
        String name = step.step().name().isBlank() ? "" : " " + step.step().name();
        lines.add(new FollowLine(place, Kind.STEP, (place + 1) + "  " + step.operation().text() + oneLine(name) + "  " + step.status().text()));
    }

    /** Says which step it is, what it was given, and what guardrails said. */
    void begun(int place, RecordedStep step) {
        head(place, step);
        values(place, Kind.GIVEN, step.step().arguments());
        for (Link link : step.step().links()) {
            if (!link.kind().causal() && places.containsKey(link.step())) {
                int from = places.get(link.step());
                lines.add(new FollowLine(place, Kind.CAME_FROM, oneLine((link.argument().isEmpty() ? "something" : link.argument()) + " came from step " + (from + 1) + ", "
                        + run.steps().get(from).operation().text() + " " + run.steps().get(from).step().name() + " (" + link.kind().text() + ")")));
            }
        }
        for (Verdict verdict : step.decision() == null ? List.<Verdict>of() : step.decision().verdicts()) {
            if (verdict.action() != Action.ALLOW) {
                lines.add(new FollowLine(place, Kind.VERDICT, oneLine(verdict.guardrail() + " asked to " + verdict.action().text() + " (" + verdict.mode().text() + "): " + verdict.message())));
            }
        }
    }

    /** Says that no end of it was recorded. */
    void unended(int place) {
        lines.add(new FollowLine(place, Kind.FAILED, "no end was recorded"));
    }

    /** Says how it ended, and what came back. */
    void ended(int place, Outcome outcome) {
        if (outcome.status() == Status.BLOCKED) {
            lines.add(new FollowLine(place, Kind.FAILED, "stopped before it was done"));
        }
        if (outcome.error() != null) {
            told(place, Kind.FAILED, "", outcome.error());
        }
        if (outcome.result() instanceof Map<?, ?> map) {
            values(place, Kind.RETURNED, map);
        } else if (outcome.result() != null) {
            limited(place, Kind.RETURNED, () -> value(place, Kind.RETURNED, "", outcome.result(), 0));
        }
        if (!outcome.labels().isEmpty()) {
            lines.add(new FollowLine(place, Kind.LABELS, oneLine(String.join(", ", outcome.labels()))));
        }
    }

    private void values(int place, Kind kind, Map<?, ?> values) {
        limited(place, kind, () -> values.forEach((key, value) -> value(place, kind, String.valueOf(key), value, 0)));
    }

    private void limited(int place, Kind kind, Runnable teller) {
        int before = lines.size();
        teller.run();
        int more = lines.size() - before - MOST_LINES;
        if (!full && more > 0) {
            lines.subList(before + MOST_LINES, lines.size()).clear();
            lines.add(new FollowLine(place, kind, "\u2026 " + more + " more lines"));
        }
    }

    private void value(int place, Kind kind, String key, Object value, int depth) {
        if (value instanceof String text) {
            told(place, kind, key, text);
            return;
        }
        if (value instanceof Map<?, ?> map && map.get("role") instanceof String role && (map.containsKey("content") || map.containsKey("text"))) {
            // As providers write a message, or as the recorder does.
            String said = map.containsKey("content") ? "content" : "text";
            value(place, kind, role, map.get(said), depth + 1);
            map.forEach((part, of) -> {
                if (!part.equals("role") && !part.equals(said) && of != null) {
                    value(place, kind, role + "." + part, of, depth + 1);
                }
            });
            return;
        }
        String json = value instanceof Map<?, ?> || value instanceof List<?> ? JsonText.write(value) : String.valueOf(value);
        boolean conversation = value instanceof List<?> list && list.stream().anyMatch(each -> each instanceof Map<?, ?> map && map.get("role") instanceof String);
        if (json.length() <= LONGEST_ON_A_LINE && !conversation || depth >= DEEPEST) {
            told(place, kind, key, json);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((part, of) -> value(place, kind, key.isEmpty() ? String.valueOf(part) : key + "." + part, of, depth + 1));
        } else {
            List<?> list = (List<?>) value;
            for (int i = 0; i < list.size(); i++) {
                value(place, kind, key + "[" + i + "]", list.get(i), depth + 1);
            }
        }
    }

    private void told(int place, Kind kind, String key, String text) {
        String head = key.isEmpty() ? "" : oneLine(key) + ": ";
        Integer before = text.length() < LEAST_REPEATED ? null : told.putIfAbsent(text, place);
        if (before != null) {
            lines.add(new FollowLine(place, kind, head + "(as in step " + (before + 1) + ")"));
            return;
        }
        boolean cut = !full && text.length() > LONGEST;
        int end = cut && Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        String[] parts = (cut ? text.substring(0, end) + "\u2026 " + (text.length() - end) + " more characters" : text).split("\\R");
        // Of a text that is nothing but line breaks no part is left.
        lines.add(new FollowLine(place, kind, parts.length == 0 ? head.stripTrailing() : head + parts[0]));
        for (int i = 1; i < parts.length; i++) {
            lines.add(new FollowLine(place, kind, "  " + parts[i]));
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }
}
