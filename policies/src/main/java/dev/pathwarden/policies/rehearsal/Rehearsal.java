package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.policies.dryrun.Aftermath;
import dev.pathwarden.policies.dryrun.DryRunReport;
import java.util.List;
import java.util.Map;

/**
 * What came of a rehearsal, or of the part of it that is done. Immutable.
 *
 * @param report the dry run of the rehearsed set
 * @param before the dry run of the set that it is compared with; null where it is compared with the record
 * @param hits steps with an action, in the order in which their runs were read
 * @param more hits that are not listed because there were too many
 * @param behind steps that would not have happened as recorded, as far as they are listed
 * @param changes how many steps with an action there are of each change, listed or not
 * @param groups the same steps by what they have in common, listed or not
 * @param guardrails the guardrails of the rehearsed set beside those it is compared with, and what each says of all those steps
 * @param costs about what they cost, as far as that was measured
 * @param recordings how many snapshots were read
 * @param unreadable sentences on what could not be read, as far as they are listed
 * @param unread how many snapshots and runs could not be read
 * @param whole whether all that was to be read was, or could not be
 */
public record Rehearsal(DryRunReport report, DryRunReport before, List<Hit> hits, long more, List<Behind> behind, Map<Change, Long> changes, Map<GroupBy, List<HitGroup>> groups,
        List<ComparedGuardrail> guardrails, Costs costs, int recordings, List<String> unreadable, long unread, boolean whole) {

    public Rehearsal {
        hits = List.copyOf(hits);
        behind = List.copyOf(behind);
        changes = Map.copyOf(changes);
        groups = Map.copyOf(groups);
        guardrails = List.copyOf(guardrails);
        unreadable = List.copyOf(unreadable);
    }

    /** How many steps of that change. */
    public long count(Change change) {
        return changes.getOrDefault(change, 0L);
    }

    /** Steps stopped now and not before. */
    public long newlyStopped() {
        return count(Change.NEWLY_STOPPED);
    }

    /** Steps stopped before and not now. */
    public long noLongerStopped() {
        return count(Change.NO_LONGER_STOPPED);
    }

    /** Steps with the same action. */
    public long same() {
        return count(Change.SAME);
    }

    /** Steps that hung on a stop and would not have happened as recorded. */
    public long hanging() {
        return report.hanging(Aftermath.Tie.CAUSED) + report.hanging(Aftermath.Tie.FED);
    }

    /** Steps that only came later in a run with a stop. */
    public long later() {
        return report.later();
    }
}
