package dev.pathwarden.recorder.hooks.model;

import java.util.Spliterator;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Parts of an answer that the program pulls out of a {@code java.util.stream.Stream}: each is noted before the program sees it. */
public final class WatchedStream {

    private WatchedStream() {
    }

    /**
     * What to give to the program in the stream's place. Closing it before its end cancels.
     *
     * @param parts the library's
     * @param stream is told
     * @param reader adds a part to the answer
     */
    public static <T> Stream<T> of(Stream<T> parts, ModelStream stream, BiConsumer<ModelAnswer, ? super T> reader) {
        Stream<T> watched = StreamSupport.stream(new Parts<>(parts.spliterator(), stream, reader), false);
        return watched.onClose(stream::cancelled).onClose(parts::close);
    }

    private static final class Parts<T> implements Spliterator<T> {
        private final Spliterator<T> parts;
        private final ModelStream stream;
        private final BiConsumer<ModelAnswer, ? super T> reader;

        Parts(Spliterator<T> parts, ModelStream stream, BiConsumer<ModelAnswer, ? super T> reader) {
            this.parts = parts;
            this.stream = stream;
            this.reader = reader;
        }

        @Override
        public boolean tryAdvance(Consumer<? super T> action) {
            Object[] part = new Object[1];
            boolean more;
            try {
                more = parts.tryAdvance(next -> part[0] = next);
            } catch (Throwable error) {
                stream.failed(error);
                throw error;
            }
            if (!more) {
                stream.completed();
                return false;
            }
            @SuppressWarnings("unchecked")
            T next = (T) part[0];
            stream.arrived(answer -> reader.accept(answer, next));
            action.accept(next);
            return true;
        }

        @Override
        public Spliterator<T> trySplit() {
            return null;
        }

        @Override
        public long estimateSize() {
            return parts.estimateSize();
        }

        @Override
        public int characteristics() {
            return parts.characteristics() & ~(SIZED | SUBSIZED | SORTED);
        }
    }
}
