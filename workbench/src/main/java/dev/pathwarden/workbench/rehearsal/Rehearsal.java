package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.dryrun.DryRunReport;
import java.util.List;

/**
 * What came of a rehearsal.
 *
 * @param report the dry run of the rehearsed set
 * @param hits steps with an action, run by run in path order
 * @param more hits that are not listed because there were too many
 * @param newlyStopped steps stopped now and not before
 * @param noLongerStopped steps stopped before and not now
 * @param same steps with the same action
 * @param hanging steps that hung on a stop and would not have happened as recorded
 * @param later steps that only came later in a run with a stop
 * @param unreadable sentences on runs that could not be read
 */
record Rehearsal(DryRunReport report, List<Hit> hits, long more, long newlyStopped, long noLongerStopped, long same, long hanging, long later, List<String> unreadable) {

    Rehearsal {
        hits = List.copyOf(hits);
        unreadable = List.copyOf(unreadable);
    }
}
