package dev.pathwarden.policies.trust;

import dev.pathwarden.policies.tool.EffectVerbs;
import dev.pathwarden.policies.tool.ToolEffect;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * A sentence in what a run read that speaks of an effect: something could be done because it stands there.
 *
 * <p>Keeps hashes of its words under the run's seed, not the words. Immutable.
 */
final class Instruction {

    private static final ToolEffect[] EFFECTS = ToolEffect.values();
    private static final int NOWHERE = -1;
    private static final int BITS = 512;

    private final long[] words;
    /** Words of the sentence itself; behind them are those of the sentences after it. */
    private final int own;
    /** For each effect the place behind the first verb that asks for it. */
    private final byte[] askedFrom;
    private final int spoken;
    /** A bit of {@link #BITS} for each word: most values are told to be none of them by that alone. */
    private final long[] present;
    private final int hash;

    private Instruction(long[] words, int own, byte[] askedFrom, int spoken, long[] present) {
        this.words = words;
        this.own = own;
        this.askedFrom = askedFrom;
        this.spoken = spoken;
        this.present = present;
        hash = Arrays.hashCode(words);
    }

    /** The instruction that a sentence is; null where it speaks of no effect. */
    static Instruction of(long[] plain, int[] known, int count, Fingerprints fingerprints) {
        int spoken = 0;
        byte[] askedFrom = null;
        for (int i = 0; i < count; i++) {
            if (!EffectVerbs.concernsEffects(known[i])) {
                continue;
            }
            for (ToolEffect effect : EFFECTS) {
                spoken |= EffectVerbs.speaksOf(known[i], effect) ? 1 << effect.ordinal() : 0;
                if (EffectVerbs.asksFor(known[i], effect) && isRequest(known, i)) {
                    askedFrom = askedFrom == null ? nowhere() : askedFrom;
                    askedFrom[effect.ordinal()] = askedFrom[effect.ordinal()] == NOWHERE ? (byte) (i + 1) : askedFrom[effect.ordinal()];
                }
            }
        }
        if (spoken == 0 && askedFrom == null) {
            return null;
        }
        long[] words = new long[count];
        long[] present = new long[BITS / Long.SIZE];
        for (int i = 0; i < count; i++) {
            words[i] = fingerprints.word(plain[i]);
            present[slot(words[i])] |= 1L << words[i];
        }
        return new Instruction(words, count, askedFrom == null ? nowhere() : askedFrom, spoken, present);
    }

    /** This sentence with one that follows it: who is asked to do something may be told only then with what. */
    Instruction followedBy(long[] plain, int count, Fingerprints fingerprints) {
        long[] more = Arrays.copyOf(words, words.length + count);
        long[] found = present.clone();
        for (int i = 0; i < count; i++) {
            long word = fingerprints.word(plain[i]);
            more[words.length + i] = word;
            found[slot(word)] |= 1L << word;
        }
        return new Instruction(more, own, askedFrom, spoken, found);
    }

    private static int slot(long word) {
        return (int) (word >>> 6) & BITS / Long.SIZE - 1;
    }

    private static byte[] nowhere() {
        byte[] none = new byte[EFFECTS.length];
        Arrays.fill(none, (byte) NOWHERE);
        return none;
    }

    /** All words of it and of what follows it. */
    LongStream words() {
        return LongStream.of(words);
    }

    /** Whether the verb at that place is said to the reader: "send", not "a send" or "we send". */
    static boolean isRequest(int[] known, int at) {
        return at == 0 || !EffectVerbs.turnsAway(known[at - 1]);
    }

    /** Whether it asks for that effect and names the value behind the verb. */
    boolean asksFor(ToolEffect effect, long[] value) {
        int from = askedFrom[effect.ordinal()];
        return from != NOWHERE && holds(value, from, own);
    }

    /** Whether it speaks of that effect, in whatever form, and names the value anywhere; or asks for the effect, and a sentence behind it names the value. */
    boolean speaksOf(ToolEffect effect, long[] value) {
        return (spoken & 1 << effect.ordinal()) != 0 && holds(value, 0, own) || askedFrom[effect.ordinal()] != NOWHERE && holds(value, own, words.length);
    }

    private boolean holds(long[] value, int from, int to) {
        // The last word of a value is more often its own than the first.
        return isPresent(value[value.length - 1]) && isPresent(value[0]) && WordSequence.in(words, to, value, from);
    }

    private boolean isPresent(long word) {
        return (present[slot(word)] >>> word & 1) != 0;
    }

    /** Whether it is the same sentence with the same ones behind it, whatever stands between its words. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Instruction that && hash == that.hash && own == that.own && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
