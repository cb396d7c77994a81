package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.recorder.context.ThreadState;
import dev.pathwarden.recorder.context.Threads;
import dev.pathwarden.recorder.gate.NumberedPoint;
import dev.pathwarden.recorder.gate.WovenClasses;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Target;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends a canary through every hook point that has one, and tells which hooks are live. A hook is live if every one of its canaries was seen
 * by the gate and refused there.
 */
final class Canaries {

    private final Threads threads;
    private final List<NumberedPoint> points;
    private final WovenClasses woven;
    private final Map<Integer, String> failures = new LinkedHashMap<>();

    Canaries(Threads threads, List<NumberedPoint> points, WovenClasses woven) {
        this.threads = threads;
        this.points = points;
        this.woven = woven;
    }

    void fly() {
        for (NumberedPoint point : points) {
            if (point.point().probe() != null) {
                String failure = fly(point);
                if (failure != null) {
                    failures.put(point.number(), failure);
                }
            }
        }
    }

    private String fly(NumberedPoint point) {
        ThreadState state = threads.current();
        state.sendCanary(point.number());
        String outcome = "was not refused";
        try {
            point.point().probe().call();
        } catch (PathwardenBlockedException refused) {
            outcome = null;
        } catch (InvocationTargetException wrapped) {
            outcome = wrapped.getCause() instanceof PathwardenBlockedException ? null : "ended in " + wrapped.getCause();
        } catch (Throwable other) {
            outcome = "ended in " + other;
        }
        boolean seen = state.canaryCameThrough();
        return seen && outcome == null ? null : "the canary for " + describe(point.point()) + (seen ? " was seen but " : " was not seen and ") + outcome;
    }

    private static String describe(HookPoint point) {
        return point.target().className() + " " + point.methods();
    }

    /** Every hook, live or not; as of now for those whose classes the program loads. */
    List<HookState> states() {
        Map<String, List<NumberedPoint>> hooks = new LinkedHashMap<>();
        points.forEach(point -> hooks.computeIfAbsent(point.hook(), id -> new ArrayList<>()).add(point));
        List<HookState> states = new ArrayList<>();
        hooks.forEach((id, all) -> states.add(state(id, all)));
        return states;
    }

    private HookState state(String id, List<NumberedPoint> all) {
        StringBuilder problems = new StringBuilder();
        boolean known = false;
        for (NumberedPoint point : all) {
            String problem = failures.getOrDefault(point.number(), problem(point));
            if (problem != null) {
                problems.append(problems.length() == 0 ? "" : "; ").append(problem);
            }
            known |= point.point().probe() != null || woven.isWoven(point.number());
        }
        return problems.length() > 0 ? new HookState(id, false, problems.toString()) : new HookState(id, known ? Boolean.TRUE : null, "");
    }

    /** A class that is there from the start is woven at the start, or it never is: that shows what no canary can. */
    private String problem(NumberedPoint point) {
        String problem = woven.problem(point.number());
        boolean missed = problem == null && point.point().target().kind() == Target.Kind.PRELOADED && !woven.isWoven(point.number());
        return missed ? point.point().target().className() + " was not woven" : problem;
    }
}
