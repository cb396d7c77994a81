package dev.pathwarden.workbench.nav;

import dev.pathwarden.model.search.FoundPlaces;
import java.util.Objects;

/**
 * The steps that the filter leaves.
 *
 * @param places where they are
 * @param words the words that were looked for, the first where there are several; null where a condition alone was
 */
public record Matches(FoundPlaces places, String words) {
    public Matches {
        Objects.requireNonNull(places, "places");
    }
}
