package dev.pathwarden.policies.tool;

import java.util.Map;

/** A table of words by their hash, made once and then only read. */
public final class Words {

    /** Hash of no character at all: FNV-1a, 64 bits. */
    public static final long EMPTY = 0xCBF29CE484222325L;

    private final long[] hashes;
    private final int[] flags;

    Words(Map<String, Integer> words) {
        int size = Integer.highestOneBit(words.size()) * 4;
        hashes = new long[size];
        flags = new int[size];
        words.forEach((word, flag) -> {
            long hash = EffectVerbs.hash(word);
            int at = slot(hash);
            while (hashes[at] != 0) {
                at = at + 1 & size - 1;
            }
            hashes[at] = hash;
            flags[at] = flag;
        });
    }

    /** The hash with one more character. */
    public static long add(long hash, char c) {
        return (hash ^ c) * 0x100000001B3L;
    }

    int flags(long hash) {
        for (int at = slot(hash); hashes[at] != 0; at = at + 1 & hashes.length - 1) {
            if (hashes[at] == hash) {
                return flags[at];
            }
        }
        return 0;
    }

    private int slot(long hash) {
        return (int) (hash ^ hash >>> 32) & hashes.length - 1;
    }
}
