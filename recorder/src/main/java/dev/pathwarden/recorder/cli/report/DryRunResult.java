package dev.pathwarden.recorder.cli.report;

import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.Flip;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A dry run that is to be reported.
 *
 * @param report the dry run of the tried set
 * @param flips per run of the report, the steps that another set decides differently; null where there is no other set
 * @param counted per run of the report, what it adds to the counts that the conditions compare
 * @param checks the conditions of {@code --fail-on}, in their order
 * @param seconds how long it took, in seconds
 */
public record DryRunResult(DryRunReport report, List<List<Flip>> flips, List<CountedRun> counted, List<Check> checks, double seconds) {

    public DryRunResult {
        Objects.requireNonNull(report, "report");
        flips = flips == null ? null : List.copyOf(flips);
        counted = List.copyOf(counted);
        checks = List.copyOf(checks);
    }

    /**
     * A condition under which the dry run counts as failed.
     *
     * @param text the condition, such as {@code block>0}
     * @param count name of the count that it compares
     * @param set name of the set of runs over which that is counted; empty for all of them
     * @param value the count
     * @param fails whether the condition holds, so that the dry run fails
     * @param tooMany whether it fails for having too many, so that each of those counted is at fault
     */
    public record Check(String text, String count, String set, long value, boolean fails, boolean tooMany) {
    }

    /** Whether a step of the run at that place is at fault. */
    boolean fails(int run, StepId step) {
        return atFault(run).anyMatch(check -> counted.get(run).counts(check.count(), step));
    }

    /** Whether the evaluations that could not be made in the run at that place are at fault. */
    boolean failsNotEvaluated(int run) {
        return atFault(run).anyMatch(check -> check.count().equals(CountedRun.NOT_EVALUATED));
    }

    private Stream<Check> atFault(int run) {
        return checks.stream().filter(check -> check.fails() && check.tooMany() && counted.get(run).isIn(check.set()));
    }
}
