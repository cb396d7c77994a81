package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.rollout.Drift;
import dev.pathwarden.policies.rollout.Recorders;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutFigures;
import dev.pathwarden.recorder.cli.text.Times;
import dev.pathwarden.recorder.cli.text.Width;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a roll-out stands, as text and as JSON.
 *
 * @param since when what is deployed was put in place
 * @param live what was recorded since; null where nobody asked
 */
record RolloutStatus(Rollout rollout, Rollout.Standing standing, Instant since, Recorders recorders, Instant now, RolloutFigures live) {

    private static final int HEAD = 12;
    private static final int MOST_LINES = 6;
    private static final int MOST_RECORDERS = 200;
    private static final long NANOS = 1_000_000_000L;
    private static final Map<Recorders.State, String> WORDS = new EnumMap<>(Map.of(Recorders.State.TAKEN, "taken", Recorders.State.REFUSED, "refused", Recorders.State.SILENT, "no answer",
            Recorders.State.LOST, "not seen", Recorders.State.ENDED, "ended"));

    /** Whether every recorder that is there has what is deployed, and as many as are expected. A file that cannot be read may be of one that has not. */
    boolean deployedEverywhere() {
        Map<Recorders.State, Long> counts = counts();
        return standing.stale() == null && counts.getOrDefault(Recorders.State.REFUSED, 0L) + counts.getOrDefault(Recorders.State.SILENT, 0L) + counts.getOrDefault(Recorders.State.LOST, 0L) == 0 && never() == 0 && recorders.unread() == 0;
    }

    private Recorders.State state(Recorders.Told told) {
        return told.state(standing.deployed() == null ? "" : standing.deployed().bundle().hash(), standing.deployed() == null ? null : standing.deployed().sequence(), since, now);
    }

    private Map<Recorders.State, Long> counts() {
        Map<Recorders.State, Long> counts = new EnumMap<>(Recorders.State.class);
        recorders.all().forEach(told -> counts.merge(state(told), 1L, Long::sum));
        return counts;
    }

    /** How many of the recorders that are expected have never said anything, as far as is known. */
    private long never() {
        long there = recorders.all().size() - counts().getOrDefault(Recorders.State.ENDED, 0L);
        return Math.max(0, rollout.plan().recorders() - there);
    }

    void print(Console console) {
        List<String> lines = new ArrayList<>();
        head(lines, console, "stands at", rollout.told(standing.stage()));
        if (standing.deployed() != null) {
            head(lines, console, "deployed", rollout.deployed().path() + " since " + time(since) + ", hash " + (standing.deployed().bundle().hash().isEmpty() ? "none" : standing.deployed().bundle().hash())
                    + (standing.deployed().sequence() == null ? "" : ", sequence " + standing.deployed().sequence()));
        }
        if (standing.stale() != null) {
            head(lines, console, "stale", standing.stale());
        }
        head(lines, console, "recorders", summary());
        recorders(lines, console);
        if (never() > 0) {
            head(lines, console, "  never", RecordingReport.count(never(), "recorder") + " of the " + rollout.plan().recorders() + " that the plan expects " + (never() == 1 ? "has" : "have")
                    + " never acknowledged anything: started without this bundle, by an older version, or without the right to write to its directory of acknowledgements.");
        }
        for (String id : rollout.plan().guardrails()) {
            head(lines, console, "guardrail", id + ": " + figures(id));
        }
        lines.forEach(console.out()::println);
    }

    /** Those that need a look before those that have what is deployed. */
    private void recorders(List<String> lines, Console console) {
        List<Recorders.Told> there = recorders.all().stream().filter(told -> state(told) != Recorders.State.ENDED).sorted(Comparator.comparing(told -> state(told) == Recorders.State.TAKEN)).toList();
        there.stream().limit(MOST_RECORDERS).forEach(told -> head(lines, console, "  " + WORDS.get(state(told)), told(told)));
        if (there.size() > MOST_RECORDERS) {
            head(lines, console, "", "and " + (there.size() - MOST_RECORDERS) + " more, " + (state(there.get(MOST_RECORDERS)) == Recorders.State.TAKEN ? "all of which have it" : "which --json lists"));
        }
    }

    private String summary() {
        Map<Recorders.State, Long> counts = counts();
        long there = recorders.all().size() - counts.getOrDefault(Recorders.State.ENDED, 0L);
        if (recorders.all().isEmpty() && recorders.unread() == 0) {
            return "none has acknowledged anything yet";
        }
        return counts.getOrDefault(Recorders.State.TAKEN, 0L) + " of " + there + " that are there " + (there == 1 ? "has" : "have") + " what is deployed"
                + (counts.containsKey(Recorders.State.ENDED) ? "; " + counts.get(Recorders.State.ENDED) + " ended" : "") + (recorders.unread() == 0 ? "" : "; " + RecordingReport.count(recorders.unread(), "file") + " there cannot be read");
    }

    private String told(Recorders.Told told) {
        String who = told.said().recorder() + "  " + (told.said().program().isEmpty() ? "" : told.said().program() + ", ") + "process " + told.said().pid() + (told.said().host().isEmpty() ? "" : " on " + told.said().host());
        String has = "has " + (told.said().bundle().isEmpty() ? "no guardrails" : told.said().bundle()) + (told.said().sequence() == null ? "" : ", sequence " + told.said().sequence());
        return switch (state(told)) {
            case TAKEN -> who + ", at " + Times.instant(told.said().atNanos()) + " UTC";
            case REFUSED -> who + ": " + told.said().refusal() + " It " + has + ".";
            case SILENT -> who + ": " + has + ", and has not answered since " + time(since) + "; it was there " + ago(told) + " ago";
            case LOST -> who + ": was last there " + ago(told) + " ago and had not said that it ends; it " + has.replaceFirst("has", "had");
            case ENDED -> who;
        };
    }

    private String ago(Recorders.Told told) {
        return Times.duration(Math.max(0, Duration.between(told.seen(), now).toSeconds()) * NANOS);
    }

    private static String time(Instant instant) {
        return Times.instant(instant.getEpochSecond() * NANOS) + " UTC";
    }

    private String figures(String id) {
        RolloutFigures rehearsed = rollout.plan().rehearsed();
        String before = rehearsed.runs() == 0 ? "not rehearsed" : "rehearsed " + share(rehearsed, id);
        if (live == null) {
            return before;
        }
        if (live.runs() == 0) {
            return before + "; nothing in these snapshots was decided under it";
        }
        Drift drift = Drift.of(id, rehearsed, live);
        return before + "; since then " + share(live, id) + (!drift.isKnown() ? "" : drift.hasDrifted() ? ". DRIFT: " + interval(drift) : "; no drift that chance does not explain, " + interval(drift));
    }

    /** Per thousand steps, and in how many runs. */
    private static String share(RolloutFigures figures, String id) {
        RolloutFigures.Hits hits = figures.of(id);
        return String.format(Locale.ROOT, "%.1f per 1,000 steps (%d of %d), in %d of %d runs", figures.steps() == 0 ? 0 : 1000.0 * hits.steps() / figures.steps(), hits.steps(), figures.steps(), hits.runs(), figures.runs());
    }

    private static String interval(Drift drift) {
        return String.format(Locale.ROOT, "%+.1f %% of runs (%+.1f to %+.1f)", 100 * drift.difference(), 100 * drift.least(), 100 * drift.most());
    }

    private static void head(List<String> lines, Console console, String head, String text) {
        String before = Width.left(head, HEAD);
        for (String part : Width.wrap(Escaped.text(text), console.terminal().columns() - HEAD, MOST_LINES)) {
            lines.add(before + part);
            before = " ".repeat(HEAD);
        }
    }

    Map<String, Object> json() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("stage", standing.stage() + 1);
        result.put("stages", rollout.plan().stages().size());
        result.put("bundle", rollout.deployed().path().toString());
        result.put("hash", standing.deployed() == null ? "" : standing.deployed().bundle().hash());
        result.put("sequence", standing.deployed() == null ? null : standing.deployed().sequence());
        result.put("since", since.toString());
        result.put("stale", standing.stale());
        result.put("recorders", recorders.all().stream().map(this::json).toList());
        result.put("unread", recorders.unread());
        result.put("neverAcknowledged", never());
        result.put("guardrails", rollout.plan().guardrails().stream().map(this::json).toList());
        return result;
    }

    private Map<String, Object> json(Recorders.Told told) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("recorder", told.said().recorder());
        one.put("state", state(told).name().toLowerCase(Locale.ROOT));
        one.put("program", told.said().program());
        one.put("pid", told.said().pid());
        one.put("host", told.said().host());
        one.put("hash", told.said().bundle());
        one.put("sequence", told.said().sequence());
        one.put("refusal", told.said().refusal());
        one.put("at", told.said().atNanos());
        one.put("seen", told.seen().toString());
        return one;
    }

    private Map<String, Object> json(String id) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("guardrail", id);
        one.put("rehearsed", json(rollout.plan().rehearsed(), id));
        if (live != null) {
            one.put("live", json(live, id));
            Drift drift = Drift.of(id, rollout.plan().rehearsed(), live);
            one.put("drift", drift.isKnown() ? Map.of("difference", drift.difference(), "least", drift.least(), "most", drift.most(), "drifted", drift.hasDrifted()) : null);
        }
        return one;
    }

    private static Map<String, Object> json(RolloutFigures figures, String id) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("steps", figures.of(id).steps());
        one.put("ofSteps", figures.steps());
        one.put("runs", figures.of(id).runs());
        one.put("ofRuns", figures.runs());
        return one;
    }
}
