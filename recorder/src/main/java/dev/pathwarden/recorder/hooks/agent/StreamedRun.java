package dev.pathwarden.recorder.hooks.agent;

import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.reactive.Signals;
import java.util.Map;
import java.util.function.Function;

/** A run, or an agent's part in one, that lasts as long as one subscription to a stream. What the items say is its answer. */
public final class StreamedRun implements Signals {

    private final Recorder recorder;
    private final Function<Object, String> reader;
    private final Place around;
    private final Place within;
    private final OpenRun run;
    private final StringBuilder answer = new StringBuilder();

    private StreamedRun(Recorder recorder, Function<Object, String> reader, Place around, OpenRun run) {
        this.recorder = recorder;
        this.reader = reader;
        this.around = around;
        this.run = run;
        within = run.root().place();
    }

    /**
     * Begins a run, see {@link Recorder#startRun(String, String, Map, StepId, String)}, and leaves the thread where it was.
     *
     * @param handOff the step that handed the task over; null for none
     * @param user on whose behalf a run that begins acts; null where its starter does not say
     * @param reader reads what an item adds to the answer; null for nothing
     * @throws PathwardenBlockedException if a guardrail refuses the run
     */
    public static StreamedRun start(Recorder recorder, String agentName, String agentVersion, Map<String, ?> arguments, StepId handOff, String user, Function<Object, String> reader) {
        Place around = recorder.here();
        OpenRun run = recorder.startRun(agentName, agentVersion, arguments, handOff, user);
        run.leave();
        return new StreamedRun(recorder, reader, around, run);
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
    public synchronized void arrived(Object item) {
        String more = reader.apply(item);
        if (more != null) {
            answer.append(more, 0, Math.min(more.length(), StepDraft.TEXT_LIMIT - answer.length()));
        }
    }

    @Override
    public void completed() {
        end(null);
    }

    @Override
    public void failed(Throwable error) {
        end(error);
    }

    private synchronized void end(Throwable error) {
        run.end(answer.isEmpty() ? null : answer.toString(), error);
    }
}
