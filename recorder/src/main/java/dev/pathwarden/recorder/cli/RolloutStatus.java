package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.push.Followers;
import dev.pathwarden.policies.push.LookedAt;
import dev.pathwarden.policies.rollout.Drift;
import dev.pathwarden.policies.rollout.ReceiverReport;
import dev.pathwarden.policies.rollout.Recorders;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutFigures;
import dev.pathwarden.recorder.cli.text.Times;
import dev.pathwarden.recorder.cli.text.Width;
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
 * @param receivers what those of the plan said
 * @param live what was recorded since; null where nobody asked
 */
record RolloutStatus(Rollout rollout, Rollout.Standing standing, Instant since, Followers followers, List<LookedAt> receivers, RolloutFigures live) {

    private static final int HEAD = 12;
    private static final int MOST_LINES = 6;
    private static final int MOST_RECORDERS = 200;
    private static final long NANOS = 1_000_000_000L;
    private static final Map<Recorders.State, String> WORDS = new EnumMap<>(Map.of(Recorders.State.TAKEN, "taken", Recorders.State.REFUSED, "refused", Recorders.State.SILENT, "no answer",
            Recorders.State.LOST, "not seen", Recorders.State.ENDED, "ended"));

    /** Whether every receiver and every recorder that is there has what is deployed, and as many as are expected. */
    boolean deployedEverywhere() {
        return standing.stale() == null && followers.haveIt() && receivers.stream().allMatch(each -> each.state(rollout, standing) == LookedAt.State.HAS);
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
        receivers.forEach(each -> head(lines, console, "receiver", told(each)));
        head(lines, console, "recorders", summary());
        recorders(lines, console);
        long never = followers.never();
        if (never > 0) {
            head(lines, console, "  never", RecordingReport.count(never, "recorder") + " of the " + rollout.plan().recorders() + " that the plan expects " + (never == 1 ? "has" : "have")
                    + " never acknowledged anything: started without this bundle, by an older version, or without the right to write to its directory of acknowledgements.");
        }
        for (String id : rollout.plan().guardrails()) {
            head(lines, console, "guardrail", id + ": " + figures(id));
        }
        lines.forEach(console.out()::println);
    }

    /** Those that need a look before those that have what is deployed. */
    private void recorders(List<String> lines, Console console) {
        List<Followers.Follower> there = followers.all().stream().filter(each -> each.state() != Recorders.State.ENDED).sorted(Comparator.comparing(each -> each.state() == Recorders.State.TAKEN)).toList();
        there.stream().limit(MOST_RECORDERS).forEach(each -> head(lines, console, "  " + WORDS.get(each.state()), told(each)));
        if (there.size() > MOST_RECORDERS) {
            head(lines, console, "", "and " + (there.size() - MOST_RECORDERS) + " more, " + (there.get(MOST_RECORDERS).state() == Recorders.State.TAKEN ? "all of which have it" : "which --json lists"));
        }
    }

    private String told(LookedAt each) {
        ReceiverReport report = each.report();
        String has = report == null ? "" : report.hash().isEmpty() ? "no guardrails" : report.hash() + (report.sequence() == null ? "" : ", sequence " + report.sequence());
        return each.receiver().name() + switch (each.state(rollout, standing)) {
            case HAS -> " has it" + (report.hasBundle() ? " since " + time(report.since()) : "");
            case BEHIND -> " has another bundle of the roll-out: " + has + ". 'pathwarden policy rollout push', or 'rollback' once it was rolled back, goes on with it.";
            case NOTHING -> " has no bundle yet: 'pathwarden policy rollout push' goes on with it.";
            case OTHER -> " has a bundle that is none of the roll-out: " + has + ".";
            case NOT_REACHED -> ": " + each.problem();
        };
    }

    private String summary() {
        long there = followers.there();
        long ended = followers.count(Recorders.State.ENDED);
        if (followers.all().isEmpty() && followers.unread() == 0) {
            return "none has acknowledged anything yet";
        }
        return followers.count(Recorders.State.TAKEN) + " of " + there + " that are there " + (there == 1 ? "has" : "have") + " what is deployed"
                + (ended > 0 ? "; " + ended + " ended" : "") + (followers.unread() == 0 ? "" : "; " + RecordingReport.count(followers.unread(), "file") + " there cannot be read");
    }

    private String told(Followers.Follower each) {
        Acknowledgement said = each.told().said();
        String who = said.recorder() + "  " + (said.program().isEmpty() ? "" : said.program() + ", ") + "process " + said.pid() + (said.host().isEmpty() ? "" : " on " + said.host()) + (each.receiver().isEmpty() ? "" : ", told by " + each.receiver());
        String has = "has " + (said.bundle().isEmpty() ? "no guardrails" : said.bundle()) + (said.sequence() == null ? "" : ", sequence " + said.sequence());
        return switch (each.state()) {
            case TAKEN -> who + ", at " + Times.instant(said.atNanos()) + " UTC";
            case REFUSED -> who + ": " + said.refusal() + " It " + has + ".";
            case SILENT -> who + ": " + has + ", and has not answered since " + time(since) + "; it was there " + ago(each) + " ago";
            case LOST -> who + ": was last there " + ago(each) + " ago and had not said that it ends; it " + has.replaceFirst("has", "had");
            case ENDED -> who;
        };
    }

    private static String ago(Followers.Follower each) {
        return Times.duration(each.ago().toSeconds() * NANOS);
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
        result.put("receivers", receivers.stream().map(this::json).toList());
        result.put("recorders", followers.all().stream().map(RolloutStatus::json).toList());
        result.put("unread", followers.unread());
        result.put("neverAcknowledged", followers.never());
        result.put("guardrails", rollout.plan().guardrails().stream().map(this::json).toList());
        return result;
    }

    private Map<String, Object> json(LookedAt each) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("url", each.receiver().url().toString());
        one.put("state", each.state(rollout, standing).name().toLowerCase(Locale.ROOT));
        one.put("hash", each.report() == null ? null : each.report().hash());
        one.put("sequence", each.report() == null ? null : each.report().sequence());
        one.put("problem", each.problem());
        return one;
    }

    private static Map<String, Object> json(Followers.Follower each) {
        Acknowledgement said = each.told().said();
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("recorder", said.recorder());
        one.put("state", each.state().name().toLowerCase(Locale.ROOT));
        one.put("receiver", each.receiver().isEmpty() ? null : each.receiver());
        one.put("program", said.program());
        one.put("pid", said.pid());
        one.put("host", said.host());
        one.put("hash", said.bundle());
        one.put("sequence", said.sequence());
        one.put("refusal", said.refusal());
        one.put("at", said.atNanos());
        one.put("seen", each.told().seen().toString());
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
