package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which earlier step of a run each value came from, and which labels that source carries. Not safe for several threads.
 *
 * <p>A value belongs to the source in which it was seen first, except that what the user said is the user's from then on.
 */
final class SourceIndex {

    /** Most provenance links of one step. */
    private static final int MAX_LINKS = 24;

    private final Fingerprints fingerprints;
    private final FingerprintTable table;
    private final List<StepId> sources = new ArrayList<>();
    private final Map<StepId, Integer> ordinals = new HashMap<>();
    private final Map<StepId, Set<String>> labels = new HashMap<>();
    private boolean partial;

    SourceIndex(Fingerprints fingerprints, FingerprintTable table) {
        this.fingerprints = fingerprints;
        this.table = table;
    }

    /** Adds a source; a source can be added to several times. */
    void add(StepId step, Traces traces, Set<String> sourceLabels, boolean user) {
        label(step, sourceLabels);
        partial |= !traces.whole();
        if (traces.hashes().length == 0) {
            return;
        }
        int ordinal = ordinals.computeIfAbsent(step, id -> {
            sources.add(id);
            return sources.size() - 1;
        });
        for (long hash : traces.hashes()) {
            table.put(hash, ordinal, user);
        }
    }

    /** Adds labels to a step as a source. */
    void label(StepId step, Set<String> sourceLabels) {
        labels.computeIfAbsent(step, id -> new TreeSet<>()).addAll(sourceLabels);
    }

    /** Labels of a step as a source, empty where it is none. */
    Set<String> labels(StepId step) {
        return labels.getOrDefault(step, Set.of());
    }

    /** Whether something was dropped, so that "none observed" would say too much. */
    boolean incomplete() {
        return partial || table.evicted();
    }

    /** Links from the arguments to the steps whose results carry the same values; at most one of each kind per argument and source. */
    List<Link> links(Object arguments) {
        if (table.size() == 0) {
            return List.of();
        }
        Set<Link> links = new LinkedHashSet<>();
        TextLeaves.visit(arguments, (path, text) -> {
            if (links.size() >= MAX_LINKS) {
                return;
            }
            // A leaf that is one token is known by that token; its stretches would name whichever source happened to keep them.
            if (!Tokens.isToken(text)) {
                fingerprints.grams(text, (hash, end) -> link(links, hash, LinkKind.COPIED, path));
            }
            fingerprints.tokens(text, hash -> link(links, hash, LinkKind.TOKEN_MATCH, path));
        });
        return List.copyOf(links);
    }

    private void link(Set<Link> links, long hash, LinkKind kind, String path) {
        int source = table.source(hash);
        if (source >= 0 && links.size() < MAX_LINKS) {
            links.add(new Link(sources.get(source), kind, path));
        }
    }
}
