package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.Flip;
import java.util.List;

/**
 * What a rehearsal came to on one run.
 *
 * @param report the dry run of the rehearsed set
 * @param before the dry run of the set that it is compared with; null where it is compared with the record
 * @param flips the steps that the two sets decide differently, with what makes the difference; empty where that was not asked for
 * @param hits the steps with an action, in path order
 * @param behind the steps that would not have happened as recorded, in the order in which they were decided
 */
public record RunRehearsal(DryRunReport report, DryRunReport before, List<Flip> flips, List<Hit> hits, List<Behind> behind) {
    public RunRehearsal {
        flips = List.copyOf(flips);
        hits = List.copyOf(hits);
        behind = List.copyOf(behind);
    }
}
