package dev.pathwarden.workbench.nav;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.path.PathIndex;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;

/**
 * The steps that the filter leaves. Places in a run that grows are those it had when it was looked through; steps that came since may stand before them, so of such a run the ids are kept too.
 *
 * @param places where they are
 * @param words the words that were looked for, the first where there are several; null where a condition alone was
 * @param ids by run the ids of its steps that are left, in the order of their places; without the runs that do not grow
 */
public record Matches(FoundPlaces places, String words, Map<RunId, long[]> ids) {

    public Matches {
        Objects.requireNonNull(places, "places");
        ids = Map.copyOf(ids);
    }

    /** The steps that the filter leaves of runs that do not grow. */
    public Matches(FoundPlaces places, String words) {
        this(places, words, Map.of());
    }

    /** The places of the steps in a run as it is now. A set to keep. */
    public BitSet in(PathIndex path) {
        long[] known = ids.get(path.run().run().id());
        if (known == null) {
            return places.in(path.run().run().id());
        }
        BitSet now = new BitSet(path.size());
        for (long id : known) {
            int place = path.placeOf(new StepId(id));
            if (place >= 0) {
                now.set(place);
            }
        }
        return now;
    }
}
