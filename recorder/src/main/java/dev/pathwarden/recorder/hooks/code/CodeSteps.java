package dev.pathwarden.recorder.hooks.code;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import java.util.Locale;

/** Makes the steps of the code hooks. For any thread. */
final class CodeSteps {

    private final Recorder recorder;

    CodeSteps(Recorder recorder) {
        this.recorder = recorder;
    }

    boolean isInRun() {
        return recorder.here() != null;
    }

    /** Counts code outside of a run. */
    OpenStep count() {
        return recorder.begin(StepDraft.of(Operation.CODE_SCRIPT, ""));
    }

    /**
     * A draft.
     *
     * @param action eval, compile, invoke or define
     * @param language its language, null where that is not told
     * @param engine what evaluates it
     */
    static StepDraft draft(String action, String language, String engine) {
        String plain = language == null ? null : language.toLowerCase(Locale.ROOT);
        return StepDraft.of(Operation.CODE_SCRIPT, action + " " + (plain == null ? engine : plain))
                .fact(Field.SCRIPT_ACTION, action)
                .fact(Field.SCRIPT_LANGUAGE, plain)
                .fact(Field.SCRIPT_ENGINE, engine);
    }

    /** The draft, which says so where there is more of the source than what is looked at. */
    static StepDraft sampled(StepDraft draft, boolean more) {
        return more ? draft.label(Detectors.SAMPLED) : draft;
    }

    OpenStep begin(StepDraft draft) {
        return recorder.begin(draft);
    }

    /** Whether the thread is evaluating this very text in this engine already: engines call themselves. */
    boolean evaluating(Object engine, String text) {
        Place here = recorder.here();
        return here != null && here.subject() instanceof Evaluation now && now.engine == engine && now.text != null && now.text.equals(text);
    }

    /** Whether the thread is in a step about that object. */
    boolean within(Object subject) {
        return recorder.within(subject);
    }

    /** A text in an engine. */
    static final class Evaluation {
        private final Object engine;
        private final String text;

        Evaluation(Object engine, String text) {
            this.engine = engine;
            this.text = text;
        }
    }
}
