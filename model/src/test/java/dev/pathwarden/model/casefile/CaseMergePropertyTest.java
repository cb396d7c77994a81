package dev.pathwarden.model.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CaseMergePropertyTest {

    @Property(tries = 500)
    void merge_ofAnyCases_doesNotDependOnTheirOrder(@ForAll long seed) {
        Cases cases = new Cases(seed);
        Case one = cases.next();
        Case other = cases.next();
        Case third = cases.next();

        assertThat(one.merge(other)).isEqualTo(other.merge(one));
        assertThat(one.merge(other).merge(third)).isEqualTo(one.merge(other.merge(third)));
        assertThat(one.merge(one)).isEqualTo(one);
        assertThat(one.merge(other).merge(other)).isEqualTo(one.merge(other));
        assertThat(one.merge(Case.EMPTY)).isEqualTo(one);
    }

    @Property(tries = 500)
    void merge_ofAnyCases_losesNoMark_andKeepsWhatWasChangedLast(@ForAll long seed) {
        Cases cases = new Cases(seed);
        Case one = cases.next();
        Case other = cases.next();
        Case merged = one.merge(other);

        assertThat(merged.all().keySet()).containsAll(one.all().keySet()).containsAll(other.all().keySet()).hasSizeLessThanOrEqualTo(one.all().size() + other.all().size());
        merged.all().forEach((id, mark) -> {
            if (!one.all().containsKey(id) && !other.all().containsKey(id)) {
                // What somebody else said of a step, which stands beside what was said last.
                assertThat(mark.isRemoved() || mark.content() instanceof MarkContent.Judged).isTrue();
                MarkId latest = new MarkContent.Judged(true).onlyId(mark.subject()).orElseThrow();
                assertThat(mark.author()).isNotEqualTo(merged.all().get(latest).author());
                return;
            }
            assertThat(mark).isIn(one.all().get(id), other.all().get(id));
            for (Case each : new Case[] {one, other}) {
                assertThat(each.all().containsKey(id) && each.all().get(id).changedNanos() > mark.changedNanos()).isFalse();
            }
        });
    }

    @Property(tries = 500)
    void edit_ofAnyMark_winsOverAllThatWasThere_whateverTheClockSays(@ForAll long seed) {
        Cases cases = new Cases(seed);
        Case before = cases.next();
        for (Mark mark : before.marks()) {
            Case removed = CaseEdit.remove(java.util.List.of(mark)).apply(before, "ada", 0);

            assertThat(before.merge(removed).mark(mark.id())).as("a copy from before does not bring it back").isEmpty();
        }
    }

    @Property(tries = 500)
    void inverse_ofAnyEdits_leavesWhatWasThere_andItsInverseDoesThemAgain(@ForAll long seed) {
        Cases cases = new Cases(seed);
        Case before = cases.next();
        CaseEdit edit = CaseEdit.NONE;
        Case after = before;
        for (int i = 0; i < 5; i++) {
            MarkContent content = cases.content();
            CaseEdit next = i == 3 ? CaseEdit.remove(after.marks()) : CaseEdit.make(after, cases.subject(content), content);
            after = next.apply(after, "ada", 5);
            edit = edit.and(next);
        }
        Case back = edit.inverse().apply(after, "bob", 6);
        Case again = edit.inverse().inverse().apply(back, "bob", 7);

        assertThat(said(back)).isEqualTo(said(before));
        assertThat(said(again)).isEqualTo(said(after));
        assertThat(after.merge(again).merge(before)).as("later than all that it undid").isEqualTo(again);
    }

    /** What stands there, but for when it was changed. */
    private static Object said(Case of) {
        return of.marks().stream().map(mark -> java.util.List.of(mark.id(), String.valueOf(mark.subject()), mark.content(), mark.author(), mark.madeNanos())).toList();
    }

    @Test
    void judgementsOfSeveralPeople_areAllKept_andSettledByJudgingAnew() {
        Subject step = new Subject(new RunId(1, 1), new StepId(1));
        Case ada = CaseEdit.make(Case.EMPTY, step, new MarkContent.Judged(true)).apply(Case.EMPTY, "ada", 10);
        Case bob = CaseEdit.make(Case.EMPTY, step, new MarkContent.Judged(false)).apply(Case.EMPTY, "bob", 20);

        Case both = ada.merge(bob);

        assertThat(both.marks()).extracting(Mark::author, Mark::content).containsExactlyInAnyOrder(tuple("ada", new MarkContent.Judged(true)), tuple("bob", new MarkContent.Judged(false)));
        CaseEdit anew = CaseEdit.make(both, step, new MarkContent.Judged(true));
        Case settled = anew.apply(both, "bob", 30);
        assertThat(settled.marks()).extracting(Mark::content).containsExactly(new MarkContent.Judged(true));
        assertThat(settled.merge(ada).merge(bob).marks()).extracting(Mark::content).containsExactly(new MarkContent.Judged(true));
        assertThat(anew.inverse().apply(settled, "bob", 40).marks()).hasSize(2);
    }
}
