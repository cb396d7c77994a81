package dev.pathwarden.recorder.hooks.file;

import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bytes of an asynchronous write, set apart when they are decided: the program could change its buffer before they are written. Its buffer's position moves on when the
 * program learns that the write is done, as it does without a copy. For one write.
 */
final class BufferCopy {

    /** Longest write that is copied, in bytes. */
    static final int MOST = 8 << 20;

    private final ByteBuffer given;
    private final ByteBuffer copy;
    private final int start;
    private final AtomicBoolean advanced = new AtomicBoolean();

    /** Copies what is left in the buffer. */
    BufferCopy(ByteBuffer given) {
        this.given = given;
        start = given.position();
        copy = ByteBuffer.allocate(given.remaining()).put(given.duplicate()).flip();
    }

    /** The copy, to be written in place of the buffer. */
    ByteBuffer copy() {
        return copy;
    }

    private void advance() {
        if (advanced.compareAndSet(false, true)) {
            try {
                given.position(start + copy.position());
            } catch (IllegalArgumentException limitWasChanged) {
                given.position(given.limit());
            }
        }
    }

    /** The program's handler, behind the move of its buffer. */
    CompletionHandler<Object, Object> behind(CompletionHandler<Object, Object> handler) {
        return new CompletionHandler<>() {
            @Override
            public void completed(Object result, Object attachment) {
                advance();
                handler.completed(result, attachment);
            }

            @Override
            public void failed(Throwable error, Object attachment) {
                handler.failed(error, attachment);
            }
        };
    }

    /** The program's future, which moves its buffer when it is asked and the write is done. */
    Future<Object> behind(Future<Object> future) {
        return new Future<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                return future.cancel(mayInterrupt);
            }

            @Override
            public boolean isCancelled() {
                return future.isCancelled();
            }

            @Override
            public boolean isDone() {
                boolean done = future.isDone();
                if (done && !future.isCancelled()) {
                    advance();
                }
                return done;
            }

            @Override
            public Object get() throws InterruptedException, ExecutionException {
                Object result = future.get();
                advance();
                return result;
            }

            @Override
            public Object get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
                Object result = future.get(timeout, unit);
                advance();
                return result;
            }
        };
    }
}
