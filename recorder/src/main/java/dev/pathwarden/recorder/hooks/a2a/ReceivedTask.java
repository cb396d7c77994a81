package dev.pathwarden.recorder.hooks.a2a;

import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.Place;
import java.util.ArrayList;
import java.util.List;

/** A task that this process's agent has taken over, from the message to the end of the agent's work, with what the agent said of it in between. For any thread. */
final class ReceivedTask {

    private final List<Object> said = new ArrayList<>();
    private OpenRun run;
    private Place place;
    private Throwable failure;
    private Throwable refusal;
    private boolean atWork;
    private boolean ended;

    synchronized void began(OpenRun open) {
        run = open;
        place = open.root().place();
    }

    /** The place within the invocation. */
    synchronized Place place() {
        return place;
    }

    /** The agent is at work, or will be; it is the end of that which ends the invocation. */
    synchronized void atWork() {
        atWork = true;
    }

    synchronized void says(Object event) {
        if (event instanceof Throwable failed) {
            failure = refusal == null ? failed : refusal;
        } else {
            A2aMessages.add(event, said);
        }
    }

    /** What the agent said was refused: if the agent fails next, that is why. */
    synchronized void refused(Throwable why) {
        refusal = why;
    }

    /** The message was answered; where no agent was put to work that ends the invocation. */
    void answered(Throwable error) {
        if (error != null || !isAtWork()) {
            end(error);
        }
    }

    private synchronized boolean isAtWork() {
        return atWork;
    }

    /** Ends the invocation, once. */
    void end(Throwable error) {
        Object answer;
        Throwable wrong;
        synchronized (this) {
            if (ended || run == null) {
                return;
            }
            ended = true;
            // Whoever waits for the agent can hear that it failed before it has told why.
            wrong = error == null ? failure : refusal == null ? error : refusal;
            answer = said.isEmpty() ? null : said.size() == 1 ? said.get(0) : List.copyOf(said);
        }
        run.end(answer, wrong);
    }
}
