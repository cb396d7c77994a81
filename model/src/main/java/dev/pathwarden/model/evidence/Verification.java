package dev.pathwarden.model.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of verifying runs.
 *
 * @param problems one sentence each, the first one first; empty where all fits
 * @param signer text of the public key whose signatures fit; null where nobody signed or one does not fit
 * @param last the last checkpoint; null where there is none
 * @param checkpoints how many there are
 * @param runs runs that were looked at
 * @param steps their steps
 * @param redacted parts of which the hash alone was checked
 * @param notesRedacted whether what stands beside the runs could not be checked, because something was taken out of it
 */
public record Verification(List<String> problems, String signer, Checkpoint last, int checkpoints, int runs, long steps, int redacted, boolean notesRedacted) {

    public Verification {
        problems = List.copyOf(problems);
    }

    /** Whether everything fits. */
    public boolean holds() {
        return problems.isEmpty();
    }

    /** The same with one problem more. */
    public Verification with(String problem) {
        List<String> more = new ArrayList<>(problems);
        more.add(problem);
        return new Verification(more, signer, last, checkpoints, runs, steps, redacted, notesRedacted);
    }
}
