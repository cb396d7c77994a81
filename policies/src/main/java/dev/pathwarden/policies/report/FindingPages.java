package dev.pathwarden.policies.report;

import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.follow.FollowLine;
import dev.pathwarden.model.follow.FollowedRun;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.cause.Cause;
import dev.pathwarden.policies.cause.RootCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes findings as a report tells them, each with the path that led to its step. Keeps the run of the finding before: findings of one run mostly stand together. For one thread. */
final class FindingPages {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_LINE = 600;
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_WORDS = 4;
    private static final int MOST_LABELS = 12;
    private static final int MOST_CLAUSES = 12;

    private final Snapshot snapshot;
    private final Map<RunId, RunSummary> runs;
    private RecordedRun last;

    FindingPages(Snapshot snapshot, Map<RunId, RunSummary> runs) {
        this.snapshot = snapshot;
        this.runs = runs;
    }

    /** A run's agent as a reader knows it. */
    static String agent(Run run) {
        String name = run.agentName() != null ? run.agentName() : run.agent() != null ? run.agent() : "an agent without a name";
        return ReportText.line(run.agentVersion() == null ? name : name + " " + run.agentVersion(), LONGEST_TITLE);
    }

    Report.Finding finding(int number, Mark mark) {
        MarkContent.Finding content = (MarkContent.Finding) mark.content();
        List<String> text = ReportText.lines(content.text(), LONGEST_TEXT);
        List<Report.Fact> place = new ArrayList<>();
        RunSummary summary = runs.get(mark.subject().run());
        if (summary != null) {
            place.add(new Report.Fact("Agent", agent(summary.run())));
        }
        place.add(new Report.Fact("Run", mark.subject().run().toString()));
        if (summary == null) {
            return page(number, mark, content, text, place, null, "This run is not in the recording that the report was made of.");
        }
        place.add(new Report.Fact("Began", ReportText.time(summary.run().startNanos())));
        place.add(new Report.Fact("Ended", ReportText.time(summary.run().endNanos()) + ", " + summary.run().status().text()));
        RecordedRun run = run(mark.subject().run());
        StepId asked = mark.subject().step() != null ? mark.subject().step() : RootCause.target(run).orElse(null);
        Target target = target(run, asked, mark.subject().step() != null);
        return page(number, mark, content, text, place, target, target == null && mark.subject().step() != null ? "Step " + mark.subject().step() + " is not in this run." : "");
    }

    /**
     * The step a page is about.
     *
     * @param at its place in the run
     * @param named whether the finding is on it, and not on the run as a whole
     */
    private record Target(RecordedRun run, RecordedStep step, int at, boolean named) {
    }

    private static Target target(RecordedRun run, StepId asked, boolean named) {
        for (int at = 0; asked != null && at < run.steps().size(); at++) {
            if (run.steps().get(at).id().equals(asked)) {
                return new Target(run, run.steps().get(at), at, named);
            }
        }
        return null;
    }

    private Report.Finding page(int number, Mark mark, MarkContent.Finding content, List<String> text, List<Report.Fact> place, Target target, String missing) {
        List<Report.PathStep> path = List.of();
        Report.Picture picture = null;
        Report.Timeline timeline = null;
        List<Report.Verdict> verdicts = List.of();
        List<String> lines = List.of();
        String about = "";
        if (target != null) {
            place.add(new Report.Fact("Step", (target.at() + 1) + " of " + target.run().steps().size() + ": " + target.step().operation().text() + " " + ReportText.line(target.step().step().name(), LONGEST_TITLE)));
            place.add(new Report.Fact("W3C trace context", "00-" + mark.subject().run() + "-" + target.step().id() + "-01"));
            about = target.named() ? "" : "The finding is on the run as a whole: shown is the path to the step that says most of what it was for.";
            verdicts = verdicts(target.step());
            List<Cause> causes = RootCause.of(target.run(), target.step().id());
            path = path(target, causes);
            picture = PathPicture.of(target.run(), causes, target.at());
            timeline = RunTimeline.of(target.run(), path.stream().map(step -> step.step() - 1).toList());
            lines = lines(target);
        }
        return new Report.Finding(number, content.severity().text(), content.state().text(), ReportText.line(content.title(), LONGEST_TITLE), ReportMaker.said(mark), text, place, verdicts, about, path, picture, timeline, lines, missing);
    }

    private static List<Report.Verdict> verdicts(RecordedStep step) {
        return step.decision() == null ? List.of() : step.decision().verdicts().stream().map(verdict -> new Report.Verdict(ReportText.line(verdict.guardrail(), LONGEST_TITLE),
                verdict.action().text() + " (" + verdict.mode().text() + ")", ReportText.line(verdict.message(), LONGEST_LINE),
                verdict.clauses().stream().limit(MOST_CLAUSES).map(clause -> new Report.Fact(ReportText.line(clause.text(), LONGEST_LINE), ReportText.line(clause.value(), LONGEST_LINE))).toList())).toList();
    }

    /** What led to the step, in the order in which it happened. */
    private static List<Report.PathStep> path(Target target, List<Cause> causes) {
        Map<StepId, Integer> places = new HashMap<>();
        List<RecordedStep> steps = target.run().steps();
        for (int i = 0; i < steps.size(); i++) {
            places.putIfAbsent(steps.get(i).id(), i);
        }
        List<Report.PathStep> path = new ArrayList<>();
        causes.stream().filter(cause -> places.containsKey(cause.step()) && !cause.step().equals(target.step().id())).sorted(Comparator.comparing(cause -> places.get(cause.step())))
                .forEach(cause -> path.add(step(steps.get(places.get(cause.step())), places.get(cause.step()), cause)));
        path.add(step(target.step(), target.at(), null));
        return path;
    }

    private static Report.PathStep step(RecordedStep step, int at, Cause cause) {
        Set<String> labels = new TreeSet<>(step.step().labels());
        if (step.outcome() != null) {
            labels.addAll(step.outcome().labels());
        }
        List<String> words = cause == null ? List.of() : cause.spans().stream().limit(MOST_WORDS).map(span -> ReportText.line(span.text(), LONGEST_LINE)).toList();
        return new Report.PathStep(at + 1, step.operation().text(), ReportText.line(step.step().name(), LONGEST_TITLE), step.status().text(), cause == null ? "" : cause.certainty(),
                labels.stream().limit(MOST_LABELS).map(label -> ReportText.line(label, LONGEST_TITLE)).toList(), words);
    }

    private static List<String> lines(Target target) {
        return FollowedRun.step(target.run(), target.at()).stream().filter(line -> line.kind() != FollowLine.Kind.STEP && line.kind() != FollowLine.Kind.VERDICT)
                .map(line -> sign(line.kind()) + ReportText.line(line.text(), LONGEST_LINE)).toList();
    }

    private static String sign(FollowLine.Kind kind) {
        return switch (kind) {
            case GIVEN -> "> ";
            case RETURNED -> "< ";
            case FAILED -> "! ";
            case CAME_FROM -> "~ ";
            case LABELS -> "# ";
            case STEP, REHEARSED, VERDICT -> "";
        };
    }

    private RecordedRun run(RunId id) {
        if (last == null || !last.run().id().equals(id)) {
            last = snapshot.run(id);
        }
        return last;
    }
}
