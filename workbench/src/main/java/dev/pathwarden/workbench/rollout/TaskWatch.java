package dev.pathwarden.workbench.rollout;

import dev.pathwarden.policies.push.Watch;
import dev.pathwarden.workbench.task.Progress;

/** Lets the window follow a push, and end it. */
record TaskWatch(Progress progress) implements Watch {

    @Override
    public void done(int receivers, int all) {
        progress.update(all == 0 ? 1 : (double) receivers / all);
    }

    @Override
    public void checkCancelled() {
        progress.checkCancelled();
    }
}
