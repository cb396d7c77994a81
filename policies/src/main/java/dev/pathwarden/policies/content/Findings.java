package dev.pathwarden.policies.content;

import dev.pathwarden.policies.detect.Detectors;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was found in content.
 *
 * @param labels labels of the content, sorted
 * @param encrypted whether the bytes look like ciphertext; null where there are too few to tell
 */
public record Findings(Set<String> labels, Boolean encrypted) {

    /** Nothing found, nothing known. */
    public static final Findings NONE = new Findings(Set.of(), null);

    public Findings {
        labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    }

    /** These findings, marked as made from a part of the content. */
    Findings sampled() {
        Set<String> more = new TreeSet<>(labels);
        more.add(Detectors.SAMPLED);
        return new Findings(more, encrypted);
    }
}
