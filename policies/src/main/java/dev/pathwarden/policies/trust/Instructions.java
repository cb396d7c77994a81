package dev.pathwarden.policies.trust;

import dev.pathwarden.policies.text.TextLeaves;
import dev.pathwarden.policies.tool.EffectVerbs;
import dev.pathwarden.policies.tool.ToolEffect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the texts that a run read ask for. Bounded: of more than {@link #MAX} different sentences the first are kept, and {@link #incomplete()} says so.
 *
 * <p>Sentences are added by one thread at a time and looked through by any.
 */
final class Instructions {

    /** Most sentences that are kept; with those behind them they take 1.6 MB at most. */
    static final int MAX = 1_024;

    /** Sentences behind one that asks for something in which its target may stand. */
    private static final int FOLLOWERS = 2;

    /** Shortest text that can hold a sentence worth keeping. */
    private static final int MIN_TEXT = 12;

    /** Bits of {@link #present}, two kilobytes. */
    private static final int BITS = 1 << 14;

    private final Set<Instruction> known = new HashSet<>();
    /** A bit for each word of all that is kept, by which most values are told to be named nowhere. Set before the sentences are there to be seen. */
    private final long[] present = new long[BITS / Long.SIZE];
    private volatile Instruction[] all = {};
    private volatile boolean incomplete;

    /**
     * What stands in one result.
     *
     * @param sentences those that speak of an effect
     * @param ordering whether one of them gives orders to whoever does the reader's task
     * @param whole whether all of the result was read, and all such sentences are among these
     */
    record Found(List<Instruction> sentences, boolean ordering, boolean whole) {
        static final Found NONE = new Found(List.of(), false, true);
    }

    /** Looks for sentences in a recorded value. For any thread. */
    static Found in(Object value, Fingerprints fingerprints) {
        Reader reader = new Reader(fingerprints);
        boolean read = TextLeaves.texts(value, MIN_TEXT, reader::read);
        return new Found(reader.sentences, reader.ordering, read && !reader.full);
    }

    /** Reads one result. */
    private static final class Reader {
        private final Fingerprints fingerprints;
        private final List<Instruction> sentences = new ArrayList<>();
        private boolean ordering;
        private boolean full;
        /** Place of the sentence to which what follows it is added, and how many have been. */
        private int open = -1;
        private int followers;

        Reader(Fingerprints fingerprints) {
            this.fingerprints = fingerprints;
        }

        void read(String text) {
            open = -1;
            Sentences.scan(text, this::sentence);
        }

        private void sentence(long[] words, int[] known, int count, boolean field) {
            ordering |= gives(known, count);
            if (field || followers == FOLLOWERS) {
                open = -1;
            }
            if (open >= 0) {
                sentences.set(open, sentences.get(open).followedBy(words, count, fingerprints));
                followers++;
            }
            Instruction instruction = Instruction.of(words, known, count, fingerprints);
            if (instruction != null && sentences.size() == MAX) {
                full = true;
                open = -1;
            } else if (instruction != null) {
                open = sentences.size();
                followers = 0;
                sentences.add(instruction);
            }
        }
    }

    /** Whether a sentence begins as an order, or sets aside what was said before, and speaks of the reader's task. */
    private static boolean gives(int[] known, int count) {
        boolean order = false;
        boolean task = false;
        for (int i = 0; i < count; i++) {
            order |= EffectVerbs.overrides(known[i]) && Instruction.isRequest(known, i) || i < 3 && asks(known[i]) && Instruction.isRequest(known, i);
            task |= EffectVerbs.ofTheTask(known[i]);
        }
        return order && task;
    }

    private static boolean asks(int known) {
        for (ToolEffect effect : ToolEffect.values()) {
            if (EffectVerbs.asksFor(known, effect)) {
                return true;
            }
        }
        return false;
    }

    /** Adds what stands in a result; says whether anything is another after it than before. Takes some nanoseconds for each sentence. */
    boolean add(Found found) {
        boolean cut = !found.whole();
        List<Instruction> fresh = new ArrayList<>();
        for (Instruction one : found.sentences()) {
            if (known.size() == MAX) {
                cut |= !known.contains(one);
            } else if (known.add(one)) {
                fresh.add(one);
            }
        }
        boolean changes = cut && !incomplete || !fresh.isEmpty();
        incomplete |= cut;
        if (!fresh.isEmpty()) {
            Instruction[] grown = Arrays.copyOf(all, all.length + fresh.size());
            for (int i = 0; i < fresh.size(); i++) {
                grown[all.length + i] = fresh.get(i);
                fresh.get(i).words().forEach(this::mark);
            }
            all = grown;
        }
        return changes;
    }

    /** Whether sentences were left out, so that "no" would say too much. */
    boolean incomplete() {
        return incomplete;
    }

    private void mark(long word) {
        present[slot(word)] |= 1L << word;
    }

    private static int slot(long word) {
        return (int) (word >>> 6) & BITS / Long.SIZE - 1;
    }

    /** False for most values of which a word stands in no sentence. */
    boolean mayName(long[] value) {
        for (long word : value) {
            if ((present[slot(word)] >>> word & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a sentence asks for that effect and names the value. */
    boolean askFor(ToolEffect effect, long[] value) {
        for (Instruction one : all) {
            if (one.asksFor(effect, value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a sentence speaks of that effect and names the value. */
    boolean speakOf(ToolEffect effect, long[] value) {
        for (Instruction one : all) {
            if (one.speaksOf(effect, value)) {
                return true;
            }
        }
        return false;
    }
}
