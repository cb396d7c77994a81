package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.follow.FollowLine;
import dev.pathwarden.model.step.RecordedRun;
import java.util.ArrayList;
import java.util.List;

/** Tells in a run as text, below each step, what a rehearsed set makes of it. */
public final class RehearsedLines {

    private RehearsedLines() {
    }

    /** The lines with those of the rehearsal among them, each right behind the line that says which step it is of. */
    public static List<FollowLine> in(List<FollowLine> lines, RecordedRun run, RehearsedPath rehearsed) {
        List<FollowLine> all = new ArrayList<>(lines.size() + rehearsed.steps().size());
        for (FollowLine line : lines) {
            all.add(line);
            String words = line.kind() == FollowLine.Kind.STEP ? rehearsed.of(run.steps().get(line.place()).id()).words() : "";
            if (!words.isEmpty()) {
                all.add(new FollowLine(line.place(), FollowLine.Kind.REHEARSED, words.replaceAll("\\R", " ")));
            }
        }
        return all;
    }
}
