package dev.pathwarden.model.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Reads one chunk, at once or as it grows. Never throws for what it holds: damage is told in a sentence, and what is whole is kept.
 *
 * <p>{@link #advance} takes what is whole and judges nothing but that; whatever may become whole a moment later is left. {@link #finish}
 * names what was left over. For one thread.
 */
final class ChunkReader {

    /** Told of the bytes that were taken, each once. */
    @FunctionalInterface
    interface Taken {
        void bytes(int offset, byte[] array, int index, int length);
    }

    private static final int ATTEMPTS = 3;
    /** Threads that write at the same time are fewer; more of them are no reason to look at each again and again. */
    private static final int MOST_UNFINISHED = 1024;
    /** Records of which the length is looked for in their event: each can take the time to read a chunk. */
    private static final int MOST_MISMEASURED = 64;
    /** Damages that are told one by one. A chunk can hold a million of them, and each sentence is longer than the record. */
    private static final int MOST_NAMED = 1024;

    private final ChunkName name;
    private final ChunkSource source;
    private final Taken taken;
    private final EncodedEvents.Builder events = new EncodedEvents.Builder();
    /** By event where its record begins. */
    private int[] places = new int[16];
    private final TreeMap<Integer, String> damages = new TreeMap<>();
    private final TreeMap<Integer, Integer> unfinished = new TreeMap<>();
    private int given;
    /** Events that were read, those that were taken included. */
    private int read;
    private int capacity;
    private int offset = ChunkLayout.RECORDS;
    private boolean closed;
    private int mismeasured;
    private int unnamed;

    ChunkReader(ChunkName name, ChunkSource source, Taken taken) {
        this.name = name;
        this.source = source;
        this.taken = taken;
    }

    /** Reads a whole chunk from memory. */
    static ChunkContents read(ChunkName name, byte[] bytes) {
        return new ChunkReader(name, ChunkSource.of(bytes), (offset, array, index, length) -> { }).finish();
    }

    /** Reads what has become whole since the last time; nothing where the file is too long or too short for a chunk. */
    void advance() throws IOException {
        advance(MOST_UNFINISHED);
    }

    private void advance(int mostUnfinished) throws IOException {
        if (closed && unfinished.isEmpty() || source.size() > ChunkLayout.MAX_CAPACITY) {
            return;
        }
        ChunkWindow bytes = new ChunkWindow(source);
        if (capacity == 0) {
            if (!bytes.holds(0, ChunkLayout.RECORDS) || !headerFits(bytes)) {
                return;
            }
            capacity = bytes.intAt(ChunkLayout.CAPACITY);
            taken.bytes(0, bytes.array(), bytes.index(0), ChunkLayout.LOST);
            taken.bytes(ChunkLayout.AFTER_LOST, bytes.array(), bytes.index(ChunkLayout.AFTER_LOST), ChunkLayout.RECORDS - ChunkLayout.AFTER_LOST);
        }
        takeFinished(bytes);
        while (!closed && unfinished.size() < mostUnfinished && step(bytes)) {
            continue;
        }
    }

    /** Whether all records were read, and the mark behind the last. */
    boolean isEnded() {
        return closed && unfinished.isEmpty();
    }

    /** The events that were read since the last call, in the order they became whole. */
    EncodedEvents news() {
        EncodedEvents news = events.build(given);
        given = events.size();
        return news;
    }

    /** The events that were read and not taken before, in the order they became whole. They are let go of here. */
    List<PlacedEvent> take() {
        List<PlacedEvent> taken = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            taken.add(new PlacedEvent(places[i], events.take(i)));
        }
        events.clear();
        given = 0;
        return taken;
    }

    /** Where the next record is looked for. */
    int position() {
        return offset;
    }

    /** Offsets of the records that were begun and not finished when they were looked at. */
    Set<Integer> unfinished() {
        return Set.copyOf(unfinished.keySet());
    }

    /** Whether the writer has closed the chunk and all of its records were read. */
    boolean isOver() {
        return closed && unfinished.isEmpty() && given == events.size();
    }

    /** Reads what is left, and names what is damaged. Nothing can be read with this reader afterwards. */
    ChunkContents finish() {
        long lost = 0;
        try {
            String end = null;
            // A file that is being written can look damaged to one pass: its first bytes are older than its last.
            for (int attempt = 0; attempt == 0 || end != null && attempt < ATTEMPTS; attempt++) {
                advance(Integer.MAX_VALUE);
                end = endProblem();
            }
            while (end != null && takeMismeasured()) {
                advance(Integer.MAX_VALUE);
                end = endProblem();
            }
            if (end != null) {
                damages.put(offset, end);
            }
            lost = lost();
        } catch (IOException e) {
            damages.put(offset, ChunkContents.unreadable(name, e, read == 0 ? "its events are missing" : "its later events are missing"));
        }
        unfinished.keySet().forEach(place -> damage(place, "The journal file " + name.file() + " holds a record at offset " + place
                + " that was begun and not finished; its process was writing it, or died while it did."));
        if (unnamed > 0) {
            damages.put(Integer.MAX_VALUE, "The journal file " + name.file() + " holds " + unnamed + " more records that are damaged or unfinished.");
        }
        return new ChunkContents(inOrder(), List.copyOf(damages.values()), lost);
    }

    /** Number of events that found no place behind this chunk; what a damaged file says of that may be anything. */
    private long lost() throws IOException {
        ChunkWindow bytes = new ChunkWindow(source);
        long lost = capacity > 0 && bytes.holds(0, ChunkLayout.RECORDS) ? bytes.longAt(ChunkLayout.LOST) : 0;
        if (lost != 0) {
            damages.put(capacity, "Behind the journal file " + name.file() + " " + (lost < 0 ? "an unknown number of events" : lost == 1 ? "1 event" : lost + " events")
                    + " could not be written, for want of room on the disk or of a directory to write to, or because of the size; what they tell is lost.");
        }
        return Math.max(0, lost);
    }

    /** Why no record can be read; null where they can, or where the chunk is in the making and holds nothing that was acknowledged. */
    private String headerProblem(ChunkWindow bytes) throws IOException {
        if (!bytes.holds(0, ChunkLayout.RECORDS)) {
            return bytes.isZeroToTheEnd(0) ? null : "The journal file " + name.file() + " is cut inside its header, at byte " + source.size() + "; nothing of it can be read.";
        }
        if (bytes.longAt(0) != ChunkLayout.MAGIC) {
            return bytes.isZeroToTheEnd(0) ? null : "The file " + name.file() + " is no journal of this version: it begins with other bytes.";
        }
        return headerFits(bytes) ? null : "The header of the journal file " + name.file() + " is damaged or belongs to another file; nothing of it was read.";
    }

    private boolean headerFits(ChunkWindow bytes) {
        return bytes.longAt(0) == ChunkLayout.MAGIC
                && bytes.crc(0, ChunkLayout.HEADER_CRC) == bytes.intAt(ChunkLayout.HEADER_CRC) && bytes.longAt(ChunkLayout.PID) == name.set().pid()
                && bytes.longAt(ChunkLayout.START) == name.set().startNanos() && bytes.intAt(ChunkLayout.NUMBER) == name.number()
                && bytes.intAt(ChunkLayout.CAPACITY) >= ChunkLayout.RECORDS && bytes.isZero(ChunkLayout.HEADER_CRC + Integer.BYTES, ChunkLayout.LOST) && bytes.isZero(ChunkLayout.AFTER_LOST, ChunkLayout.RECORDS);
    }

    private void takeFinished(ChunkWindow bytes) throws IOException {
        for (Iterator<Map.Entry<Integer, Integer>> all = unfinished.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Integer, Integer> begun = all.next();
            int place = begun.getKey();
            int length = begun.getValue();
            if (bytes.holds(place, ChunkLayout.recordSize(length)) && bytes.intAt(place) == length) {
                all.remove();
                take(bytes, place, length);
            }
        }
    }

    /** Takes the record at the offset; false where there is no whole one. */
    private boolean step(ChunkWindow bytes) throws IOException {
        if (!bytes.holds(offset, Integer.BYTES)) {
            return false;
        }
        int length = bytes.intAt(offset);
        if (length == ChunkLayout.END && bytes.holds(offset, ChunkLayout.ALIGNMENT)) {
            closed = true;
            taken.bytes(offset, bytes.array(), bytes.index(offset), ChunkLayout.ALIGNMENT);
        }
        if (length == 0 || length == ChunkLayout.END || !fits(length) || !bytes.holds(offset, ChunkLayout.recordSize(Math.abs(length)))) {
            return false;
        }
        // The window may have been loaded once more to hold the record, which may have been finished meanwhile.
        int now = bytes.intAt(offset);
        if (Math.abs(now) != Math.abs(length)) {
            return false;
        }
        int place = offset;
        if (now < 0) {
            unfinished.put(place, -now);
            offset = place + ChunkLayout.recordSize(-now);
        } else {
            offset = place + take(bytes, place, now);
        }
        return true;
    }

    private boolean fits(int length) {
        int eventLength = Math.abs(length);
        return eventLength <= ChunkLayout.MAX_EVENT && offset + (long) ChunkLayout.recordSize(eventLength) <= capacity;
    }

    /** Takes the record there, or names what is wrong with it; returns how many bytes it has. */
    private int take(ChunkWindow bytes, int place, int length) throws IOException {
        int size = ChunkLayout.recordSize(length);
        boolean whole = isWhole(bytes, place, length);
        for (int attempt = 1; !whole && attempt < ATTEMPTS && damages.size() < MOST_NAMED && bytes.load(place, size); attempt++) {
            whole = isWhole(bytes, place, length);
        }
        if (!whole) {
            int measured = measured(bytes, place);
            if (measured > 0) {
                return takeMismeasured(bytes, place, measured);
            }
            bytes.holds(place, size);
        }
        taken.bytes(place, bytes.array(), bytes.index(place), size);
        if (!whole) {
            damage(place, "The journal file " + name.file() + " holds a damaged record at offset " + place + ": its checksum does not fit; it was left out.");
            return size;
        }
        try {
            int from = bytes.index(place) + ChunkLayout.EVENT;
            EventCodec.decode(new ByteSource(bytes.array(), from, length));
            add(place, bytes.array(), from, length);
        } catch (CorruptBytesException e) {
            damage(place, "The journal file " + name.file() + " holds a record at offset " + place + " that this version cannot read (" + e.getMessage() + "); it was left out.");
        }
        return size;
    }

    private void add(int place, byte[] bytes, int from, int length) {
        if (events.size() == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[events.size()] = place;
        events.add(bytes, from, length);
        read++;
    }

    /** In the order of their places, not in that in which they became whole. */
    private EncodedEvents inOrder() {
        boolean ordered = true;
        for (int i = 1; i < events.size(); i++) {
            ordered &= places[i - 1] < places[i];
        }
        return ordered ? events.build() : events.build(IntStream.range(0, events.size()).boxed().sorted(Comparator.comparingInt(at -> places[at])).mapToInt(at -> at).toArray());
    }

    private void damage(int place, String sentence) {
        if (damages.size() < MOST_NAMED) {
            damages.put(place, sentence);
        } else {
            unnamed++;
        }
    }

    /** Takes the record at the offset, of which the length makes no sense; false where there is none whose event and checksum fit. */
    private boolean takeMismeasured() throws IOException {
        ChunkWindow bytes = new ChunkWindow(source);
        if (capacity == 0 || closed) {
            return false;
        }
        int measured = measured(bytes, offset);
        if (measured > 0) {
            offset += takeMismeasured(bytes, offset, measured);
        }
        return measured > 0;
    }

    private int takeMismeasured(ChunkWindow bytes, int place, int length) {
        int size = ChunkLayout.recordSize(length);
        taken.bytes(place, bytes.array(), bytes.index(place), size);
        int from = bytes.index(place) + ChunkLayout.EVENT;
        add(place, bytes.array(), from, length);
        damage(place, "The journal file " + name.file() + " holds a damaged record at offset " + place + ": its length is not that of its event, which was read all the same.");
        return size;
    }

    /**
     * Length of the event there, as the event says, if its checksum fits; 0 if not.
     *
     * <p>An event says where it ends and its checksum is for just these bytes, so nothing else can be taken for it. Records are looked for nowhere else: what seems to be one can stand in the arguments of a step, put there by whoever
     * wanted it to be found.
     */
    private int measured(ChunkWindow bytes, int place) throws IOException {
        long room = Math.min(ChunkLayout.MAX_EVENT, Math.min(capacity, source.size()) - place - ChunkLayout.EVENT) & -ChunkLayout.ALIGNMENT;
        if (room <= 0 || ++mismeasured > MOST_MISMEASURED || !bytes.load(place, ChunkLayout.EVENT + (int) room)) {
            return 0;
        }
        try {
            int length = EventCodec.lengthOf(new ByteSource(bytes.array(), bytes.index(place) + ChunkLayout.EVENT, (int) room));
            return isWhole(bytes, place, length) ? length : 0;
        } catch (CorruptBytesException none) {
            return 0;
        }
    }

    private static boolean isWhole(ChunkWindow bytes, int place, int length) {
        return bytes.crc(place + ChunkLayout.EVENT, length) == bytes.intAt(place + ChunkLayout.CRC)
                && bytes.isZero(place + ChunkLayout.EVENT + length, place + ChunkLayout.recordSize(length));
    }

    /** What is wrong behind the last record; null where nothing is. */
    private String endProblem() throws IOException {
        long size = source.size();
        if (size > ChunkLayout.MAX_CAPACITY) {
            throw new IOException("it is larger than " + ChunkLayout.MAX_CAPACITY + " bytes, which no journal file is");
        }
        ChunkWindow bytes = new ChunkWindow(source);
        if (capacity == 0) {
            return headerProblem(bytes);
        }
        if (!bytes.holds(offset, Integer.BYTES)) {
            return offset < capacity || size != capacity ? cut(size) : null;
        }
        int length = bytes.intAt(offset);
        if (length == ChunkLayout.END) {
            return !bytes.holds(offset, ChunkLayout.ALIGNMENT) ? cut(size) : bytes.isZeroToTheEnd(offset + Integer.BYTES) ? null
                    : "The journal file " + name.file() + " is damaged at offset " + offset + ": bytes stand behind its end, and were not read.";
        }
        if (length == 0) {
            return !bytes.isZeroToTheEnd(offset) ? "The journal file " + name.file() + " is damaged at offset " + offset + ": zeros stand where a record should; what follows in this file was not read."
                    : size != capacity ? cut(size) : null;
        }
        if (!fits(length)) {
            return "The journal file " + name.file() + " is damaged at offset " + offset + ": a record of " + Math.abs(length) + " bytes does not fit there; what follows in this file was not read.";
        }
        // Where it is all there, it was appended since, and a reader may see less than a moment later.
        return bytes.holds(offset, ChunkLayout.recordSize(Math.abs(length))) ? null : cut(size);
    }

    private String cut(long size) {
        return "The journal file " + name.file() + " is cut at byte " + size + " of " + capacity + ": " + read
                + " events before the cut were read, and nothing behind offset " + offset + ".";
    }
}
