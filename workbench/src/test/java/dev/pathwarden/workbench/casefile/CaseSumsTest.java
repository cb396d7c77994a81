package dev.pathwarden.workbench.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.CaseStore;
import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.MarkId;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CaseSumsTest {

    private static final RunId SHOWN = SampleRuns.stopped().run().id();
    private static final Subject STEP = new Subject(SHOWN, SampleRuns.stopped().steps().get(8).id());

    private static MarkContent content(int number) {
        return switch (number % 4) {
            case 0 -> new MarkContent.Star();
            case 1 -> new MarkContent.Tag("tag-" + number % 7);
            case 2 -> new MarkContent.Note("note " + number);
            default -> new MarkContent.Finding("finding " + number, FindingSeverity.values()[number % FindingSeverity.values().length], FindingState.CONFIRMED, "");
        };
    }

    /** Marks on a tenth as many steps of a hundredth as many runs, the one that is shown among them. */
    private static Case of(int marks) {
        SortedMap<MarkId, Mark> all = new TreeMap<>();
        for (int i = 0; i < marks; i++) {
            RunId run = i % 100 == 0 ? SHOWN : new RunId(7, i % Math.max(1, marks / 100));
            StepId step = i % 100 == 0 ? SampleRuns.stopped().steps().get(i / 100 % SampleRuns.stopped().steps().size()).id() : new StepId(i % Math.max(1, marks / 10) + 1);
            MarkId id = new MarkId(String.format("%032x", (i * 0x9E3779B97F4A7C15L) >>> 1));
            all.put(id, new Mark(id, new Subject(run, step), content(i), "ada", i, i));
        }
        return new Case(new TreeSet<>(), all);
    }

    /** What there is to know, found the plain way. */
    private static void assertRight(CaseSums sums, Case now) {
        Map<RunId, RunMarks> runs = new HashMap<>();
        now.marks().forEach(mark -> runs.merge(mark.subject().run(), RunMarks.of(List.of(mark)), RunMarks::plus));
        assertThat(sums.runs()).isEqualTo(runs);
        now.bySubject().forEach((subject, marks) -> assertThat(sums.of(subject)).isEqualTo(marks));
        TreeSet<String> tags = new TreeSet<>();
        now.marks().forEach(mark -> {
            if (mark.content() instanceof MarkContent.Tag tag) {
                tags.add(tag.tag());
            }
        });
        assertThat(sums.tags()).containsExactlyElementsOf(tags);
        assertThat(sums.isEmpty()).isEqualTo(runs.isEmpty());
    }

    @Test
    void sums_afterEachOfManyChanges_areThoseOfTheCase() {
        Random random = new Random(20261130);
        CaseSums sums = new CaseSums();
        Case now = of(400);
        sums.take(now);
        assertRight(sums, now);
        for (int i = 0; i < 300; i++) {
            List<Mark> marks = now.marks();
            Mark any = marks.isEmpty() ? null : marks.get(random.nextInt(marks.size()));
            CaseEdit edit = any == null || random.nextInt(3) == 0 ? CaseEdit.make(now, new Subject(new RunId(7, random.nextInt(5)), new StepId(random.nextInt(9) + 1L)), content(random.nextInt(40)))
                    : random.nextBoolean() ? CaseEdit.remove(List.of(any)) : CaseEdit.change(now, any, content(random.nextInt(40)));
            now = edit.apply(now, "ada", 1_000 + i);
            Set<RunId> changed = sums.take(now);
            assertRight(sums, now);
            edit.changes().forEach(change -> assertThat(edit.isEmpty() || changed.contains(change.subject().run())).isTrue());
        }
        Case other = of(50);
        sums.take(other);
        assertRight(sums, other);
        sums.take(Case.EMPTY);
        assertRight(sums, Case.EMPTY);
    }

    @Test
    void change_amongAsManyMarksAsThereCanBe_touchesItsRunOnly_andWhatIsShownIsRight() {
        Case full = of(Case.MOST_MARKS - 1);
        SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
        Selection selection = new Selection();
        Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, executor);
        Case[] file = {full};
        CaseFiles files = new CaseFiles() {
            @Override
            public CaseStore.Found read() {
                return new CaseStore.Found(file[0], List.of());
            }

            @Override
            public Case edit(CaseEdit edit) {
                file[0] = edit.apply(file[0], "ada", 2_000_000);
                return file[0];
            }
        };
        CaseViewModel cases = new CaseViewModel(workspace, selection, snapshot -> files, executor, InstantSource.fixed(Instant.parse("2026-11-30T09:00:00Z")));
        workspace.open(List.of(Path.of("demo")));
        assertThat(cases.runsProperty().get().get(SHOWN)).isEqualTo(sum(full));
        StepMarks before = cases.stepsProperty().get();
        int place = selection.path().placeOf(STEP.step());

        cases.add(STEP, new MarkContent.Note("one more"));

        assertThat(cases.runsProperty().get().get(SHOWN)).isEqualTo(sum(file[0]));
        assertThat(cases.stepsProperty().get().at(place).notes()).isEqualTo(before.at(place).notes() + 1);
        assertThat(cases.marks(STEP)).isEqualTo(file[0].bySubject().get(STEP));
        StepMarks shown = cases.stepsProperty().get();
        cases.add(new Subject(new RunId(7, 3), null), new MarkContent.Note("too many"));
        assertThat(cases.problemProperty().get()).startsWith("A case holds at most 100,000 marks");
        assertThat(cases.stepsProperty().get()).as("nothing of the shown run changed").isSameAs(shown);
        cases.undo();
        assertThat(cases.runsProperty().get().get(SHOWN)).isEqualTo(sum(full));
    }

    private static RunMarks sum(Case of) {
        return RunMarks.of(of.marks().stream().filter(mark -> mark.subject().run().equals(SHOWN)).toList());
    }
}
