package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.CaseStore;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkId;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.report.Report;
import dev.pathwarden.policies.report.ReportFormat;
import dev.pathwarden.policies.report.ReportMaker;
import dev.pathwarden.policies.report.ReportWriter;
import dev.pathwarden.recorder.cli.json.CaseJson;
import dev.pathwarden.recorder.cli.text.CaseMarksText;
import dev.pathwarden.recorder.cli.text.MarkedSubjects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The recording whose case a command looks at or changes, and how that is told. */
final class CaseRecording {

    @Mixin
    private JsonOption json;

    @Mixin
    private DecryptOption decrypt;

    @Mixin
    private SnapshotOption opening;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private Path snapshot;

    /** Prints the case. */
    int show(Invocation invocation) {
        Console console = invocation.console();
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            CaseStore store = new CaseStore(opened, invocation.environment());
            List<Mark> marks = read(console, store).marks();
            if (json.wanted()) {
                console.json(CaseJson.marks(store.file(), marks));
            } else {
                MarkedSubjects subjects = MarkedSubjects.of(opened, marks.stream().map(Mark::subject).filter(Objects::nonNull).toList());
                new CaseMarksText(console.out(), console.terminal().outStyle(), console.terminal().columns()).print(opened.location(), marks, subjects);
            }
        }
        return ExitCode.OK;
    }

    /** Changes the case, and prints what became of it. */
    int edit(Invocation invocation, BiFunction<Snapshot, Case, CaseEdit> change) {
        Console console = invocation.console();
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            CaseStore store = new CaseStore(opened, invocation.environment());
            CaseEdit edit = change.apply(opened, read(console, store));
            Case edited = store.edit(edit);
            if (json.wanted()) {
                console.json(CaseJson.marks(store.file(), edit.changes().stream().map(made -> edited.all().get(made.id())).filter(Objects::nonNull).toList()));
            } else {
                tell(console, opened, edit);
                console.out().println(edit.isEmpty() ? "Nothing is changed: that stands there already." : "The case is " + Escaped.text(store.file().toString()) + ".");
            }
        }
        return ExitCode.OK;
    }

    /** Writes a report of the case. */
    int report(Invocation invocation, ReportFile file, ReportFormat format) throws IOException {
        Console console = invocation.console();
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            CaseStore store = new CaseStore(opened, invocation.environment());
            Case of = read(console, store);
            if (!ReportMaker.hasContent(of)) {
                throw new CommandException(ExitCode.INPUT, "There is nothing to report: the case of " + snapshot + " has no finding, star, tag or note. 'pathwarden case finding' adds one.");
            }
            Report report;
            try (Progress progress = console.progress("percent verified:")) {
                report = new ReportMaker(opened, of).make(opened.location().getFileName().toString(), store.author(), Instant.now(), done -> progress.at(Math.round(done * 100), 100));
            }
            ReportWriter writer = new ReportWriter();
            file.writeBytes(out -> writer.write(report, format, out));
            if (json.wanted()) {
                console.json(Map.of("report", file.path().toString(), "findings", (long) report.findings().size(), "marks", (long) report.marks().size(), "verified", report.evidence().holds()));
            } else {
                console.out().println("The report is " + Escaped.text(file.path().toString()) + ": " + RecordingReport.count(report.findings().size(), "finding") + ", " + RecordingReport.count(report.marks().size(), "other mark")
                        + (report.evidence().holds() ? ", the runs verified." : ", the runs not verified: it says why."));
            }
        }
        return ExitCode.OK;
    }

    private static Case read(Console console, CaseStore store) {
        CaseStore.Found found = store.read();
        found.notes().forEach(console::note);
        return found.value();
    }

    private static void tell(Console console, Snapshot opened, CaseEdit edit) {
        MarkedSubjects subjects = MarkedSubjects.of(opened, edit.changes().stream().map(CaseEdit.Change::subject).filter(Objects::nonNull).toList());
        for (CaseEdit.Change change : edit.changes()) {
            boolean removed = change.after() == null;
            Subject subject = change.subject();
            console.out().println((removed ? "Removed " : change.before() == null ? "Set " : "Changed ") + CaseMarksText.named(removed ? change.before() : change.after()) + (subject == null ? "" : " on " + subjects.text(subject))
                    + ", id " + shortId(change.id()) + ".");
        }
    }

    private static String shortId(MarkId id) {
        return id.text().substring(0, CaseMarksText.ID);
    }
}
