package dev.pathwarden.policies.report;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.evidence.Verification;
import dev.pathwarden.model.evidence.VerifiedText;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.DoubleConsumer;

/**
 * Gathers what a report says: the findings of a case with the paths that led there, its other marks, and whether the runs are as they were recorded, for which all of them are read and verified.
 *
 * <p>Says what was recorded and what the case says; it judges nothing. Bounded, whatever the recording and the case hold. For one thread.
 */
public final class ReportMaker {

    /** Findings that are told, the worst first. */
    static final int MOST_FINDINGS = 200;
    /** Other marks that are told. */
    static final int MOST_MARKS = 1_000;
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_DAMAGES = 50;

    private static final Comparator<Mark> WORST_FIRST = Comparator.comparing((Mark mark) -> finding(mark).state() == FindingState.DISMISSED)
            .thenComparing(mark -> finding(mark).severity()).thenComparingLong(Mark::madeNanos).thenComparing(Mark::id);

    private final Snapshot snapshot;
    private final Case of;
    private final Map<RunId, RunSummary> runs = new HashMap<>();

    /** @param snapshot stays open while the report is made, and is not closed here */
    public ReportMaker(Snapshot snapshot, Case of) {
        this.snapshot = snapshot;
        this.of = of;
        snapshot.runs().forEach(run -> runs.putIfAbsent(run.run().id(), run));
    }

    /** Whether there is anything in a case that a report could tell: a finding, star, tag or note. */
    public static boolean hasContent(Case of) {
        return of.marks().stream().anyMatch(mark -> mark.subject() != null);
    }

    /**
     * Makes the report.
     *
     * @param recording how the recording is named in it
     * @param author who makes it
     * @param progress is told which part is done, from 0 to 1; what it throws ends the work
     */
    public Report make(String recording, String author, Instant now, DoubleConsumer progress) {
        List<Mark> found = of.marks().stream().filter(mark -> mark.content() instanceof MarkContent.Finding).sorted(WORST_FIRST).toList();
        FindingPages pages = new FindingPages(snapshot, runs);
        List<Report.Finding> findings = new ArrayList<>();
        for (Mark mark : found.subList(0, Math.min(found.size(), MOST_FINDINGS))) {
            findings.add(pages.finding(findings.size() + 1, mark));
        }
        List<Mark> others = of.marks().stream().filter(mark -> mark.subject() != null && !(mark.content() instanceof MarkContent.Finding)).sorted(Comparator.comparing(Mark::subject).thenComparingLong(Mark::madeNanos)).toList();
        List<Report.Mark> marks = others.stream().limit(MOST_MARKS).map(this::mark).toList();
        List<String> damages = snapshot.damages().stream().limit(MOST_DAMAGES).map(damage -> ReportText.line(damage, LONGEST_LINE * 2)).toList();
        String pathwarden = "Pathwarden " + version();
        String made = "Made " + ReportText.time(now) + " by " + ReportText.line(author, LONGEST_LINE) + " with " + pathwarden;
        return new Report(ReportText.line(recording, LONGEST_LINE), made, pathwarden + ", " + ReportText.time(now), facts(), evidence(progress), severities(found), findings, found.size() - findings.size(), marks, others.size() - marks.size(), damages);
    }

    /** The version of Pathwarden, as the build writes it beside the classes. */
    private static String version() {
        Properties build = new Properties();
        try (InputStream in = ReportMaker.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version");
    }

    private static MarkContent.Finding finding(Mark mark) {
        return (MarkContent.Finding) mark.content();
    }

    private static List<Report.Fact> severities(List<Mark> found) {
        List<Report.Fact> severities = new ArrayList<>();
        for (FindingSeverity severity : FindingSeverity.values()) {
            long count = found.stream().map(ReportMaker::finding).filter(finding -> finding.severity() == severity && finding.state() != FindingState.DISMISSED).count();
            if (count > 0) {
                severities.add(new Report.Fact(severity.text(), String.valueOf(count)));
            }
        }
        long dismissed = found.stream().filter(mark -> finding(mark).state() == FindingState.DISMISSED).count();
        if (dismissed > 0) {
            severities.add(new Report.Fact("dismissed", String.valueOf(dismissed)));
        }
        return severities;
    }

    private List<Report.Fact> facts() {
        List<RunSummary> all = snapshot.runs();
        List<Report.Fact> facts = new ArrayList<>();
        long steps = all.stream().mapToLong(RunSummary::steps).sum();
        facts.add(new Report.Fact("Recorded", ReportText.count(all.size(), "run") + ", " + ReportText.count(steps, "step")));
        Optional<Long> first = all.stream().map(run -> run.run().startNanos()).filter(java.util.Objects::nonNull).min(Comparator.naturalOrder());
        Optional<Long> last = all.stream().map(run -> run.run().endNanos()).filter(java.util.Objects::nonNull).max(Comparator.naturalOrder());
        first.ifPresent(from -> facts.add(new Report.Fact("From", ReportText.time(from))));
        last.ifPresent(to -> facts.add(new Report.Fact("To", ReportText.time(to))));
        facts.add(new Report.Fact("Stopped", ReportText.count(all.stream().mapToLong(RunSummary::blocked).sum(), "step") + " in " + ReportText.count(all.stream().filter(run -> run.blocked() > 0).count(), "run")));
        return facts;
    }

    private Report.Mark mark(Mark mark) {
        List<String> text = mark.content() instanceof MarkContent.Tag tag ? ReportText.lines(tag.tag(), LONGEST_LINE)
                : mark.content() instanceof MarkContent.Note note ? ReportText.lines(note.text(), LONGEST_TEXT)
                : mark.content() instanceof MarkContent.Judged judged ? List.of("Stopping it is " + judged.text() + ".") : List.of();
        return new Report.Mark(mark.content().kind(), on(mark.subject()), text, said(mark));
    }

    private String on(Subject subject) {
        RunSummary run = runs.get(subject.run());
        String agent = run == null ? "a run that is not in this recording" : FindingPages.agent(run.run());
        return (subject.step() == null ? "run " : "step " + subject.step() + " of run ") + subject.run() + ", " + agent;
    }

    static String said(Mark mark) {
        return ReportText.line(mark.author(), LONGEST_LINE) + ", " + ReportText.time(mark.changedNanos());
    }

    private Report.Evidence evidence(DoubleConsumer progress) {
        Optional<SealedRuns> sealed = snapshot.sealed();
        if (sealed.isEmpty()) {
            progress.accept(1);
            return new Report.Evidence(false, List.of(VerifiedText.UNSEALED));
        }
        Verification verification = sealed.get().verify(null, null, progress);
        return new Report.Evidence(verification.holds(), new VerifiedText(verification).sentences().stream().map(sentence -> ReportText.line(sentence, LONGEST_LINE * 2)).toList());
    }
}
