package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.text.Encodings;
import dev.pathwarden.policies.text.TextLeaves;
import dev.pathwarden.policies.text.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where the values of a step's arguments were seen to come from. For one thread. */
final class Origins {

    /** Most provenance links of one step. */
    private static final int MAX_LINKS = 24;

    /**
     * A value that a source holds too.
     *
     * @param path the argument it is in
     */
    private record Match(Source source, LinkKind kind, String path) {
    }

    private final FingerprintTable.Reading table;
    private final Fingerprints fingerprints;
    private final Set<Match> matches = new LinkedHashSet<>(4);
    private long[] hashes;
    private String path;

    Origins(FingerprintTable.Reading table, Fingerprints fingerprints) {
        this.table = table;
        this.fingerprints = fingerprints;
    }

    /** Looks for the values of these arguments among the sources. */
    void find(Object arguments) {
        TextLeaves.visit(arguments, this::leaf);
    }

    private void leaf(String leafPath, String text) {
        path = leafPath;
        look(text);
        Encodings.scan(text, (decoded, places, from, to) -> look(decoded));
    }

    private void look(CharSequence text) {
        // A leaf that is one token is known by that token; its stretches would name whichever source happened to keep them.
        if (text.length() >= Fingerprints.GRAM && !Tokens.isToken(text)) {
            stretches(new Stretches(fingerprints, text));
        }
        fingerprints.tokens(text, this::token);
    }

    private void stretches(Stretches stretches) {
        long[] batch = hashes == null ? new long[Stretches.BATCH] : hashes;
        hashes = batch;
        for (int fresh = stretches.next(batch, null); fresh > 0 && matches.size() < MAX_LINKS; fresh = stretches.next(batch, null)) {
            for (int i = 0; i < fresh; i++) {
                if (table.mayHold(batch[i])) {
                    match(batch[i], LinkKind.COPIED);
                }
            }
        }
    }

    private void token(long hash) {
        match(hash, LinkKind.TOKEN_MATCH);
    }

    private void match(long hash, LinkKind kind) {
        Source source = table.source(hash);
        if (source != null && matches.size() < MAX_LINKS) {
            matches.add(new Match(source, kind, path));
        }
    }

    boolean isEmpty() {
        return matches.isEmpty();
    }

    /** Links to the sources; at most one of each kind per argument and source. */
    List<Link> links() {
        List<Link> links = new ArrayList<>(matches.size());
        for (Match match : matches) {
            links.add(new Link(match.source().step(), match.kind(), match.path()));
        }
        return links;
    }

    /** Whether a value of the argument at that path was seen in what somebody other than the user brought in. */
    boolean inData(String argument) {
        for (Match match : matches) {
            if (match.path().equals(argument) && !match.source().labels().contains(TrustContext.USER)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What is kept of the sources of some arguments, as of {@link ArgumentSources#fact}.
     *
     * @param incomplete whether something that was read was dropped
     */
    List<String> of(Set<String> arguments, Step step, Set<String> pathLabels, boolean incomplete) {
        ArgumentSources sources = new ArgumentSources(arguments, step);
        matches.forEach(match -> sources.add(match.path(), match.kind(), match.source().labels()));
        return sources.fact(pathLabels, incomplete || matches.size() == MAX_LINKS);
    }

    /** Labels of these sources. */
    SortedSet<String> labels() {
        SortedSet<String> labels = new TreeSet<>();
        for (Match match : matches) {
            labels.addAll(match.source().labels());
        }
        return labels;
    }
}
