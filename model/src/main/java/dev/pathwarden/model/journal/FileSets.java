package dev.pathwarden.model.journal;

import dev.pathwarden.model.journal.ChunkName.FileSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts what was read of chunks together to journals, and names the chunks that are missing. For one thread. */
final class FileSets {

    private record Read(ChunkName name, ChunkContents contents) {
    }

    private final TreeMap<FileSet, List<Read>> sets = new TreeMap<>();
    private final Map<String, TreeMap<Integer, Integer>> gone = new HashMap<>();

    void add(ChunkName name, ChunkContents contents) {
        sets.computeIfAbsent(name.set(), set -> new ArrayList<>()).add(new Read(name, contents));
    }

    /** Those files are not missing: they were let go when what they held was sealed. */
    void letGo(SealedRecords sealed) {
        sealed.gone().forEach((set, stretches) -> stretches.forEach((first, last) -> gone.computeIfAbsent(set, none -> new TreeMap<>()).merge(first, last, Math::max)));
    }

    JournalContents contents() {
        List<ProcessJournal> processes = new ArrayList<>();
        List<String> damages = new ArrayList<>();
        sets.forEach((set, chunks) -> processes.add(process(set, chunks, damages)));
        return new JournalContents(processes, damages);
    }

    /** The first number from there on of a file that was not let go. */
    private static int behind(TreeMap<Integer, Integer> stretches, int number) {
        int next = number;
        for (Map.Entry<Integer, Integer> stretch = stretches == null ? null : stretches.floorEntry(next); stretch != null && stretch.getValue() >= next; stretch = stretches.floorEntry(next)) {
            next = stretch.getValue() + 1;
        }
        return next;
    }

    private ProcessJournal process(FileSet set, List<Read> chunks, List<String> damages) {
        chunks.sort(Comparator.comparingInt((Read chunk) -> chunk.name().number()).thenComparing(chunk -> chunk.name().file()));
        List<EncodedEvents> events = new ArrayList<>();
        int expected = 0;
        long lost = 0;
        for (Read chunk : chunks) {
            int number = chunk.name().number();
            int missing = behind(gone.get(set.name()), expected);
            if (missing < number) {
                damages.add("The journal file " + set.name(missing) + (missing + 1 < number ? " and those up to " + set.name(number - 1) + " are" : " is")
                        + " missing; what was recorded there is lost.");
            }
            expected = number + 1;
            events.add(chunk.contents().events());
            damages.addAll(chunk.contents().damages());
            lost += chunk.contents().lost();
        }
        return new ProcessJournal(set.pid(), set.startNanos(), EncodedEvents.joined(events), lost);
    }
}
