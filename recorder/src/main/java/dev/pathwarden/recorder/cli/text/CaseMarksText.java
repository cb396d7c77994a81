package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.text.Escaped;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a case: findings, the worst first; then what else was marked, by run and step; then filters. */
public final class CaseMarksText {

    /** As many digits of the id of a mark are printed. */
    public static final int ID = 8;

    private static final int SEVERITY = 10;
    private static final int STATE = 11;
    private static final String INDENT = "  ";

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /** @param columns width to print for */
    public CaseMarksText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /** A mark in a few words, as in "tag 'exfil'", safe to print. */
    public static String named(MarkContent content) {
        if (content instanceof MarkContent.Tag tag) {
            return "tag '" + Escaped.text(tag.tag()) + "'";
        }
        if (content instanceof MarkContent.Finding finding) {
            return "finding '" + Escaped.text(finding.title()) + "', " + finding.severity().text() + ", " + finding.state().text() + ",";
        }
        if (content instanceof MarkContent.SavedFilter filter) {
            return "filter '" + Escaped.text(filter.name()) + "'";
        }
        if (content instanceof MarkContent.Judged judged) {
            return "judged " + judged.text();
        }
        return content.kind();
    }

    /**
     * Prints marks.
     *
     * @param recording what they are of
     * @param marks in the order in which they were made
     * @param subjects what they are on
     */
    public void print(Path recording, List<Mark> marks, MarkedSubjects subjects) {
        if (marks.isEmpty()) {
            out.println("Nothing is marked in " + Escaped.text(recording.toString()) + ": 'pathwarden case star', 'tag', 'note', 'finding' and 'filter' do that.");
            return;
        }
        List<Mark> findings = marks.stream().filter(mark -> mark.content() instanceof MarkContent.Finding).sorted(Comparator.comparing(mark -> ((MarkContent.Finding) mark.content()).severity())).toList();
        List<Mark> filters = marks.stream().filter(mark -> mark.content() instanceof MarkContent.SavedFilter).toList();
        List<Mark> others = marks.stream().filter(mark -> !findings.contains(mark) && !filters.contains(mark)).toList();
        List<Runnable> parts = new ArrayList<>();
        if (!findings.isEmpty()) {
            parts.add(() -> findings(findings, subjects));
        }
        if (!others.isEmpty()) {
            parts.add(() -> others(others, subjects));
        }
        if (!filters.isEmpty()) {
            parts.add(() -> filters(filters));
        }
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                out.println();
            }
            parts.get(i).run();
        }
    }

    private void findings(List<Mark> findings, MarkedSubjects subjects) {
        out.println(style.strong("FINDINGS"));
        for (Mark mark : findings) {
            MarkContent.Finding finding = (MarkContent.Finding) mark.content();
            String severity = Width.left(finding.severity().text(), SEVERITY);
            String shown = switch (finding.severity()) {
                case CRITICAL, HIGH -> style.bad(severity);
                case MEDIUM -> style.warning(severity);
                default -> severity;
            };
            lines(finding.title(), shown + Width.left(finding.state().text(), STATE), " ".repeat(SEVERITY + STATE));
            out.println(Width.cut(INDENT + subjects.text(mark.subject()), columns));
            out.println(style.faint(Width.cut(INDENT + made(mark), columns)));
            text(finding.text());
        }
    }

    private void others(List<Mark> marks, MarkedSubjects subjects) {
        out.println(style.strong("MARKS"));
        Map<Subject, List<Mark>> bySubject = marks.stream().sorted(Comparator.comparingLong((Mark mark) -> subjects.order(mark.subject())).thenComparing(Mark::subject))
                .collect(Collectors.groupingBy(Mark::subject, LinkedHashMap::new, Collectors.toList()));
        bySubject.forEach((subject, on) -> {
            out.println(Width.cut(subjects.text(subject), columns));
            List<String> shown = new ArrayList<>();
            if (on.stream().anyMatch(mark -> mark.content() instanceof MarkContent.Star)) {
                shown.add("star");
            }
            List<String> tags = on.stream().map(Mark::content).filter(MarkContent.Tag.class::isInstance).map(content -> ((MarkContent.Tag) content).tag()).distinct().sorted().toList();
            if (!tags.isEmpty()) {
                shown.add((tags.size() == 1 ? "tag " : "tags ") + String.join(", ", tags));
            }
            on.stream().map(Mark::content).filter(MarkContent.Judged.class::isInstance).map(CaseMarksText::named).forEach(shown::add);
            if (!shown.isEmpty()) {
                lines(String.join("; ", shown), INDENT, INDENT);
            }
            for (Mark mark : on) {
                if (mark.content() instanceof MarkContent.Note note) {
                    out.println(style.faint(Width.cut(INDENT + "note " + made(mark), columns)));
                    text(note.text());
                }
            }
        });
    }

    private void filters(List<Mark> filters) {
        out.println(style.strong("FILTERS"));
        for (Mark mark : filters.stream().sorted(Comparator.comparing(mark -> ((MarkContent.SavedFilter) mark.content()).name())).toList()) {
            MarkContent.SavedFilter filter = (MarkContent.SavedFilter) mark.content();
            lines(filter.name(), "", "");
            lines(filter.text(), INDENT, INDENT);
        }
    }

    private static String made(Mark mark) {
        String changed = mark.changedNanos() == mark.madeNanos() ? "" : ", changed " + Times.instant(mark.changedNanos());
        return mark.id().text().substring(0, ID) + " by " + Escaped.text(mark.author()) + ", " + Times.instant(mark.madeNanos()) + changed + " UTC";
    }

    private void text(String text) {
        if (!text.isBlank()) {
            text.strip().lines().forEach(line -> lines(line, INDENT.repeat(2), INDENT.repeat(2)));
        }
    }

    /**
     * Prints a line of a text, wrapped.
     *
     * @param first what stands before its first line, with colours
     * @param next what stands before the others, as wide
     */
    private void lines(String text, String first, String next) {
        String before = first;
        for (String line : Width.wrap(Escaped.text(text), columns - next.length())) {
            out.println((before + line).stripTrailing());
            before = next;
        }
    }
}
