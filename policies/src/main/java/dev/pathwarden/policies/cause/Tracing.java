package dev.pathwarden.policies.cause;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.trust.TextLeaves;
import dev.pathwarden.policies.trust.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
     * @param text the value as tokens are compared
     * @param weight what an order that names it weighs
     */
    private record Mention(String text, double weight) {
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
            if (mentions.size() == before && isTarget && !text.isBlank() && text.length() < Tokens.MIN) {
                mentions.add(new Mention(text.strip().toLowerCase(Locale.ROOT), NAMES_VALUE));
            }
            if (!Tokens.isToken(text)) {
                stretches(text, isTarget);
            }
        });
    }

    private void token(String spelt, boolean isTarget) {
        String token = Tokens.normal(spelt, 0, spelt.length());
        boolean users = words.user().hasToken(token);
        mentions.add(new Mention(token, users ? NAMES_USERS_VALUE : isTarget ? NAMES_TARGET : NAMES_VALUE));
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
        List<String> verbs = new ArrayList<>(Effect.words(target.step().name()));
        verbs.removeIf(word -> word.length() < 3);
        for (Evidence one : evidence.values()) {
            String text = one.source().lowerText();
            for (SpeechAct.Sentence sentence : one.source().orders()) {
                order(one, text, sentence, verbs);
            }
        }
    }

    private void order(Evidence one, String lower, SpeechAct.Sentence sentence, List<String> verbs) {
        double names = 0;
        Cause.Span span = null;
        for (Mention mention : mentions) {
            int at = wordAt(lower, mention.text(), sentence.from(), sentence.to());
            if (at >= 0 && mention.weight() > names) {
                names = mention.weight();
                span = new Cause.Span(one.source().text().substring(at, at + mention.text().length()), at, at + mention.text().length());
            }
        }
        for (String verb : verbs) {
            names = names > 0 || wordAt(lower, verb, sentence.from(), sentence.to()) < 0 ? names : NAMES_VERB;
        }
        double speaks = Math.min(sentence.weight(), 6) / 2.0;
        if (names > 0) {
            one.order(ORDER_BASE + names + speaks, span);
        } else if (sentence.weight() > SpeechAct.ORDER + 1) {
            one.order(speaks, null);
        }
    }

    /** Where the word stands by itself between the two offsets, -1 where it does not. */
    private static int wordAt(String text, String word, int from, int to) {
        for (int at = text.indexOf(word, from); at >= 0 && at + word.length() <= to; at = text.indexOf(word, at + 1)) {
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = at + word.length() == text.length() || !Character.isLetterOrDigit(text.charAt(at + word.length()));
            if (begins && ends) {
                return at;
            }
        }
        return -1;
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
