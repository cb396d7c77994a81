package dev.pathwarden.workbench.held;

import dev.pathwarden.model.approval.HoldBinding;
import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Held steps of a run, as a recorder would tell them. */
final class SampleHolds {

    /** When the sample is looked at, epoch nanoseconds. */
    static final long NOW = 1_800_000_000_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;
    private static final RunId RUN = new RunId(0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L);

    private SampleHolds() {
    }

    /** A mail that waits, in a run of an agent that another one called. */
    static HeldStep mail() {
        String text = "Dear Ms Keller,\n\nattached are the 42 orders of this week with the addresses of all customers, as you asked. Please delete the older lists once you have checked the new ones against "
                + "them; the link to the folder is in the footer.\n\nKind regards\nThe desk\n";
        return held(0x21, Operation.TOOL_CALL, "send_mail", Map.of("to", "m.keller@partner.example", "subject", "Orders of the week", "text", text, "attachments", List.of("/srv/reports/orders-48.csv", "/srv/reports/customers.csv"), "copies", 2L),
                verdict("personal-data-leaves-by-mail", "send_mail would mail personal data to m.keller@partner.example, which is outside of the company."), Hold.asked("", NOW - MINUTE, NOW + 9 * MINUTE + 12_000_000_000L));
    }

    /** A command that waits, with next to no time left. */
    static HeldStep command() {
        return held(0x22, Operation.CODE_PROCESS, "rm", Map.of("argv", List.of("rm", "-rf", "/srv/reports/old")), verdict("commands-that-delete", "rm deletes a directory tree."), Hold.asked("", NOW - 9 * MINUTE, NOW + 7_000_000_000L));
    }

    /** A deletion that was answered. */
    static HeldStep answered(Hold.Answer answer) {
        return held(0x23, Operation.DATA_FILE_DELETE, "orders-47.csv", Map.of("path", "/srv/reports/orders-47.csv"), verdict("held-deletions", "/srv/reports/orders-47.csv is to go."),
                Hold.asked("", NOW - 2 * MINUTE, NOW + 8 * MINUTE).ended(answer, NOW - MINUTE, "ada, key 5a9c21f0", "the new list was checked"));
    }

    /** The same step after its wait has ended. */
    static HeldStep ended(HeldStep held, Hold.Answer answer) {
        RecordedStep step = held.step();
        RecordedStep over = new RecordedStep(step.step(), step.decision(), step.hold().ended(answer, NOW, "ada", null), null, step.decidedAt(), -1);
        List<RecordedStep> steps = new ArrayList<>(held.run().steps());
        steps.set(steps.size() - 1, over);
        return new HeldStep(new RecordedRun(held.run().run(), steps, List.of()), over);
    }

    private static Verdict verdict(String guardrail, String message) {
        return new Verdict(guardrail, "0123456789abcdef", Action.HOLD, Mode.ENFORCE, message, List.of());
    }

    private static HeldStep held(long id, Operation operation, String name, Map<String, Object> arguments, Verdict verdict, Hold wait) {
        Run run = new Run(RUN, "b1946ac92492d234", "research-desk", "v3", Status.UNFINISHED, NOW - 10 * MINUTE, null, Map.of());
        List<RecordedStep> steps = new ArrayList<>();
        steps.add(before(1, null, Operation.AGENT_INVOKE, "research-desk", steps.size(), Set.of()));
        steps.add(before(2, 1L, Operation.MODEL_CHAT, "gpt-4.1", steps.size(), Set.of("user")));
        steps.add(before(3, 1L, Operation.DATA_SQL, "SELECT customers", steps.size(), Set.of("pii.email", "pii.name")));
        steps.add(before(4, 1L, Operation.AGENT_INVOKE, "writer", steps.size(), Set.of()));
        steps.add(before(5, 4L, Operation.DATA_FILE_WRITE, "customers.csv", steps.size(), Set.of("pii.email")));
        Step step = Step.of(RUN, new StepId(id), operation, name).parent(new StepId(4)).agent("b1946ac92492d234").pid(4242L).startNanos(wait.askedNanos()).arguments(arguments)
                .labels(List.of("pii.email")).build();
        Decision decision = new Decision(99, wait.askedNanos(), "", null, Set.of("pii.email"), List.of(verdict), List.of());
        Hold bound = new Hold(HoldBinding.of(step, decision), wait.askedNanos(), wait.expiresNanos(), wait.answer(), wait.answeredNanos(), wait.by(), wait.reason());
        steps.add(new RecordedStep(step, decision, bound, null, steps.size(), -1));
        return new HeldStep(new RecordedRun(run, steps, List.of()), steps.getLast());
    }

    private static RecordedStep before(long id, Long parent, Operation operation, String name, int place, Set<String> labels) {
        Step step = Step.of(RUN, new StepId(id), operation, name).parent(parent == null ? null : new StepId(parent)).labels(labels).build();
        return new RecordedStep(step, null, operation == Operation.AGENT_INVOKE ? null : new Outcome(place, 1L, Status.OK, null, null, Facts.NONE, Set.of()), place, -1);
    }
}
