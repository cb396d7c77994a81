package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.evidence.RedactedRun;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.recorder.cli.text.Times;
import dev.pathwarden.recorder.drain.MadePart;
import dev.pathwarden.recorder.drain.MadeSnapshot;
import dev.pathwarden.recorder.drain.RecordedParts;
import dev.pathwarden.recorder.drain.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says what a recording holds, and what it does not. */
final class RecordingReport {

    private static final int MOST_STEPS = 10;

    private RecordingReport() {
    }

    /**
     * Prints it beside the results.
     *
     * @param shown the path under which the user finds the snapshot
     */
    static void print(Console console, MadeSnapshot made, Path shown, Scope scope) {
        if (made.processes().isEmpty()) {
            nothing(console);
            return;
        }
        console.note(sum(made) + ". The snapshot is in " + shown + ": pathwarden show " + shown);
        outside(console, made.outside(), scope);
        printUnseen(console, made.processes());
        made.damages().forEach(console::note);
    }

    /**
     * Prints what came of a recording in parts, beside the results.
     *
     * @param shown the path under which the user finds it
     */
    static void print(Console console, RecordedParts made, Path shown, Scope scope) {
        if (made.processes() == 0) {
            nothing(console);
            return;
        }
        MadePart.Added sum = made.sum();
        console.note(count(sum.runs(), "run") + ", " + count(sum.steps(), "step") + ", " + sum.blocked() + " stopped, in " + count(made.processes(), "process", "processes") + ", in " + count(made.parts(), "part") + ". They are in "
                + shown + ": pathwarden show " + shown);
        if (made.deletedParts() > 0) {
            console.note(count(made.deletedParts(), "part") + " of these " + (made.deletedParts() == 1 ? "was" : "were") + " deleted, as --keep-for and --keep-size say.");
        }
        outside(console, made.outside(), scope);
        printUnseen(console, made.unseen());
        made.damages().forEach(console::note);
    }

    private static void nothing(Console console) {
        console.note("Nothing was recorded: the command started no JVM that loads the recorder (a JVM that ignores JAVA_TOOL_OPTIONS, one whose recorder said why it did not start, or no JVM at all).");
    }

    private static void outside(Console console, long actions, Scope scope) {
        if (actions > 0 && scope == Scope.AGENT) {
            console.note(count(actions, "action") + " fell outside agent runs and " + (actions == 1 ? "is" : "are") + " no step of any; --scope process records the whole command as one run.");
        }
    }

    /** How much was recorded. */
    static String sum(MadeSnapshot made) {
        return count(made.runs().size(), "run") + ", " + count(made.steps(), "step") + ", " + made.blocked() + " stopped, in " + count(made.processes().size(), "process", "processes");
    }

    /** How much is in a part. */
    static String sum(MadePart part) {
        return count(part.runs(), "run") + (part.goOn() > 0 ? " of which " + part.goOn() + (part.goOn() == 1 ? " goes on, " : " go on, ") : ", ") + count(part.steps(), "step") + ", " + part.blocked() + " stopped, in "
                + count(part.processes().size(), "process", "processes");
    }

    /** Says which hooks did not work and which guardrails were refused, process by process. How many events were lost is among the damages of a recording. */
    static void printUnseen(Console console, List<ProcessInfo> processes) {
        processes.forEach(process -> {
            printHooks(console, process);
            printRefused(console, process);
        });
    }

    /**
     * Says what was taken out of runs after they were recorded.
     *
     * @param run the run that is shown; null for all
     */
    static void printRedacted(Console console, Snapshot opened, RunId run) {
        List<RedactedRun> redacted = redacted(opened).entrySet().stream().filter(known -> run == null || known.getKey().equals(run)).map(Map.Entry::getValue).toList();
        if (run == null && !redacted.isEmpty()) {
            console.note("Words were taken out of " + count(redacted.size(), "run") + " after " + (redacted.size() == 1 ? "it was" : "they were") + " recorded; show one of them, and it is said where.");
        }
        if (run != null) {
            redacted.forEach(each -> console.note("Taken out of this run at " + Times.instant(each.atNanos()) + " UTC: " + tombstones(each) + ". What stands there now is not what was recorded."));
        }
    }

    /** The runs of which something was taken out, in their order. */
    static Map<RunId, RedactedRun> redacted(Snapshot opened) {
        Map<RunId, RedactedRun> redacted = new LinkedHashMap<>();
        opened.sealed().map(sealed -> sealed.evidence().runs()).orElse(Map.of()).forEach((id, known) -> {
            if (known.redacted() != null) {
                redacted.put(id, known.redacted());
            }
        });
        return redacted;
    }

    /** The parts by what was taken out of them, such as {@code payload (input of steps 2 and 3)}. */
    private static String tombstones(RedactedRun run) {
        Map<String, Map<String, List<String>>> places = new TreeMap<>();
        for (RedactedRun.Tombstone tombstone : run.tombstones()) {
            places.computeIfAbsent(tombstone.kind(), kind -> new TreeMap<>()).computeIfAbsent(tombstone.part().text(), part -> new ArrayList<>())
                    .add(tombstone.step() < 0 ? "the run itself" : "step " + (tombstone.step() + 1));
        }
        List<String> kinds = new ArrayList<>();
        places.forEach((kind, parts) -> {
            List<String> texts = new ArrayList<>();
            parts.forEach((part, steps) -> texts.add(part + " of " + (steps.size() > MOST_STEPS ? count(steps.size(), "step") : String.join(", ", steps))));
            kinds.add(kind + " (" + String.join("; ", texts) + ")");
        });
        return String.join(", ", kinds);
    }

    private static void printRefused(Console console, ProcessInfo process) {
        for (BundleChange change : process.bundles()) {
            if (change.refusal() != null) {
                console.note("Process " + process.pid() + " (" + process.command() + ") refused a bundle at " + Times.instant(change.atNanos()) + " UTC, and went on with the guardrails it had. "
                        + change.refusal());
            }
        }
    }

    private static void printHooks(Console console, ProcessInfo process) {
        for (ProcessInfo.HookState hook : process.hooks()) {
            if (Boolean.FALSE.equals(hook.live())) {
                console.note("The hook " + hook.hook() + " is not live in process " + process.pid() + " (" + process.command() + "): " + hook.detail() + "; what it would have seen is not recorded.");
            }
        }
    }

    static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
