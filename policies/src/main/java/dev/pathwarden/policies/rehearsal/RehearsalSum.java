package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.DryRunReports;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts together what a rehearsal comes to, run after run. For one thread. */
final class RehearsalSum {

    /** More hits than this are counted, not listed. */
    static final int MOST_HITS = 20_000;
    /** More sentences than this are counted, not listed. */
    static final int MOST_SENTENCES = 100;

    private final List<DryRunReport> reports = new ArrayList<>();
    private final List<DryRunReport> before = new ArrayList<>();
    private final List<Hit> hits = new ArrayList<>();
    private final List<Behind> behind = new ArrayList<>();
    private final Map<Change, Long> changes = new EnumMap<>(Change.class);
    private final HitGroups groups = new HitGroups();
    private final SetsBeside sets;
    private final Costs.Count costs;
    private final List<String> unreadable = new ArrayList<>();
    private int recordings;
    private long more;
    private long unread;

    /** @param costs what is measured meanwhile; null for nothing */
    RehearsalSum(SetsBeside sets, Costs.Count costs) {
        this.sets = sets;
        this.costs = costs;
    }

    void add(RunRehearsal run) {
        reports.add(run.report());
        if (run.before() != null) {
            before.add(run.before());
        }
        for (Hit hit : run.hits()) {
            changes.merge(hit.change(), 1L, Long::sum);
            groups.add(hit);
            sets.add(hit);
            if (hits.size() < MOST_HITS) {
                hits.add(hit);
            } else {
                more++;
            }
        }
        behind.addAll(run.behind().subList(0, Math.min(run.behind().size(), MOST_HITS - behind.size())));
    }

    void addRecording() {
        recordings++;
    }

    /** Something could not be read. */
    void addUnreadable(String sentence) {
        unread++;
        tell(sentence);
    }

    /** Something is to be known of what was read. */
    void tell(String sentence) {
        if (unreadable.size() < MOST_SENTENCES && !unreadable.contains(sentence)) {
            unreadable.add(sentence);
        }
    }

    boolean hasHits() {
        return !hits.isEmpty();
    }

    /** What it came to so far. */
    Rehearsal rehearsal(boolean whole) {
        Map<GroupBy, List<HitGroup>> grouped = new EnumMap<>(GroupBy.class);
        for (GroupBy by : GroupBy.values()) {
            grouped.put(by, groups.groups(by));
        }
        return new Rehearsal(merged(reports), before.isEmpty() ? null : merged(before), hits, more, behind, changes, grouped, sets.guardrails(), costs == null ? Costs.NONE : costs.costs(), recordings, unreadable, unread, whole);
    }

    /** Reports are kept merged, so that what came before is not gone through again. */
    private static DryRunReport merged(List<DryRunReport> reports) {
        DryRunReport merged = DryRunReports.merge(reports);
        reports.clear();
        reports.add(merged);
        return merged;
    }
}
