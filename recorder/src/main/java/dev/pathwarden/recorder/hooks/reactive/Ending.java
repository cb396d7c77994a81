package dev.pathwarden.recorder.hooks.reactive;

import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import java.util.concurrent.atomic.AtomicBoolean;

/** Passes signals on, of the ends only the first, and keeps faults from the program. */
final class Ending {

    private final Signals signals;
    private final Recorder recorder;
    private final AtomicBoolean ended = new AtomicBoolean();

    Ending(Signals signals, Recorder recorder) {
        this.signals = signals;
        this.recorder = recorder;
    }

    Place within() {
        return signals.within();
    }

    Place around() {
        return signals.around();
    }

    /**
     * An item came; returns what the subscriber gets.
     *
     * @throws PathwardenBlockedException if it is to get that as an error, and nothing more; the end was told
     */
    Object arrived(Object item) {
        Object[] given = {item};
        if (!ended.get()) {
            try {
                recorder.quietly(() -> given[0] = signals.given(item));
            } catch (PathwardenBlockedException refused) {
                failed(refused);
                throw refused;
            }
            recorder.quietly(() -> signals.arrived(given[0]));
        }
        return given[0];
    }

    /** Ends it; returns why the subscriber is to hear of an error instead, null where it is not. */
    Throwable completed() {
        return end(signals::completed);
    }

    /** Ends it with an error, which the subscriber hears of whatever becomes of what has come in so far; returns what it hears. */
    Throwable failed(Throwable error) {
        end(() -> signals.failed(error));
        Throwable[] heard = {error};
        recorder.quietly(() -> heard[0] = signals.heard(error));
        return heard[0];
    }

    /** Ends it; whoever cancelled is told nothing. */
    void cancelled() {
        end(signals::cancelled);
    }

    private Throwable end(Runnable last) {
        Throwable[] refusal = new Throwable[1];
        if (ended.compareAndSet(false, true)) {
            recorder.quietly(() -> {
                try {
                    last.run();
                } catch (PathwardenBlockedException | PathwardenAbort refused) {
                    refusal[0] = refused;
                }
            });
        }
        return refusal[0];
    }
}
