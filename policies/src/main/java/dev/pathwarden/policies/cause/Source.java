package dev.pathwarden.policies.cause;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.text.Tokens;
import dev.pathwarden.policies.trust.Fingerprints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An earlier step whose result can be the cause of a later one, with what is known of its text. */
final class Source {

    /** Most characters of a result that are read. */
    static final int MAX_TEXT = 1 << 18;

    private final RecordedStep step;
    private final String text;
    private final Map<String, Cause.Span> tokens = new HashMap<>();
    private final List<SpeechAct.Sentence> orders;
    private Map<Long, Integer> stretches;
    private String lower;

    Source(RecordedStep step) {
        this.step = step;
        Object result = step.outcome().result();
        String whole = result instanceof String words ? words : JsonText.write(result);
        text = whole.length() > MAX_TEXT ? whole.substring(0, MAX_TEXT) : whole;
        Tokens.scan(text, (from, to) -> tokens.putIfAbsent(Tokens.normal(text, from, to), new Cause.Span(text.substring(from, to), from, to)));
        orders = SpeechAct.orders(text);
    }

    RecordedStep step() {
        return step;
    }

    /** The result, written as text. */
    String text() {
        return text;
    }

    /** The result in small letters, character by character, so that offsets stay the same. */
    String lowerText() {
        if (lower == null) {
            lower = Phrase.lower(text);
        }
        return lower;
    }

    /** Where the token stands first, null where it does not. */
    Cause.Span token(String normal) {
        return tokens.get(normal);
    }

    /** The sentences that ask for something. */
    List<SpeechAct.Sentence> orders() {
        return orders;
    }

    /** End of each stretch in the text, by its hash. */
    Map<Long, Integer> stretches(Fingerprints fingerprints) {
        if (stretches == null) {
            Map<Long, Integer> found = new HashMap<>();
            fingerprints.grams(text, (hash, end) -> found.putIfAbsent(hash, end));
            stretches = found;
        }
        return stretches;
    }
}
