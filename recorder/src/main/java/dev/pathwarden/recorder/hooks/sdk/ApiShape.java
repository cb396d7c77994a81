package dev.pathwarden.recorder.hooks.sdk;

import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelRequest;

/** How one of a provider's APIs says what is asked and answered. For any thread. */
public interface ApiShape {

    /** What the parameters ask. */
    ModelRequest request(Object parameters);

    /** Reads a whole answer. */
    void answer(Object answered, ModelAnswer answer);

    /** A whole answer, read. */
    default ModelAnswer read(Object answered) {
        ModelAnswer answer = new ModelAnswer();
        answer(answered, answer);
        return answer;
    }

    /** Adds a part of a streamed answer. */
    void part(Object event, ModelAnswer answer);
}
