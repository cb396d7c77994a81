package dev.pathwarden.recorder.hooks.model;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import java.util.Objects;
import java.util.function.Supplier;

/** Where every library's hook reports its model calls. One per process; for any thread. */
public final class ModelCalls {

    private final Recorder recorder;
    private final PriceTable prices;
    private final ToolRequests toolRequests = new ToolRequests();
    private final SeenMessages seen = new SeenMessages();

    /** Model calls with costs from those prices. */
    public ModelCalls(Recorder recorder, PriceTable prices) {
        this.recorder = Objects.requireNonNull(recorder, "recorder");
        this.prices = Objects.requireNonNull(prices, "prices");
    }

    /** Which model call asked for which tool. */
    public ToolRequests toolRequests() {
        return toolRequests;
    }

    /**
     * Decides a model call before it is sent, and puts the thread within it.
     *
     * @param reader reads the request; asked only if the call is to be a step
     * @return the call; null outside of any run, and for a call nested in another
     * @throws PathwardenBlockedException if it is not to be sent
     */
    public ModelCall begin(Supplier<ModelRequest> reader) {
        Place place = recorder.here();
        if (place == null) {
            recorder.begin(StepDraft.of(Operation.MODEL_CHAT, ""));
            return null;
        }
        if (place.subject() instanceof ModelCall around && !around.over()) {
            around.passedOn(reader);
            return null;
        }
        ModelRequest request = reader.get();
        ModelCall call = new ModelCall(recorder, place, toolRequests, prices, request.provider(), request.model());
        StepDraft draft = request.draft().about(call);
        seen.addNew(request.messages(), place.runId(), draft);
        return call.begin(draft) ? call : null;
    }
}
