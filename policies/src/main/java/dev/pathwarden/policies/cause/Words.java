package dev.pathwarden.policies.cause;

import dev.pathwarden.policies.trust.Fingerprints;
import dev.pathwarden.policies.trust.TextLeaves;
import dev.pathwarden.policies.trust.Tokens;
import java.util.HashSet;
import java.util.Set;

/** What the user said: the values that are his own, whoever repeats them. */
final class Words {

    private static final int MAX_STRETCHES = 200_000;

    private final Fingerprints fingerprints;
    private final Set<String> tokens = new HashSet<>();
    private final Set<Long> stretches = new HashSet<>();

    Words(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    void add(Object value) {
        TextLeaves.visit(value, (path, text) -> {
            Tokens.scan(text, (from, to) -> tokens.add(Tokens.normal(text, from, to)));
            fingerprints.grams(text, (hash, end) -> {
                if (stretches.size() < MAX_STRETCHES) {
                    stretches.add(hash);
                }
            });
        });
    }

    boolean hasToken(String normal) {
        return tokens.contains(normal);
    }

    boolean hasStretch(long hash) {
        return stretches.contains(hash);
    }
}
