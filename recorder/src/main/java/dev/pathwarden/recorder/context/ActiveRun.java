package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.RunGuard;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A run that is going on in this process. For any thread. Once ended it is never live again. */
final class ActiveRun {

    private static final int MOST_PARTS = 10_000;

    private final String agent;
    private final String user;
    private final RunGuard guard;
    private final Queue<Runnable> unsettled = new ConcurrentLinkedQueue<>();
    private final AtomicInteger toSettle = new AtomicInteger();
    private final ReentrantLock settles = new ReentrantLock();
    private final Map<StepId, StepId> lastChats = new ConcurrentHashMap<>();
    private volatile StepId lastChat;
    private volatile boolean ended;
    private volatile boolean aborted;

    /** A run of which nobody said on whose behalf it acts. */
    ActiveRun(String agent, RunGuard guard) {
        this(agent, null, guard);
    }

    ActiveRun(String agent, String user, RunGuard guard) {
        this.agent = agent;
        this.user = user;
        this.guard = guard;
        guard.actsFor(user);
    }

    RunId id() {
        return guard.run();
    }

    /** Durable agent id; null where none is known. */
    String agent() {
        return agent;
    }

    /** On whose behalf it acts; null where nobody said. */
    String user() {
        return user;
    }

    RunGuard guard() {
        return guard;
    }

    /** The model call whose answer is acted on within that step, which agents that work side by side do not share; else the run's last. Null before the first. */
    StepId lastChat(StepId within) {
        StepId own = within == null ? null : lastChats.get(within);
        return own == null ? lastChat : own;
    }

    void chatted(StepId step, StepId within) {
        lastChat = step;
        if (within != null && (lastChats.size() < MOST_PARTS || lastChats.containsKey(within))) {
            lastChats.put(within, step);
        }
    }

    /** Has that done, once, before the next step is decided or the run ends. It may have itself done again before the next but one. */
    void settleBeforeNext(Runnable settling) {
        toSettle.incrementAndGet();
        unsettled.add(settling);
    }

    /** Does what was to be done before the next decision, or waits for the thread that is doing it: steps side by side must all know of it. */
    void settle() {
        if (toSettle.get() == 0) {
            return;
        }
        settles.lock();
        try {
            int now = toSettle.get();
            for (Runnable settling = unsettled.poll(); settling != null; settling = --now > 0 ? unsettled.poll() : null) {
                try {
                    settling.run();
                } finally {
                    toSettle.decrementAndGet();
                }
            }
        } finally {
            settles.unlock();
        }
    }

    /** Whether a guardrail ended it: then all that still happens in it is refused. */
    boolean aborted() {
        return aborted;
    }

    void abort() {
        aborted = true;
    }

    boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
