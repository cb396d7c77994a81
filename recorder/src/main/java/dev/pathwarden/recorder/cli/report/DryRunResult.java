package dev.pathwarden.recorder.cli.report;

import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.Flip;
import java.util.List;
import java.util.Objects;

/**
 * A dry run that is to be reported.
 *
 * @param report the dry run of the tried set
 * @param flips per run of the report, the steps that another set decides differently; null where there is no other set
 * @param checks the conditions of {@code --fail-on}, in their order
 * @param seconds how long it took, in seconds
 */
public record DryRunResult(DryRunReport report, List<List<Flip>> flips, List<Check> checks, double seconds) {

    public DryRunResult {
        Objects.requireNonNull(report, "report");
        flips = flips == null ? null : List.copyOf(flips);
        checks = List.copyOf(checks);
    }

    /**
     * A condition under which the dry run counts as failed.
     *
     * @param text the condition, such as {@code block>0}
     * @param count name of the count that it compares
     * @param value the count
     * @param fails whether the condition holds, so that the dry run fails
     * @param tooMany whether it fails for having too many, so that each of those counted is at fault
     */
    public record Check(String text, String count, long value, boolean fails, boolean tooMany) {
    }

    /** Whether whatever is counted under that name is at fault. */
    boolean fails(String count) {
        return checks.stream().anyMatch(check -> check.fails() && check.tooMany() && check.count().equals(count));
    }
}
