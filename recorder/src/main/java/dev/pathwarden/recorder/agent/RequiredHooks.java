package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.step.ProcessInfo.HookState;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Refuses to let a program start without the hooks that its guardrails are relied on to have. */
final class RequiredHooks {

    private RequiredHooks() {
    }

    /**
     * Checks that no required hook is known not to work. One whose class the program has not loaded yet passes: there is nothing it could have missed.
     *
     * @throws IllegalStateException naming every required hook that is not live and why
     * @throws IllegalArgumentException if there is no hook of a required id
     */
    static void check(Set<String> required, List<HookState> hooks) {
        Set<String> unknown = new TreeSet<>(required);
        unknown.remove(AgentOptions.EVERY_HOOK);
        StringBuilder problems = new StringBuilder();
        for (HookState hook : hooks) {
            unknown.remove(hook.hook());
            if (Boolean.FALSE.equals(hook.live()) && (required.contains(hook.hook()) || required.contains(AgentOptions.EVERY_HOOK))) {
                problems.append(problems.length() == 0 ? "" : "; ").append("the required hook ").append(hook.hook()).append(" is not live: ").append(hook.detail());
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no hook " + String.join(", ", unknown) + " to require; there are " + String.join(", ", hooks.stream().map(HookState::hook).toList()));
        }
        if (problems.length() > 0) {
            throw new IllegalStateException(problems.toString());
        }
    }
}
