package dev.pathwarden.policies.rehearsal;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the hits of a rehearsal by run, tool, agent and time, all of them, however many there are to list. For one thread. */
final class HitGroups {

    /** As many runs, tools or agents are told apart; what comes after goes to one group. */
    static final int MOST = 100_000;
    /** Key of the group of those that are not told apart. */
    static final String OTHERS = "\u2026";

    private final Map<GroupBy, Map<String, HitGroup.Tally>> tallies = new EnumMap<>(GroupBy.class);
    private final Spans spans = new Spans();

    HitGroups() {
        tallies.put(GroupBy.RUN, new LinkedHashMap<>());
        tallies.put(GroupBy.TOOL, new LinkedHashMap<>());
        tallies.put(GroupBy.AGENT, new LinkedHashMap<>());
    }

    void add(Hit hit) {
        tally(GroupBy.RUN, hit.run().id().toString(), hit);
        tally(GroupBy.TOOL, hit.tool(), hit);
        tally(GroupBy.AGENT, hit.agent() == null ? "" : hit.agent(), hit);
        spans.add(hit);
    }

    private void tally(GroupBy by, String key, Hit hit) {
        Map<String, HitGroup.Tally> of = tallies.get(by);
        String own = of.size() < MOST || of.containsKey(key) ? key : OTHERS;
        of.computeIfAbsent(own, unread -> new HitGroup.Tally(by == GroupBy.RUN && !own.equals(OTHERS) ? hit.run() : null)).add(hit);
    }

    /** The groups: of time in its order, else those with most stopped steps first. */
    List<HitGroup> groups(GroupBy by) {
        if (by == GroupBy.TIME) {
            return spans.groups();
        }
        return tallies.get(by).entrySet().stream().map(one -> one.getValue().group(one.getKey(), 0))
                .sorted(Comparator.comparingLong(HitGroup::stopped).reversed().thenComparing(Comparator.comparingLong(HitGroup::hits).reversed())).toList();
    }
}
