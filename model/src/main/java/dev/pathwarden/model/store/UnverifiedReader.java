package dev.pathwarden.model.store;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.segment.SealedSegment;
import java.nio.file.Path;
import java.util.Iterator;

/** The process that reads a store which nobody vouches for, and writes its segments into an archive as they are. Arguments: the store's copy, the archive. */
final class UnverifiedReader {

    static final int DONE = 0;
    /** What was printed last says why. */
    static final int REFUSED = 3;
    static final int NO_MEMORY = 4;

    private UnverifiedReader() {
    }

    public static void main(String[] arguments) {
        int code = NO_MEMORY;
        try {
            code = copy(Path.of(arguments[0]), Path.of(arguments[1]));
        } catch (OutOfMemoryError tooLarge) {
            code = NO_MEMORY;
        } catch (Exception | LinkageError | StackOverflowError damaged) {
            System.out.println(reason(damaged));
            code = REFUSED;
        }
        // A store that is damaged may have left threads that never end.
        Runtime.getRuntime().halt(code);
    }

    private static int copy(Path store, Path archive) {
        StoreRoot root = new StoreRoot();
        ObjectStore started = ObjectStore.start(store, root);
        if (root.segments == null || root.notes == null) {
            throw new IllegalStateException("it has no root of a snapshot");
        }
        Iterator<SealedSegment> segments = root.segments.stream().map(UnverifiedReader::sealed).iterator();
        Archives.write(archive, segments, root.notes);
        started.close();
        return DONE;
    }

    private static SealedSegment sealed(StoredSegment stored) {
        byte[] content = stored.content.get();
        stored.content.clear();
        if (content == null || stored.index == null) {
            throw new IllegalStateException("one of its segments is missing");
        }
        return new SealedSegment(content, stored.index);
    }

    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause.getCause() != null && depth < 20 && !(cause instanceof ObjectStore.ForeignTypeException); depth++) {
            cause = cause.getCause();
        }
        if (cause instanceof ObjectStore.ForeignTypeException) {
            return cause.getMessage();
        }
        return "it is damaged" + (cause.getMessage() == null ? "" : " (" + cause.getMessage().lines().findFirst().orElse("") + ")");
    }
}
