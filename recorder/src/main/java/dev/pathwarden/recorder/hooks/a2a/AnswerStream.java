package dev.pathwarden.recorder.hooks.a2a;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events with which another agent answers a message: the program sees them where it sent the message, and the last of them ends the hand-over. */
final class AnswerStream {

    private final Recorder recorder;
    private final Propagation propagation;
    private final OpenStep step;
    private final Place before;
    private final List<Object> said = new ArrayList<>();
    private Facts receiver = Facts.NONE;
    private boolean ended;

    AnswerStream(Recorder recorder, Propagation propagation, OpenStep step, Place before) {
        this.recorder = recorder;
        this.propagation = propagation;
        this.step = step;
        this.before = before;
    }

    Consumer<Object> events(Consumer<Object> program) {
        return event -> {
            note(event);
            within(program, event);
        };
    }

    Consumer<Object> errors(Consumer<Object> program) {
        return error -> {
            failed(error);
            within(program, error);
        };
    }

    private void within(Consumer<Object> program, Object value) {
        Place here = recorder.moveTo(before);
        try {
            program.accept(value);
        } finally {
            recorder.moveTo(here);
        }
    }

    private synchronized void note(Object event) {
        try {
            A2aMessages.add(event, said);
            Facts told = propagation.received(step, A2aMessages.metadata(event));
            receiver = told == Facts.NONE ? receiver : told;
            if (A2aMessages.isLast(event)) {
                end(null);
            }
        } catch (RuntimeException fault) {
            // The program's event must arrive whatever becomes of the record of it.
            ended = true;
        }
    }

    /** Transports tell of the end of a stream through the same consumer, with no error. */
    private synchronized void failed(Object error) {
        end(error instanceof Throwable failure ? failure : null);
    }

    private void end(Throwable error) {
        if (!ended) {
            ended = true;
            step.end(said.isEmpty() ? null : said.size() == 1 ? said.get(0) : List.copyOf(said), error, receiver);
        }
    }
}
