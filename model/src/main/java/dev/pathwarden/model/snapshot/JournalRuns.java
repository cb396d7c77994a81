package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.ProcessJournal;
import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The runs of journals, each put together when it is asked for: a run that went through several processes becomes one path. Until then its events stay encoded, so that journals of many runs
 * take the memory of their bytes and of one run.
 *
 * <p>The same journals always give the same runs. Immutable.
 */
public final class JournalRuns {

    /** A run with what does not fit together in it. */
    private record Together(RecordedRun run, List<String> damages) {
    }

    private final List<ProcessJournal> journals;
    private final List<ProcessInfo> processes = new ArrayList<>();
    private final List<String> damages;
    private final Map<RunId, EventPlaces> places = new LinkedHashMap<>();
    private final List<RunId> ids;

    /** Looks through journals for their runs. */
    public JournalRuns(JournalContents contents) {
        journals = contents.processes();
        damages = contents.damages();
        for (int i = 0; i < journals.size(); i++) {
            processes.add(place(i));
        }
        Map<RunId, Long> starts = new LinkedHashMap<>();
        places.keySet().forEach(id -> starts.put(id, start(id)));
        // Runs without a clock come last, in the order they were read.
        ids = places.keySet().stream().sorted(Comparator.comparing(starts::get, Comparator.nullsLast(Comparator.naturalOrder()))).toList();
    }

    /** Notes where each run's events are, and puts together what the journal says of its process. */
    private ProcessInfo place(int journal) {
        ProcessJournal of = journals.get(journal);
        ProcessInfo last = null;
        List<BundleChange> bundles = new ArrayList<>();
        for (int i = 0; i < of.events().size(); i++) {
            RunId run = of.runOf(i);
            if (run != null) {
                places.computeIfAbsent(run, id -> new EventPlaces()).add(journal, i);
            } else if (of.events().get(i) instanceof JournalEvent.ProcessSeen seen) {
                last = seen.process();
            } else if (of.events().get(i) instanceof JournalEvent.BundleChanged changed) {
                bundles.add(changed.change());
            }
        }
        // A journal cut before the first event still had a process behind it.
        ProcessInfo told = last != null ? last : new ProcessInfo(of.pid(), of.startNanos(), "", "", null, null, List.of(), 0, 0);
        ProcessInfo process = bundles.isEmpty() ? told : told.withBundles(bundles);
        // What a process says of itself it may have said before it lost more, and could not say any more afterwards.
        return of.lost() > process.dropped() ? process.withDropped(of.lost()) : process;
    }

    private Long start(RunId id) {
        Long earliest = null;
        boolean told = false;
        Long firstStep = null;
        for (long place : places.get(id).all()) {
            ProcessJournal journal = journals.get(EventPlaces.journal(place));
            int index = EventPlaces.index(place);
            if (told && journal.isOfStep(index)) {
                continue;
            }
            JournalEvent event = journal.events().get(index);
            if (event instanceof JournalEvent.RunStarted started) {
                told = true;
                earliest = earlier(earliest, started.run().startNanos());
            } else if (event instanceof JournalEvent.StepDecided decided) {
                firstStep = earlier(firstStep, decided.step().startNanos());
            }
        }
        return told ? earliest : firstStep;
    }

    private static Long earlier(Long one, Long other) {
        return one == null || other != null && other < one ? other : one;
    }

    /** Every run's id, in the order they started; runs without a clock last. */
    public List<RunId> ids() {
        return ids;
    }

    /**
     * Puts a run together.
     *
     * @param damages gets what does not fit together, one sentence each
     * @throws IllegalArgumentException if there is no such run
     */
    public RecordedRun run(RunId id, List<String> damages) {
        EventPlaces of = places.get(id);
        if (of == null) {
            throw new IllegalArgumentException("no run " + id + " is in these journals");
        }
        RunMerge merge = new RunMerge(id);
        for (long place : of.all()) {
            int journal = EventPlaces.journal(place);
            merge.add(processes.get(journal), journals.get(journal).events().get(EventPlaces.index(place)));
        }
        return merge.merge(damages);
    }

    /**
     * Puts all runs together and gives them one after the other. While one is looked at the next is put together by another thread; so two of them are in memory at a time.
     *
     * @param damages gets what does not fit together, one sentence each
     */
    public void forEach(Consumer<RecordedRun> each, List<String> damages) {
        // A thread of its own: those that are shared may all wait for something that waits for this.
        ExecutorService other = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "pathwarden-runs");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Iterator<RunId> left = ids.iterator();
            CompletableFuture<Together> next = ahead(left, other);
            while (next != null) {
                Together now = ended(next);
                next = ahead(left, other);
                damages.addAll(now.damages());
                each.accept(now.run());
            }
        } finally {
            other.shutdownNow();
        }
    }

    private CompletableFuture<Together> ahead(Iterator<RunId> left, ExecutorService other) {
        if (!left.hasNext()) {
            return null;
        }
        RunId id = left.next();
        return CompletableFuture.supplyAsync(() -> {
            List<String> damages = new ArrayList<>();
            return new Together(run(id, damages), damages);
        }, other);
    }

    private static Together ended(CompletableFuture<Together> run) {
        try {
            return run.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** The processes, in the order recording began in them. */
    public List<ProcessInfo> processes() {
        return List.copyOf(processes);
    }

    /** What could not be read of the journals, one sentence each. */
    public List<String> damages() {
        return damages;
    }
}
