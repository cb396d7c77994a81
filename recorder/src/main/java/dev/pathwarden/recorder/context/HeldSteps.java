package dev.pathwarden.recorder.context;

import dev.pathwarden.model.approval.HoldBinding;
import dev.pathwarden.model.approval.SignedAnswer;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Step;
import java.io.File;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Lets held steps wait for an answer that an approver leaves as a file. For any thread, virtual ones included.
 *
 * <p>Implementation note. The held thread only parks, so a virtual one leaves its carrier to others. All else is done by one platform thread, a daemon:
 * it computes what the answer is bound to, writes the wait to the journal, where the approver finds it, looks for the answer and checks its signature. That
 * thread counts as being inside of the recorder for ever, so that what it reads is no step of the program.
 */
public final class HeldSteps {

    private static final long LOOK_EVERY_NANOS = 100_000_000L;
    /** How much longer than its time a held thread waits for our own thread to say so. */
    private static final long GRACE_NANOS = 2_000_000_000L;

    private final File directory;
    private final String approver;
    private final Threads threads;
    private final EpochClock clock;
    private final Consumer<JournalEvent> journal;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Thread> watcher = new AtomicReference<>();

    /**
     * For the steps of a process.
     *
     * @param directory where answers are left; need not exist
     * @param approver text of the public key of the one who may answer; null where nobody may
     * @param threads states of its threads
     * @param clock the one clock
     * @param journal where events go; must not throw
     */
    public HeldSteps(File directory, String approver, Threads threads, EpochClock clock, Consumer<JournalEvent> journal) {
        this.directory = directory;
        this.approver = approver;
        this.threads = threads;
        this.clock = clock;
        this.journal = journal;
    }

    /** Makes ready for held steps: loads what they need on a thread of its own, so that no thread of the program has to. Once is enough. */
    public void prepare() {
        if (approver == null || watcher.get() != null) {
            return;
        }
        Thread thread = new Thread(null, this::watch, "pathwarden-approvals", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        if (watcher.compareAndSet(null, thread)) {
            thread.start();
        }
    }

    /**
     * Waits for the answer to a held step. Returns with the wait as it ended, which is in the journal then.
     *
     * @param time after which no answer is a denial
     */
    Hold await(ActiveRun run, Step step, Decision decision, Duration time) {
        Waiting held = new Waiting(run, step, decision, clock.nanos(), time.toNanos());
        if (approver == null) {
            held.end(Hold.Answer.WITHDRAWN, clock.nanos(), null, "this process was given no approver's key, so nobody could answer; give it one with the option approver");
        } else {
            prepare();
            park(held, System.nanoTime() + time.toNanos() + GRACE_NANOS);
        }
        Hold ended = held.ended.get();
        journal.accept(new JournalEvent.StepHeld(step.run(), step.id(), ended));
        return ended;
    }

    private void park(Waiting held, long deadline) {
        waiting.add(held);
        LockSupport.unpark(watcher.get());
        try {
            while (held.ended.get() == null) {
                long left = deadline - System.nanoTime();
                if (Thread.currentThread().isInterrupted()) {
                    held.end(Hold.Answer.WITHDRAWN, clock.nanos(), null, "its thread was interrupted");
                } else if (left <= 0) {
                    held.end(Hold.Answer.EXPIRED, clock.nanos(), null, "the recorder's own thread gave no answer");
                } else {
                    LockSupport.parkNanos(held, left);
                }
            }
        } finally {
            waiting.remove(held);
        }
    }

    private void watch() {
        threads.current().enter();
        AnswerFiles answers = new AnswerFiles(directory, approver);
        while (true) {
            // Whoever interrupts this thread would otherwise let it run without a pause.
            Thread.interrupted();
            try {
                for (Waiting held : waiting) {
                    look(held, answers);
                }
            } catch (Throwable fault) {
                // A held step then ends by its time; there is nobody here to tell.
            }
            if (waiting.isEmpty()) {
                LockSupport.park();
            } else {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    private void look(Waiting held, AnswerFiles answers) {
        Step step = held.step;
        long now = clock.nanos();
        if (held.asked == null) {
            held.asked = Hold.asked(held.binding(), held.askedNanos, held.expiresNanos);
            journal.accept(new JournalEvent.StepHeld(step.run(), step.id(), held.asked));
        }
        if (held.run.ended()) {
            held.end(Hold.Answer.WITHDRAWN, now, null, "its run had ended");
        } else if (held.run.aborted()) {
            held.end(Hold.Answer.WITHDRAWN, now, null, "a guardrail had ended its run");
        } else if (answers.unusable() != null) {
            held.end(Hold.Answer.WITHDRAWN, now, null, answers.unusable());
        } else if (now >= held.expiresNanos) {
            held.end(Hold.Answer.EXPIRED, now, null, answers.refused(step) ? "an answer was left that the approver had not signed for this step" : null);
        } else {
            SignedAnswer answer = answers.find(step, held.asked);
            if (answer != null) {
                held.end(answer.approved() ? Hold.Answer.APPROVED : Hold.Answer.DENIED, now, answer.by(), answer.reason());
            }
        }
        if (held.ended.get() != null) {
            LockSupport.unpark(held.thread);
        }
    }

    /** A step that waits, with the thread that is in it. */
    private static final class Waiting {
        private final ActiveRun run;
        private final Step step;
        private final Decision decision;
        private final long askedNanos;
        private final long expiresNanos;
        private final Thread thread = Thread.currentThread();
        private final AtomicReference<Hold> ended = new AtomicReference<>();
        private volatile Hold asked;

        Waiting(ActiveRun run, Step step, Decision decision, long askedNanos, long nanos) {
            this.run = run;
            this.step = step;
            this.decision = decision;
            this.askedNanos = askedNanos;
            this.expiresNanos = askedNanos + nanos;
        }

        String binding() {
            return HoldBinding.of(step, decision);
        }

        /** Ends the wait unless it has ended already: of an answer and an expiry at the same moment one counts. */
        void end(Hold.Answer how, long nanos, String by, String reason) {
            Hold begun = asked;
            Hold wait = begun == null ? Hold.asked(binding(), askedNanos, expiresNanos) : begun;
            ended.compareAndSet(null, wait.ended(how, nanos, by, reason));
        }
    }
}
