package dev.pathwarden.policies.cause;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.text.TextLeaves;
import dev.pathwarden.policies.text.Tokens;
import dev.pathwarden.policies.tool.NameWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Traces one step back to the results whose words flowed into it.
 *
 * <p>What weighs, from heavy to light: a sentence in a result that asks for just this (an imperative that names the step's target, or its verb); a value that says where to or to
 * whom; a value or stretch in any other argument. A value weighs fully in the result in which it came up first and lightly in those that repeat it, and not at all where the user named
 * it himself. Weights were set from what they mean, not fitted to recorded attacks.
 */
final class Tracing {

    private static final double TARGET_TOKEN = 6;
    private static final double OTHER_TOKEN = 2;
    private static final double TARGET_PHRASE = 4;
    private static final double OTHER_PHRASE = 1.5;
    private static final int MAX_PHRASE = 120;
    private static final int MAX_MENTIONS = 500;
    private static final double REPEATED = 0.25;
    private static final double ORDER_BASE = 4;
    private static final double NAMES_TARGET = 8;
    private static final double NAMES_VALUE = 5;
    private static final double NAMES_USERS_VALUE = 4;
    private static final double NAMES_VERB = 3;
    private static final int MAX_ANCESTORS = 16;

    private final PathWords words;
    private final RecordedStep target;
    private final Map<Source, Evidence> evidence = new LinkedHashMap<>();
    private final List<Mention> mentions = new ArrayList<>();

    /**
     * A value in the target's arguments.
     *
     * @param phrase the value
     * @param weight what an order that names it weighs
     */
    private record Mention(Phrase phrase, double weight) {
    }

    private Tracing(PathWords words, RecordedStep target) {
        this.words = words;
        this.target = target;
        words.before(target).forEach(source -> evidence.put(source, new Evidence(source)));
    }

    /** Evidence for every result that has some, the heaviest first and of equal ones the earliest. */
    static List<Evidence> of(PathWords words, RecordedStep target) {
        Tracing tracing = new Tracing(words, target);
        tracing.trace();
        List<Evidence> found = new ArrayList<>(tracing.evidence.values());
        found.removeIf(one -> one.weight() == 0);
        found.sort(Comparator.comparingDouble(Evidence::weight).reversed());
        return found;
    }

    private void trace() {
        arguments(target);
        RecordedStep ancestor = target.step().parent() == null ? null : words.step(target.step().parent());
        for (int i = 0; ancestor != null && i < MAX_ANCESTORS; i++) {
            if (ancestor.operation() == Operation.TOOL_CALL || ancestor.operation() == Operation.MCP_CALL) {
                arguments(ancestor);
            }
            ancestor = ancestor.step().parent() == null ? null : words.step(ancestor.step().parent());
        }
        for (Link link : target.step().links()) {
            Source source = link.kind().causal() ? null : words.source(link.step());
            if (source != null && evidence.containsKey(source)) {
                evidence.get(source).recorded(link.kind());
            }
        }
        orders();
        labels();
    }

    private void arguments(RecordedStep step) {
        TextLeaves.visit(step.step().arguments(), (path, text) -> {
            boolean isTarget = Effect.isTarget(path);
            int before = mentions.size();
            Tokens.scan(text, (from, to) -> token(text.substring(from, to), isTarget));
            if (mentions.size() == before && text.length() <= MAX_PHRASE && (isTarget || text.length() >= Tokens.MIN)) {
                phrase(text.strip(), isTarget);
            }
            if (!Tokens.isToken(text)) {
                stretches(text, isTarget);
            }
        });
    }

    private void token(String spelt, boolean isTarget) {
        String token = Tokens.normal(spelt, 0, spelt.length());
        boolean users = words.user().hasToken(token);
        mention(Phrase.of(spelt), users ? NAMES_USERS_VALUE : isTarget ? NAMES_TARGET : NAMES_VALUE);
        if (users) {
            return;
        }
        double weight = isTarget ? TARGET_TOKEN : OTHER_TOKEN;
        for (Evidence one : evidence.values()) {
            Cause.Span span = one.source().token(token);
            if (span != null) {
                one.token(new Cause.Span(spelt, span.from(), span.to()), weight);
                weight = (isTarget ? TARGET_TOKEN : OTHER_TOKEN) * REPEATED;
            }
        }
    }

    private void mention(Phrase phrase, double weight) {
        if (phrase != null && mentions.size() < MAX_MENTIONS) {
            mentions.add(new Mention(phrase, weight));
        }
    }

    /** A short value without a distinctive token, such as a name: it says something where it stands in a result and not in what the user said. */
    private void phrase(String text, boolean isTarget) {
        Phrase phrase = Phrase.of(text);
        if (phrase == null) {
            return;
        }
        boolean users = words.user().hasPhrase(phrase);
        mention(phrase, users ? NAMES_USERS_VALUE : NAMES_VALUE);
        if (users || text.length() < Tokens.MIN) {
            return;
        }
        double weight = isTarget ? TARGET_PHRASE : OTHER_PHRASE;
        for (Evidence one : evidence.values()) {
            int[] at = phrase.in(one.source().lowerText(), 0, one.source().lowerText().length());
            if (at != null) {
                one.token(new Cause.Span(text, at[0], at[1]), weight);
                weight = (isTarget ? TARGET_PHRASE : OTHER_PHRASE) * REPEATED;
            }
        }
    }

    private void stretches(String text, boolean isTarget) {
        List<Gram> grams = new ArrayList<>();
        words.fingerprints().grams(text, (hash, end) -> {
            if (!words.user().hasStretch(hash)) {
                grams.add(new Gram(hash, end));
            }
        });
        Set<Long> known = new HashSet<>();
        for (Evidence one : grams.isEmpty() ? List.<Evidence>of() : evidence.values()) {
            Map<Long, Integer> inSource = one.source().stretches(words.fingerprints());
            CopiedRuns runs = new CopiedRuns(text, one.source().text());
            int fresh = 0;
            int found = 0;
            for (Gram gram : grams) {
                Integer end = inSource.get(gram.hash());
                if (end != null) {
                    found++;
                    fresh += known.add(gram.hash()) ? 1 : 0;
                    runs.add(gram.end(), end);
                }
            }
            if (found > 0) {
                double share = (fresh + REPEATED * (found - fresh)) / grams.size();
                double weight = (isTarget ? 2 : 1) * (0.5 + 1.5 * share) * (fresh > 0 ? 1 : REPEATED);
                List<Cause.Span> spans = runs.spans();
                spans.forEach(span -> one.copied(span, weight / spans.size()));
            }
        }
    }

    /**
     * A stretch of an argument.
     *
     * @param hash its hash
     * @param end offset behind it in the argument
     */
    private record Gram(long hash, int end) {
    }

    private void orders() {
        List<Mention> verbs = new ArrayList<>();
        for (String word : NameWords.of(target.step().name())) {
            if (word.length() >= 3) {
                verbs.add(new Mention(new Phrase(List.of(word)), NAMES_VERB));
            }
        }
        for (Evidence one : evidence.values()) {
            String lower = one.source().lowerText();
            List<Mention> here = mentions.stream().filter(mention -> mention.phrase().in(lower, 0, lower.length()) != null).toList();
            for (SpeechAct.Sentence sentence : one.source().orders()) {
                order(one, sentence, here, verbs);
            }
        }
    }

    private void order(Evidence one, SpeechAct.Sentence sentence, List<Mention> named, List<Mention> verbs) {
        String lower = one.source().lowerText();
        double names = 0;
        Cause.Span span = null;
        for (Mention mention : named) {
            int[] at = mention.weight() > names ? mention.phrase().in(lower, sentence.from(), sentence.to()) : null;
            if (at != null) {
                names = mention.weight();
                span = new Cause.Span(one.source().text().substring(at[0], at[1]), at[0], at[1]);
            }
        }
        for (Mention verb : verbs) {
            names = names == 0 && verb.phrase().in(lower, sentence.from(), sentence.to()) != null ? verb.weight() : names;
        }
        double speaks = Math.min(sentence.weight(), 6) / 2.0;
        if (names > 0) {
            one.order(ORDER_BASE + names + speaks, span);
        } else if (sentence.weight() > SpeechAct.ORDER + 1) {
            one.order(speaks, null);
        }
    }

    /** Content that is not in the record is tied by its labels, which say no more than that it could have come from there. */
    private void labels() {
        if (target.step().labels().isEmpty()) {
            return;
        }
        for (Evidence one : evidence.values()) {
            Set<String> shared = new HashSet<>(one.source().step().outcome().labels());
            shared.retainAll(target.step().labels());
            one.labels(shared.size());
        }
    }
}
