package dev.pathwarden.policies.trust;

import dev.pathwarden.policies.text.TextLeaves;
import dev.pathwarden.policies.tool.EffectVerbs;
import dev.pathwarden.policies.tool.ToolEffect;
import java.util.Arrays;

/**
 * What the user said, as far as it tells what he asks for: the words, as hashes, and which effects he asks for. Immutable.
 *
 * <p>English only: of what is said in another language nothing is known but the words.
 */
final class Said {

    /** How far the user's words ask for an effect. */
    enum Asking {
        /** They ask for it. */
        ASKS("asks"),
        /** They hand the choice to what is read. */
        DELEGATES("delegates"),
        /** They ask to be told something, and for no effect at all. */
        READS("reads"),
        /** They ask for another effect, or for nothing that is understood. */
        UNCLEAR("unclear");

        private final String text;

        Asking(String text) {
            this.text = text;
        }

        /** The word in a guardrail. */
        String text() {
            return text;
        }
    }

    /** Most words that are kept; of more the first. */
    private static final int MAX = 16_384;

    static final Said NOTHING = new Said(new long[0], 0, false, false);

    private final long[] words;
    private final int asked;
    private final boolean delegates;
    private final boolean reads;

    private Said(long[] words, int asked, boolean delegates, boolean reads) {
        this.words = words;
        this.asked = asked;
        this.delegates = delegates;
        this.reads = reads;
    }

    /** What stands in recorded values. */
    static Said in(Object values, Fingerprints fingerprints) {
        Builder said = new Builder(fingerprints);
        TextLeaves.texts(values, 1, text -> Sentences.scan(text, said::sentence));
        return said.count == 0 ? NOTHING : new Said(Arrays.copyOf(said.words, said.count), said.asked, said.delegates, said.reads);
    }

    private static final class Builder {
        private final Fingerprints fingerprints;
        private long[] words = new long[64];
        private int count;
        private int asked;
        private boolean delegates;
        private boolean reads;

        Builder(Fingerprints fingerprints) {
            this.fingerprints = fingerprints;
        }

        void sentence(long[] plain, int[] known, int length, boolean field) {
            boolean follows = false;
            boolean followed = false;
            for (int i = 0; i < length; i++) {
                for (ToolEffect effect : ToolEffect.values()) {
                    asked |= EffectVerbs.asksFor(known[i], effect) && Instruction.isRequest(known, i) ? 1 << effect.ordinal() : 0;
                }
                follows |= EffectVerbs.follows(known[i]);
                followed |= EffectVerbs.isFollowed(known[i]);
                reads |= EffectVerbs.reads(known[i]);
                add(fingerprints.word(plain[i]));
            }
            delegates |= follows && followed;
        }

        private void add(long word) {
            if (count < MAX) {
                words = count == words.length ? Arrays.copyOf(words, count * 2) : words;
                words[count++] = word;
            }
        }
    }

    boolean isNothing() {
        return words.length == 0;
    }

    /** This and what the user said besides. */
    Said and(Said more) {
        if (more.isNothing() || WordSequence.in(words, words.length, more.words, 0)) {
            return this;
        }
        if (isNothing()) {
            return more;
        }
        int fit = Math.min(more.words.length, MAX - words.length);
        long[] both = Arrays.copyOf(words, words.length + fit);
        System.arraycopy(more.words, 0, both, words.length, fit);
        return new Said(both, asked | more.asked, delegates || more.delegates, reads || more.reads);
    }

    /** Whether the user named the value. */
    boolean names(long[] value) {
        return WordSequence.in(words, words.length, value, 0);
    }

    /** How far the user asks for that effect. */
    Asking asking(ToolEffect effect) {
        if ((asked & 1 << effect.ordinal()) != 0) {
            return Asking.ASKS;
        }
        if (delegates) {
            return Asking.DELEGATES;
        }
        return reads && asked == 0 ? Asking.READS : Asking.UNCLEAR;
    }
}
