package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.push.Watch;

/** Shows how far a push is. Ctrl+C ends the process, and the push with it. */
record ShownWatch(Progress progress) implements Watch {

    @Override
    public void done(int receivers, int all) {
        progress.at(receivers, all);
    }

    @Override
    public void checkCancelled() {
        // A signal ends the whole process.
    }
}
