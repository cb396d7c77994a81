package dev.pathwarden.model.hold;

import dev.pathwarden.model.approval.SignedAnswer;
import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.step.Hold;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Answers to held steps with the key of this user, and only where this process may: it is none of the recorded run's, the step still waits, and what is recorded of it is what its
 * process asks an answer for. For any thread.
 */
public final class Approver {

    /** Longest reason, in characters: more would not come into the record. */
    public static final int LONGEST_REASON = SignedAnswer.MOST_TEXT;

    private static final int LOOKS = 50;
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Map<String, String> environment;

    /** @param environment the environment variables of this process */
    public Approver(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Whether this process may answer for steps of that recording, as it was when it was looked at last.
     *
     * @throws AnswerException if it was started from within the recorded run
     */
    public void checkOrigin(HeldStepReader recording) {
        ProcessTree.refusal(environment, recording.processes()).ifPresent(sentence -> {
            throw new AnswerException(AnswerException.Cause.ENVIRONMENT, sentence);
        });
    }

    /**
     * Answers, and waits until the process has taken the answer, up to five seconds. Reads and writes files.
     *
     * @param recording where the step is recorded; looked at meanwhile
     * @param shown the step as the approver was shown it
     * @param approved whether it may happen
     * @param reason why; null or blank for no reason
     * @return the step when its wait had ended, which someone else may have done before, and otherwise
     * @throws AnswerException if no answer may be given, or none was taken; the message is for the user
     * @throws IOException if the answer cannot be written
     * @throws dev.pathwarden.model.snapshot.SnapshotException if the recording cannot be read
     */
    public HeldStep answer(HeldStepReader recording, HeldStep shown, boolean approved, String reason) throws IOException, InterruptedException {
        String why = reason == null || reason.isBlank() ? null : reason.strip();
        if (why != null && why.length() > LONGEST_REASON) {
            throw input("A reason has at most " + LONGEST_REASON + " characters, and this one has " + why.length() + ": shorten it.");
        }
        List<HeldStep> recorded = recording.poll();
        checkOrigin(recording);
        HeldStep held = recorded.stream().filter(shown::isSame).findFirst().orElseThrow(() -> input("Step " + shown.step().id() + " is not in " + recording.recording() + "; no answer was given."));
        checkWait(recording, shown, held);
        SigningKey key = key();
        leave(recording.recording(), held, new Answer(approved, why), key);
        for (int look = 0; look < LOOKS; look++) {
            HeldStep now = recording.poll().stream().filter(shown::isSame).findFirst().orElse(held);
            if (!now.hold().pending()) {
                return now;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        throw environment("The answer was left, but process " + held.step().step().pid()
                + " has not taken it: it may have ended, or it was given the key of another approver (yours begins with " + key.fingerprint() + ").");
    }

    /** How a wait ended, for people: {@code approved by ada, seen}. */
    public static String told(Hold hold) {
        return hold.answer().text() + (hold.by() == null ? "" : " by " + hold.by()) + (hold.reason() == null ? "" : ", " + hold.reason());
    }

    private record Answer(boolean approved, String reason) {
    }

    private static void checkWait(HeldStepReader recording, HeldStep shown, HeldStep held) {
        if (!recording.canGrow()) {
            throw input("The recording " + recording.recording() + " has ended, so no step of it waits any more.");
        }
        if (!held.waits(nanos())) {
            throw input("Step " + held.step().id() + " no longer waits: " + (held.hold().pending() ? "its time is over" : told(held.hold())) + ".");
        }
        if (!held.hold().binding().equals(held.binding()) || !held.hold().binding().equals(shown.binding())) {
            throw input("What is recorded of step " + held.step().id() + " is not what its process asks an answer for; no answer was given.");
        }
    }

    private SigningKey key() {
        Path file = ApproverKey.file(environment);
        // A key that is made now is known to no process that waits already.
        return ApproverKey.read(file).orElseThrow(() -> environment("You have no approver's key yet, there is no " + file
                + ", so this step waits for someone else: 'pathwarden run' makes one and gives it to what it starts."));
    }

    private static void leave(Path recording, HeldStep held, Answer answer, SigningKey key) throws IOException {
        SignedAnswer signed = new SignedAnswer(held.run().run().id(), held.step().id(), held.binding(), held.hold().expiresNanos(), answer.approved(),
                System.getProperty("user.name") + ", key " + key.fingerprint(), nanos(), answer.reason());
        try {
            AnswerDirectory.of(recording).leave(signed, key.privateKey());
        } catch (GeneralSecurityException e) {
            throw new AnswerException(AnswerException.Cause.ENVIRONMENT, "This Java cannot sign the answer: " + e.getMessage() + ".", e);
        }
    }

    private static long nanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private static AnswerException input(String sentence) {
        return new AnswerException(AnswerException.Cause.INPUT, sentence);
    }

    private static AnswerException environment(String sentence) {
        return new AnswerException(AnswerException.Cause.ENVIRONMENT, sentence);
    }
}
