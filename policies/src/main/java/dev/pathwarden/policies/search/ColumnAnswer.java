package dev.pathwarden.policies.search;

import dev.pathwarden.model.search.FoundPlaces;

/**
 * What the columns of a snapshot say of a condition.
 *
 * @param places steps that can meet it: no other step does
 * @param exact whether all of them do
 */
record ColumnAnswer(FoundPlaces places, boolean exact) {

    ColumnAnswer and(ColumnAnswer other) {
        return new ColumnAnswer(places.and(other.places), exact && other.exact);
    }

    ColumnAnswer or(ColumnAnswer other) {
        return new ColumnAnswer(places.or(other.places), exact && other.exact);
    }
}
