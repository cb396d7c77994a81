package dev.pathwarden.model.evidence;

import dev.pathwarden.model.signing.SigningKeys;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of verifying runs, in words for people: the command line, the workbench and reports say it with these. */
public final class VerifiedText {

    /** What is said where there is nothing to verify runs with. */
    public static final String UNSEALED = "There is nothing to verify these runs with, and a later change could not be told: journals and what the first version of Pathwarden wrote carry no signatures; make a snapshot of it with "
            + "'pathwarden snapshot', which is sealed from then on. Snapshots and parts of a recording that are shown as one are verified one by one: open one alone, or run 'pathwarden verify'.";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * One thing that is said.
     *
     * @param head what it is about, as the head of a line; empty where that is the line before
     * @param phrase what stands behind the head
     * @param sentence the same as a sentence of its own
     */
    public record Line(String head, String phrase, String sentence) {
    }

    private final Verification verification;

    public VerifiedText(Verification verification) {
        this.verification = verification;
    }

    /** What holds, and what it does not cover; of runs that do not verify only the latter, for the problems say the rest. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        if (verification.holds()) {
            lines.add(runs());
            lines.add(sealed());
            lines.add(signer());
        }
        if (verification.redacted() > 0) {
            String parts = count(verification.redacted(), "part");
            lines.add(new Line("redacted", parts + ": of these the hash alone fits; what stands in their place is not proved",
                    parts + (verification.redacted() == 1 ? " was" : " were") + " taken out after it was sealed: of these the hash alone fits, and what stands in their place is not proved."));
        }
        if (verification.notesRedacted()) {
            String notes = "hat stands beside the runs - processes, hooks, what could not be read - is not proved";
            lines.add(new Line("", "w" + notes, "W" + notes + ", because words were taken out of it."));
        }
        return lines;
    }

    /** As {@link #lines()}, or what is wrong: sentences that stand alone. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>(verification.problems());
        lines().forEach(line -> sentences.add(line.sentence()));
        return sentences;
    }

    private Line runs() {
        long all = verification.last().size();
        String phrase = count(verification.runs(), "run") + (all == verification.runs() ? "" : " of the " + number(all) + " that were sealed") + ", " + count(verification.steps(), "step") + ": as they were when they were sealed"
                + (verification.redacted() > 0 ? ", but for what was taken out" : "");
        return new Line("runs", phrase, phrase + ".");
    }

    private Line sealed() {
        String phrase = time(verification.last());
        return new Line("sealed", phrase, "Sealed " + phrase + ".");
    }

    private Line signer() {
        String phrase = "the key " + SigningKeys.fingerprint(verification.signer());
        return new Line("signed by", phrase, "Signed by " + phrase + ". " + whoseKey() + ".");
    }

    /** When something was sealed, as the end of a sentence. */
    public static String time(Checkpoint last) {
        return TIME.format(last.time()) + " by the clock of that machine, checkpoint " + last.sequence() + " of its key";
    }

    /** What a signature cannot tell, and what to do, a sentence without its full stop. */
    public static String whoseKey() {
        return "Whose key that is, the file cannot tell: compare it with what 'pathwarden key' prints on the machine that recorded";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String count(long number, String one) {
        return number(number) + " " + one + (number == 1 ? "" : "s");
    }
}
