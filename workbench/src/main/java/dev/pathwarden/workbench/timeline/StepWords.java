package dev.pathwarden.workbench.timeline;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.workbench.casefile.MarkCells;
import dev.pathwarden.workbench.casefile.RunMarks;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What a timeline tells of a step in words. Bounded, whatever was recorded.
 *
 * @param model the run
 * @param marked marks of the case; null for none
 * @param rehearsed what tried guardrails make of the steps; null for nothing
 */
record StepWords(TimelineModel model, MarkedLanes marked, RehearsedLanes rehearsed) {

    private static final Texts TEXTS = Texts.of(StepWords.class);
    private static final int LONGEST = 100;

    /** Which step it is, and what is to be said of it, in one line. */
    String describe(int place) {
        Mark mark = model.mark(place);
        String text = Wording.of(model.step(place));
        String told = mark == Mark.NONE ? text : text + ", " + mark.text();
        String tried = tried(place);
        String more = tried.isEmpty() ? told : told + ", " + tried;
        return marks(place).isEmpty() ? more : more + ", " + MarkCells.words(marks(place));
    }

    /** What is known of it, one line each. */
    List<String> details(int place) {
        RecordedStep step = model.step(place);
        List<String> lines = new ArrayList<>();
        lines.add(Wording.of(step));
        lines.add(model.mark(place) == Mark.NONE ? Wording.of(step.status()) : capital(model.mark(place).text()));
        if (!tried(place).isEmpty()) {
            lines.add(TEXTS.get("details.rehearsed", tried(place)));
        }
        if (step.step().startNanos() != null) {
            Long duration = step.outcome() == null ? null : step.outcome().durationNanos();
            lines.add(TEXTS.get("details.time", TimeAxis.utcInFull(step.step().startNanos()), duration == null ? TEXTS.get("details.noDuration") : Wording.duration(duration)));
        } else {
            lines.add(TEXTS.get("details.order", place + 1));
        }
        if (step.decision() != null && !step.decision().verdicts().isEmpty()) {
            step.decision().verdicts().forEach(verdict -> lines.add(TEXTS.get("details.verdict", Wording.line(verdict.guardrail(), LONGEST), verdict.action().text(), verdict.mode().text())));
        }
        TreeSet<String> labels = new TreeSet<>(step.step().labels());
        step.ended().ifPresent(outcome -> labels.addAll(outcome.labels()));
        if (!labels.isEmpty()) {
            lines.add(TEXTS.get("details.labels", Wording.line(String.join(", ", labels), LONGEST)));
        }
        step.ended().filter(outcome -> outcome.error() != null).ifPresent(outcome -> lines.add(TEXTS.get("details.error", Wording.line(outcome.error(), LONGEST))));
        if (!marks(place).isEmpty()) {
            lines.add(TEXTS.get("details.case", MarkCells.words(marks(place))));
        }
        return lines;
    }

    private RunMarks marks(int place) {
        return marked == null ? RunMarks.NONE : marked.marks().at(place);
    }

    private String tried(int place) {
        return rehearsed == null ? "" : Wording.line(rehearsed.steps().words(place), LONGEST);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
