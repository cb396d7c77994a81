package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.search.FoundStep;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.draft.ClauseWords;
import dev.pathwarden.policies.draft.Draft;
import dev.pathwarden.policies.draft.DraftClause;
import dev.pathwarden.policies.draft.DraftReach;
import dev.pathwarden.policies.draft.ReachCount;
import java.io.PrintWriter;
import java.util.List;

/** Prints what a draft asks for, and what else it would hit in a snapshot. */
public final class ReachText {

    private static final int MOST_STEPS = 10;
    private static final int NUMBER = 8;
    private static final int SWITCH = 3;
    private static final int ID = 8;
    private static final int INDENT = SWITCH + 3;

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /** @param columns width to print for */
    public ReachText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /** Asks all runs of the snapshot and prints what came of it. */
    public void print(Draft draft, Snapshot snapshot) {
        DraftReach reach = new DraftReach(draft);
        reach.ask(snapshot, done -> { }, () -> { });
        ReachCount count = reach.count(draft, MOST_STEPS);
        out.println(style.strong(draft.id()) + ": " + Escaped.text(draft.title()));
        out.println("Of " + count(count.asked(), draft.operation().text() + " step") + " in " + count(count.askedRuns(), "run") + " it hits " + count.steps() + " in " + count(count.runs(), "run") + ": " + count.own() + " of its own, "
                + (count.others() == 0 ? "no other." : count(count.others(), "other") + "."));
        if (count.notEvaluated() > 0) {
            out.println("On " + count(count.notEvaluated(), "more step") + " something that it reads was not recorded.");
        }
        if (count.own() < draft.steps().size()) {
            out.println("It misses " + count(draft.steps().size() - count.own(), "step") + " that it was drafted from: a dry run over the whole path does not see there what it asks for.");
        }
        reach.unreadable().forEach(sentence -> out.println(Escaped.text(sentence)));
        out.println();
        out.println(style.strong("    " + Width.right("HITS", NUMBER) + "  CLAUSE"));
        for (DraftClause clause : draft.switches()) {
            clause(clause, reach, count);
        }
        if (!draft.leftOut().isEmpty()) {
            out.println(Width.cut("Not kept, because no condition can: " + Escaped.text(String.join(", ", draft.leftOut())), columns));
        }
        steps(count, snapshot);
        out.println();
    }

    private void clause(DraftClause clause, DraftReach reach, ReachCount count) {
        boolean usable = !reach.unusable().contains(clause.condition());
        long change = count.turning(clause);
        String hits = !usable ? "-" : change == 0 ? "=" : change > 0 ? "+" + change : String.valueOf(change);
        out.println(Width.cut((clause.on() ? "on  " : "off ") + Width.right(hits, NUMBER) + "  " + clause.name() + ": " + ClauseWords.keeps(clause, clause.chosen()), columns));
        String widens = clause.on() ? ClauseWords.widens(clause, clause.chosen()) : "";
        if (!widens.isEmpty()) {
            out.println(Width.cut(" ".repeat(INDENT + NUMBER) + "widened to " + widens, columns));
        }
    }

    private void steps(ReachCount count, Snapshot snapshot) {
        if (count.first().isEmpty()) {
            return;
        }
        out.println();
        out.println(style.strong("Others" + (count.others() > count.first().size() ? ", the first " + count.first().size() + " of " + count.others() : "")));
        List<RunId> order = snapshot.runs().stream().map(summary -> summary.run().id()).toList();
        RecordedRun run = null;
        for (FoundStep found : count.first()) {
            run = run != null && run.run().id().equals(found.run()) ? run : snapshot.run(found.run());
            RecordedStep step = run.steps().get(found.place());
            out.println(Width.cut("  run " + (order.indexOf(found.run()) + 1) + "  " + found.run().toString().substring(0, ID) + "  step " + (found.place() + 1) + "  " + step.operation().text() + "  " + Escaped.text(step.step().name()), columns));
        }
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
