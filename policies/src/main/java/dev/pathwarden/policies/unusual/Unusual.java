package dev.pathwarden.policies.unusual;

import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is unusual in a run beside others.
 *
 * @param run the run
 * @param others how many it was compared with
 * @param steps steps that show what none or few of the others do, the most unusual first
 * @param missing what nearly all others do and the run does not
 * @param outliers counts and durations far beyond those of the others
 */
public record Unusual(RunId run, int others, List<UnusualStep> steps, List<Missing> missing, List<Outlier> outliers) {

    private static final int FEW = 5;

    public Unusual {
        Objects.requireNonNull(run, "run");
        steps = List.copyOf(steps);
        missing = List.copyOf(missing);
        outliers = List.copyOf(outliers);
    }

    /** It in one or two sentences. */
    public String summary() {
        if (others == 0) {
            return "There is no other run to compare it with.";
        }
        String beside = "Beside " + (others == 1 ? "1 other run" : others + " other runs") + ", ";
        if (steps.isEmpty() && missing.isEmpty() && outliers.isEmpty()) {
            return beside + "nothing in it is unusual.";
        }
        long never = steps.stream().filter(step -> step.things().stream().anyMatch(thing -> thing.runs() == 0)).count();
        List<String> parts = new ArrayList<>();
        add(parts, never, "step shows what no other does", "steps show what no other does");
        add(parts, steps.size() - never, "step shows what only few do", "steps show what only few do");
        add(parts, missing.size(), "kind of step is missing that nearly all have", "kinds of steps are missing that nearly all have");
        add(parts, outliers.size(), "count or duration is far beyond theirs", "counts and durations are far beyond theirs");
        String few = others < FEW ? " With so few runs to compare with, much is called unusual that is not." : "";
        return beside + String.join(", ", parts) + "." + few;
    }

    private static void add(List<String> parts, long count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }
}
