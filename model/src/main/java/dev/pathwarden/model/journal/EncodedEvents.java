package dev.pathwarden.model.journal;

import dev.pathwarden.model.step.RunId;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Events that stay encoded until one is asked for: decoded, a step takes ten times the memory, and in many small objects. Their bytes stand behind one another in blocks, so that millions of events are a few objects for the collector.
 * Immutable.
 *
 * <p>Each call of {@link #get} decodes anew, in about two microseconds.
 */
final class EncodedEvents extends AbstractList<JournalEvent> implements RandomAccess {

    static final EncodedEvents NONE = new Builder().build();

    /** By event the block that holds it, where it begins there, and its length. */
    private final byte[][] blocks;
    private final int[] begins;
    private final int[] lengths;

    private EncodedEvents(byte[][] blocks, int[] begins, int[] lengths) {
        this.blocks = blocks;
        this.begins = begins;
        this.lengths = lengths;
    }

    @Override
    public JournalEvent get(int index) {
        return EventCodec.decode(source(index));
    }

    @Override
    public int size() {
        return lengths.length;
    }

    /** The run that the event belongs to, which is found without decoding the event; null for an event of a process. */
    RunId runOf(int index) {
        return EventCodec.runOf(source(index));
    }

    /** Whether the event tells of a step: that it was decided, held or ended. */
    boolean isOfStep(int index) {
        return EventCodec.isOfStep(blocks[index][begins[index]]);
    }

    private ByteSource source(int index) {
        return new ByteSource(blocks[index], begins[index], lengths[index]);
    }

    /** The events of each, one list behind the other. Copies no bytes of events. */
    static EncodedEvents joined(List<EncodedEvents> parts) {
        Builder all = new Builder();
        all.grow(parts.stream().mapToInt(EncodedEvents::size).sum());
        for (EncodedEvents part : parts) {
            System.arraycopy(part.blocks, 0, all.blocks, all.size, part.size());
            System.arraycopy(part.begins, 0, all.begins, all.size, part.size());
            System.arraycopy(part.lengths, 0, all.lengths, all.size, part.size());
            all.size += part.size();
        }
        return all.build();
    }

    /** Collects events. For one thread; can be built once or many times. */
    static final class Builder {

        private static final int USUAL = 16;
        /** Bytes of the first block; each has twice as many as the one before, up to the largest, which is none that a collector gives places of its own. */
        private static final int FIRST_BLOCK = 4 << 10;
        private static final int LARGEST_BLOCK = 128 << 10;

        private byte[][] blocks = new byte[USUAL][];
        private int[] begins = new int[USUAL];
        private int[] lengths = new int[USUAL];
        private int size;
        private byte[] block = new byte[0];
        private int used;

        /** Adds an event, as {@link EventCodec#encode} writes it. Copies its bytes. */
        void add(byte[] bytes, int begin, int length) {
            if (size == lengths.length) {
                grow(2 * size);
            }
            if (block.length - used < length) {
                block = new byte[Math.max(length, Math.min(Math.max(FIRST_BLOCK, 2 * block.length), LARGEST_BLOCK))];
                used = 0;
            }
            System.arraycopy(bytes, begin, block, used, length);
            blocks[size] = block;
            begins[size] = used;
            lengths[size++] = length;
            used += length;
        }

        private void grow(int room) {
            blocks = Arrays.copyOf(blocks, room);
            begins = Arrays.copyOf(begins, room);
            lengths = Arrays.copyOf(lengths, room);
        }

        int size() {
            return size;
        }

        /** The bytes of an event that was added, in an array of their own. It is let go of here, so that events that are taken one after the other are not in memory twice. */
        byte[] take(int index) {
            byte[] bytes = Arrays.copyOfRange(blocks[index], begins[index], begins[index] + lengths[index]);
            blocks[index] = null;
            return bytes;
        }

        /** Lets go of all that were added. */
        void clear() {
            Arrays.fill(blocks, 0, size, null);
            size = 0;
            block = new byte[0];
            used = 0;
        }

        EncodedEvents build() {
            return build(0);
        }

        /** Those from that one on, in the order they were added. */
        EncodedEvents build(int from) {
            return new EncodedEvents(Arrays.copyOfRange(blocks, from, size), Arrays.copyOfRange(begins, from, size), Arrays.copyOfRange(lengths, from, size));
        }

        /** All in another order. */
        EncodedEvents build(int[] order) {
            Builder ordered = new Builder();
            ordered.grow(size);
            for (int i = 0; i < size; i++) {
                ordered.blocks[i] = blocks[order[i]];
                ordered.begins[i] = begins[order[i]];
                ordered.lengths[i] = lengths[order[i]];
            }
            ordered.size = size;
            return ordered.build();
        }
    }
}
