package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.text.Escaped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The guardrails that were in force during a run one after the other, and those that were refused; nothing of a run that was all under the same, unsigned ones. */
final class BundleText {

    private BundleText() {
    }

    /** A line for each. */
    static List<String> of(RecordedRun recorded, List<ProcessInfo> processes) {
        Set<Long> pids = recorded.steps().stream().map(step -> step.step().pid()).collect(Collectors.toSet());
        List<ProcessInfo> took = processes.stream().filter(process -> pids.contains(process.pid()) && !process.bundles().isEmpty()).toList();
        List<String> lines = new ArrayList<>();
        boolean worthTelling = false;
        for (ProcessInfo process : took) {
            List<BundleChange> changes = during(recorded.run(), process.bundles());
            worthTelling |= changes.size() > 1 || changes.stream().anyMatch(change -> change.signer() != null);
            for (int i = 0; i < changes.size(); i++) {
                BundleChange change = changes.get(i);
                lines.add((took.size() > 1 ? "process " + process.pid() + ", " : "") + Times.instant(change.atNanos()) + " UTC: " + text(change, decided(recorded, process.pid(), changes, i)));
            }
        }
        return worthTelling ? lines : List.of();
    }

    /** What was in force when the run began, and what changed until it ended. */
    private static List<BundleChange> during(Run run, List<BundleChange> changes) {
        List<BundleChange> during = new ArrayList<>();
        for (BundleChange change : changes) {
            if (run.endNanos() != null && change.atNanos() > run.endNanos()) {
                break;
            }
            boolean before = run.startNanos() != null && change.atNanos() < run.startNanos();
            if (before && change.refusal() == null) {
                during.clear();
            }
            if (!before || change.refusal() == null) {
                during.add(change);
            }
        }
        return during;
    }

    /** Steps decided under those guardrails: where they came into force several times, those before they did so again. */
    private static long decided(RecordedRun recorded, long pid, List<BundleChange> changes, int at) {
        BundleChange change = changes.get(at);
        long from = changes.subList(0, at).stream().anyMatch(other -> isSame(other, change)) ? change.atNanos() : Long.MIN_VALUE;
        long to = changes.subList(at + 1, changes.size()).stream().filter(other -> isSame(other, change)).mapToLong(BundleChange::atNanos).findFirst().orElse(Long.MAX_VALUE);
        long decided = 0;
        for (RecordedStep step : recorded.steps()) {
            if (step.decision() != null && step.decision().bundle().equals(change.bundle()) && step.step().pid() != null && step.step().pid() == pid) {
                long clock = step.decision().clockNanos() == null ? Long.MIN_VALUE : step.decision().clockNanos();
                decided += clock >= from && clock < to ? 1 : 0;
            }
        }
        return decided;
    }

    private static boolean isSame(BundleChange other, BundleChange change) {
        return other.refusal() == null && other.bundle().equals(change.bundle());
    }

    private static String text(BundleChange change, long steps) {
        if (change.refusal() != null) {
            return "refused. " + Escaped.text(change.refusal());
        }
        String key = change.signer() == null ? "" : ", key " + Escaped.text(Signers.fingerprints(change.signer()));
        return (change.bundle().isEmpty() ? "no guardrails" : Escaped.text(change.bundle())) + (change.sequence() == null ? "" : ", sequence " + change.sequence()) + key
                + ", decided " + steps + (steps == 1 ? " step" : " steps");
    }
}
