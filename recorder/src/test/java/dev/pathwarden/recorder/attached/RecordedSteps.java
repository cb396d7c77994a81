package dev.pathwarden.recorder.attached;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps that a program left, by the calls they belong to. */
final class RecordedSteps {

    private static final Set<String> WITHOUT_A_NAME = Set.of("connect", "udp", "define", "interface");

    private final List<Named> steps;

    /** A step, everything it was called with as text, and whether it was stopped. */
    private record Named(Step step, String text, boolean blocked) {
    }

    RecordedSteps(WatchedJvm.Ended ended) {
        Map<StepId, Status> last = ended.events(JournalEvent.StepEnded.class).stream()
                .collect(Collectors.toMap(JournalEvent.StepEnded::step, end -> end.outcome().status(), (first, second) -> second));
        steps = ended.steps().stream().map(step -> new Named(step, step.arguments().toString(), last.get(step.id()) == Status.BLOCKED)).toList();
    }

    /** Whether there is a step of the operation and kind that the call has to leave. */
    boolean have(WayRow.Call call) {
        return steps.stream().anyMatch(named -> isOf(named, call));
    }

    /** Whether such a step was stopped. */
    boolean haveBlocked(WayRow.Call call) {
        return steps.stream().anyMatch(named -> named.blocked && isOf(named, call));
    }

    /** All steps that name the call, for people. */
    String naming(WayRow.Call call) {
        return steps.stream().filter(named -> named.text.contains(call.token())).map(named -> named.step.operation() + " " + named.text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static boolean isOf(Named named, WayRow.Call call) {
        WayRow row = call.row();
        return named.step.operation() == row.operation() && (row.kind().isEmpty() || row.kind().equals(named.step.facts().get(row.kindOf())))
                && (WITHOUT_A_NAME.contains(row.effect()) || named.text.contains(call.token()));
    }
}
