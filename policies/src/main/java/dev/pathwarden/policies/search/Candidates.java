package dev.pathwarden.policies.search;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import java.util.function.DoubleConsumer;

/** Asks the columns of a snapshot which steps guardrails will find. */
public final class Candidates {

    private Candidates() {
    }

    /**
     * The steps on which a guardrail is likely to come to true, to be looked at first. Labels and the like are asked as they are on record, which a decision on the whole path finds anew: others may be met as well.
     *
     * @param progress is told now and then that it goes on; what it throws ends it
     */
    public static FoundPlaces likely(Snapshot in, Bundle bundle, DoubleConsumer progress) {
        ColumnSearch columns = new ColumnSearch(in, progress);
        FoundPlaces all = FoundPlaces.NONE;
        for (Guardrail guardrail : bundle.guardrails()) {
            FoundPlaces told = columns.of(guardrail.when().expr()).places();
            if (told != FoundPlaces.NONE && !guardrail.operations().isEmpty()) {
                all = all.or(told.and(in.find(StepFilter.ALL.operations(guardrail.operations()), progress)));
            }
        }
        return all;
    }
}
