package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** Makes parts of the journals in a directory until it is to end, and deletes those that need not stay. What fails is tried again every minute. For one thread. */
final class PartMaker {

    private static final long LOOK_MILLIS = 50;
    private static final long AGAIN_MILLIS = 60_000;

    private final Path journals;
    private final Path directory;
    private final Rotation rotation;
    private final Retention retention;
    private final Seal seal;
    private final Consumer<RecordedRun> learning;
    private final PartListener listener;
    private final LongPredicate ended;

    /**
     * @param directory of the parts; it holds nothing else
     * @param retention which parts stay; null for all
     * @param learning is shown each run, or piece of one, when it is added to a part
     * @param ended waits so many milliseconds, or until this is to end; whether it is
     */
    PartMaker(Path journals, Path directory, Rotation rotation, Retention retention, Seal seal, Consumer<RecordedRun> learning, PartListener listener, LongPredicate ended) {
        this.journals = journals;
        this.directory = directory;
        this.rotation = rotation;
        this.retention = retention;
        this.seal = seal;
        this.learning = learning;
        this.listener = listener;
        this.ended = ended;
    }

    /** Drains until this is to end, and finishes the last part; how many events were read. */
    long untilEnded() throws IOException {
        if (!Disk.forceNames(directory)) {
            listener.told(Disk.unforced(directory));
        }
        while (true) {
            try {
                return drainUntilEnded();
            } catch (IOException | SnapshotException e) {
                if (ended.test(0)) {
                    throw e;
                }
                // What was not finished is still in the journals: it is read again.
                listener.told("No part can be made now: " + sentence(e) + " It is tried again every minute; meanwhile everything stays in the journals.");
                if (ended.test(AGAIN_MILLIS)) {
                    return drainUntilEnded();
                }
            }
        }
    }

    private long drainUntilEnded() throws IOException {
        Consumer<MadePart> made = part -> {
            listener.made(part);
            retain();
        };
        try (RotatingDrain drain = RotatingDrain.begin(journals, directory, rotation, seal, System::nanoTime, InstantSource.system(), learning, made)) {
            retain();
            do {
                drain.drain();
                listener.at(drain.drained());
            } while (!ended.test(LOOK_MILLIS));
            drain.finish();
            return drain.drained();
        }
    }

    private void retain() {
        if (retention == null) {
            return;
        }
        try {
            Retention.deleteLeftovers(directory);
            List<Path> parts = Parts.in(directory);
            for (Retention.Judged judged : retention.judge(directory, Instant.now(), false)) {
                // The last one stays whatever its age: who begins again goes on from it.
                if (judged.goes() && !judged.recording().path().equals(parts.get(parts.size() - 1))) {
                    Retention.delete(judged.recording());
                    listener.deleted(judged.recording());
                }
            }
        } catch (IOException e) {
            listener.told("Old parts could not be deleted: " + sentence(e) + " It is tried again with the next part.");
        }
    }

    private static String sentence(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }
}
