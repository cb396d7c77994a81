package dev.pathwarden.model.step;

import java.util.List;
import java.util.Objects;

/**
 * A watched process and what the recorder could see in it.
 *
 * @param pid process id
 * @param startNanos when recording began in it, epoch nanoseconds
 * @param command the JVM's main class or jar, without arguments
 * @param java version of the JVM
 * @param run run in which the process was started; null where it was started outside of any
 * @param startedBy step that started the process; null where that is not known
 * @param hooks every hook, live or not
 * @param limits ids of the {@link Limit}s of what could be seen in it; empty where they were not recorded
 * @param bundles the guardrails that were in force in it one after the other, and what was refused, in that order; empty where it was given none, or where they were not recorded
 * @param outside actions that were seen outside of any run and not recorded as steps
 * @param dropped events that could not be written to the journal
 */
public record ProcessInfo(long pid, long startNanos, String command, String java, RunId run, StepId startedBy, List<HookState> hooks, List<String> limits, List<BundleChange> bundles,
        long outside, long dropped) {

    public ProcessInfo {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(java, "java");
        hooks = List.copyOf(hooks);
        limits = List.copyOf(limits);
        bundles = List.copyOf(bundles);
    }

    /** A process whose guardrails were not recorded. */
    public ProcessInfo(long pid, long startNanos, String command, String java, RunId run, StepId startedBy, List<HookState> hooks, List<String> limits, long outside, long dropped) {
        this(pid, startNanos, command, java, run, startedBy, hooks, limits, List.of(), outside, dropped);
    }

    /** A process whose limits and guardrails were not recorded. */
    public ProcessInfo(long pid, long startNanos, String command, String java, RunId run, StepId startedBy, List<HookState> hooks, long outside, long dropped) {
        this(pid, startNanos, command, java, run, startedBy, hooks, List.of(), outside, dropped);
    }

    /** This process, with so many events that could not be written. */
    public ProcessInfo withDropped(long events) {
        return new ProcessInfo(pid, startNanos, command, java, run, startedBy, hooks, limits, bundles, outside, events);
    }

    /** This process, with those guardrails one after the other. */
    public ProcessInfo withBundles(List<BundleChange> changes) {
        return new ProcessInfo(pid, startNanos, command, java, run, startedBy, hooks, limits, changes, outside, dropped);
    }

    /**
     * Whether one hook works in this process.
     *
     * @param hook the hook's name, such as {@code file.read}
     * @param live whether its canary came through; null while the class it hooks is not loaded
     * @param detail why it is not live; empty where it is
     */
    public record HookState(String hook, Boolean live, String detail) {
        public HookState {
            Objects.requireNonNull(hook, "hook");
            Objects.requireNonNull(detail, "detail");
        }
    }
}
