package dev.pathwarden.recorder.hooks.mcp;

import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.hooks.reactive.Signals;
import dev.pathwarden.recorder.hooks.redact.RedactedTool;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** The one answer that a {@code Mono} of the MCP SDK brings, or why it brings none. Told once, before whoever waits for it goes on. */
final class Answer implements Signals {

    private final Place within;
    private final Place around;
    private final BiConsumer<Object, Throwable> end;
    private final OpenStep step;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * An answer that is awaited.
     *
     * @param within where it is worked on; null for outside of any run
     * @param around where it is waited for; null for outside of any run
     * @param step which may lose words; null for none
     * @param end called with the answer, as it is passed on, and the error, either or both null
     */
    Answer(Place within, Place around, OpenStep step, BiConsumer<Object, Throwable> end) {
        this.step = step;
        this.within = within;
        this.around = around;
        this.end = end;
    }

    @Override
    public Place within() {
        return within;
    }

    @Override
    public Place around() {
        return around;
    }

    @Override
    public Object given(Object item) {
        return step == null ? item : McpContents.given(step, item);
    }

    @Override
    public Throwable heard(Throwable error) {
        return step == null ? error : RedactedTool.heard(error, step);
    }

    @Override
    public void arrived(Object item) {
        tell(item, null);
    }

    @Override
    public void completed() {
        tell(null, null);
    }

    @Override
    public void failed(Throwable error) {
        tell(null, error);
    }

    @Override
    public void cancelled() {
        tell(null, new CancellationException("nobody waits for the answer any more"));
    }

    private void tell(Object answer, Throwable error) {
        if (told.compareAndSet(false, true)) {
            end.accept(answer, error);
        }
    }
}
