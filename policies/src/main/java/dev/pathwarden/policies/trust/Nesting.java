package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How deep the steps of a run lie within agents, and which of them are calls that an agent makes. Steps are added and taken away by one thread at a time; any thread may ask.
 *
 * <p>It knows calls of agents, models, tools and servers, and data steps while they go on: what lies within a data step happens before its end.
 */
final class Nesting {

    /** Most steps that are known at a time; what lies within a later one has no known depth. */
    static final int MOST = 65_536;

    /** What lies within each step: twice the number of agents around, and one more within a call. */
    private final ConcurrentHashMap<StepId, Integer> within = new ConcurrentHashMap<>();

    void add(Step step) {
        if (step.operation() == Operation.OUTCOME || within.size() >= MOST) {
            return;
        }
        Integer around = around(step);
        if (step.operation() == Operation.AGENT_INVOKE) {
            int through = step.facts().get(Field.AGENT_CHAIN) instanceof List<?> chain ? chain.size() : 0;
            within.put(step.id(), 2 * Math.max(around == null ? 1 : around / 2 + 1, through));
        } else if (around != null) {
            within.put(step.id(), isCalled(step.operation()) ? around | 1 : around);
        }
    }

    void end(Step step) {
        switch (step.operation()) {
            case DATA_SQL, DATA_FILE_READ, DATA_FILE_WRITE, DATA_FILE_DELETE, DATA_HTTP, DATA_NET -> within.remove(step.id());
            default -> { }
        }
    }

    /** Number of agents around a step; null where the step around it is not known. */
    Long depth(Step step) {
        Integer around = around(step);
        return around == null ? null : (Long) (long) (around / 2);
    }

    /** Whether the step is a call of a tool or of an MCP server that lies within no other. */
    boolean isCall(Step step) {
        Integer around = isCalled(step.operation()) ? around(step) : null;
        return isCalled(step.operation()) && (around == null || around % 2 == 0);
    }

    private Integer around(Step step) {
        return step.parent() == null ? (Integer) 0 : within.get(step.parent());
    }

    private static boolean isCalled(Operation operation) {
        return operation == Operation.TOOL_CALL || operation == Operation.MCP_CALL;
    }
}
