package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.policies.dryrun.Stops;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the guardrails of a rehearsed set beside those that it is compared with, and counts what each says. For one thread. */
final class SetsBeside {

    /** One guardrail while hits come. */
    private static final class Tally {
        private long stoppedBefore;
        private long stoppedNow;
        private long newly;
        private long noLonger;
        private long steps;
        /** Version with which it stands in the record, where that is compared with; null until it says something. */
        private String recorded;
    }

    private final boolean besideRecord;
    private final Map<String, Guardrail> before = new LinkedHashMap<>();
    private final Map<String, Guardrail> now = new LinkedHashMap<>();
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    /**
     * @param before the set that is compared with; null for the record
     * @param now the rehearsed set
     */
    SetsBeside(Bundle before, Bundle now) {
        besideRecord = before == null;
        if (before != null) {
            before.guardrails().forEach(guardrail -> this.before.put(guardrail.id(), guardrail));
        }
        now.guardrails().forEach(guardrail -> this.now.put(guardrail.id(), guardrail));
    }

    void add(Hit hit) {
        Set<String> met = new LinkedHashSet<>();
        for (Said said : hit.saidBefore()) {
            Tally tally = tally(met, said);
            tally.recorded = said.version();
            if (Stops.stops(said.action(), hit.operation())) {
                tally.stoppedBefore++;
                tally.noLonger += hit.change() == Change.NO_LONGER_STOPPED ? 1 : 0;
            }
        }
        for (Said said : hit.saidNow()) {
            Tally tally = tally(met, said);
            if (Stops.stops(said.action(), hit.operation())) {
                tally.stoppedNow++;
                tally.newly += hit.change() == Change.NEWLY_STOPPED ? 1 : 0;
            }
        }
        met.forEach(guardrail -> tallies.get(guardrail).steps++);
    }

    private Tally tally(Set<String> met, Said said) {
        met.add(said.guardrail());
        return tallies.computeIfAbsent(said.guardrail(), unread -> new Tally());
    }

    /** The guardrails of both: those that make a difference first, then those that are not the same, then by id. */
    List<ComparedGuardrail> guardrails() {
        Set<String> ids = new LinkedHashSet<>(before.keySet());
        ids.addAll(now.keySet());
        ids.addAll(tallies.keySet());
        List<ComparedGuardrail> rows = new ArrayList<>(ids.size());
        for (String id : ids) {
            Tally tally = tallies.getOrDefault(id, new Tally());
            Guardrail then = before.get(id);
            Guardrail is = now.get(id);
            Set<GuardrailPart> parts = then == null || is == null ? Set.of() : GuardrailPart.differing(then, is);
            Standing standing = besideRecord ? besideRecord(is, tally.recorded) : standing(then, is, parts);
            rows.add(new ComparedGuardrail(id, standing, parts, tally.stoppedBefore, tally.stoppedNow, tally.newly, tally.noLonger, tally.steps));
        }
        rows.sort(Comparator.comparingLong(ComparedGuardrail::flips).reversed().thenComparing(ComparedGuardrail::standing).thenComparing(ComparedGuardrail::guardrail));
        return rows;
    }

    private static Standing standing(Guardrail before, Guardrail now, Set<GuardrailPart> parts) {
        if (before == null) {
            return now == null ? Standing.NOT_KNOWN : Standing.ONLY_NOW;
        }
        return now == null ? Standing.ONLY_BEFORE : parts.isEmpty() ? Standing.SAME : Standing.CHANGED;
    }

    private static Standing besideRecord(Guardrail now, String recorded) {
        if (recorded == null) {
            return Standing.NOT_KNOWN;
        }
        return now == null ? Standing.ONLY_BEFORE : now.version().equals(recorded) ? Standing.SAME : Standing.CHANGED;
    }
}
