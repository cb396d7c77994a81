package dev.pathwarden.policies.cause;

import dev.pathwarden.policies.text.TextLeaves;
import dev.pathwarden.policies.text.Tokens;
import dev.pathwarden.policies.trust.Fingerprints;
import java.util.HashSet;
import java.util.Set;

/** What the user said: the values that are his own, whoever repeats them. */
final class Words {

    private static final int MAX_STRETCHES = 200_000;
    private static final int MAX_SAID = 200_000;

    private final Fingerprints fingerprints;
    private final Set<String> tokens = new HashSet<>();
    private final Set<Long> stretches = new HashSet<>();
    private final StringBuilder said = new StringBuilder();

    Words(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    void add(Object value) {
        TextLeaves.visit(value, (path, text) -> {
            if (said.length() < MAX_SAID) {
                said.append(Phrase.lower(text)).append('\n');
            }
            Tokens.scan(text, (from, to) -> tokens.add(Tokens.normal(text, from, to)));
            fingerprints.grams(text, (hash, end) -> {
                if (stretches.size() < MAX_STRETCHES) {
                    stretches.add(hash);
                }
            });
        });
    }

    boolean hasPhrase(Phrase phrase) {
        return phrase.in(said.toString(), 0, said.length()) != null;
    }

    boolean hasToken(String normal) {
        return tokens.contains(normal);
    }

    boolean hasStretch(long hash) {
        return stretches.contains(hash);
    }
}
