package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.StepId;

/** Names earlier steps behind what an operator came to. */
final class Witness {

    static final String NONE = "";

    private Witness() {
    }

    static String step(long id) {
        return " (step " + new StepId(id) + ")";
    }

    static String last(long id) {
        return " (last: step " + new StepId(id) + ")";
    }

    static String steps(long[] ids) {
        StringBuilder text = new StringBuilder(" (steps ");
        for (int i = 0; i < ids.length; i++) {
            text.append(i == 0 ? "" : ", ").append(new StepId(ids[i]));
        }
        return text.append(')').toString();
    }
}
