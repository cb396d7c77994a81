package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Within which agents the steps of a run lie, and which of them are calls that an agent makes. Steps are added and taken away by one thread at a time; any thread may ask.
 *
 * <p>It knows calls of agents, models, tools and servers, and data steps while they go on: what lies within a data step happens before its end.
 */
final class Nesting {

    /** Most steps that are known at a time; of what lies within a later one nothing is known. */
    static final int MOST = 65_536;

    private static final Around NOTHING = new Around(0, null, null, null);

    /** What is around that which lies within a step. */
    private final ConcurrentHashMap<StepId, Around> within = new ConcurrentHashMap<>();

    /** What is around some steps: one for all that lie directly within an agent, and one for all that lie within its calls. */
    private static final class Around {
        private final int agents;
        private final String name;
        private final String version;
        private final List<?> chain;
        private final boolean call;
        private final Around withinCall;

        Around(int agents, String name, String version, List<?> chain) {
            this.agents = agents;
            this.name = name;
            this.version = version;
            this.chain = chain;
            call = false;
            withinCall = new Around(this);
        }

        private Around(Around agent) {
            agents = agent.agents;
            name = agent.name;
            version = agent.version;
            chain = agent.chain;
            call = true;
            withinCall = this;
        }
    }

    void add(Step step) {
        if (step.operation() == Operation.OUTCOME || within.size() >= MOST) {
            return;
        }
        Around around = around(step);
        if (step.operation() == Operation.AGENT_INVOKE) {
            List<?> chain = (List<?>) step.facts().get(Field.AGENT_CHAIN);
            int agents = Math.max(around == null ? 1 : around.agents + 1, chain == null ? 0 : chain.size());
            within.put(step.id(), new Around(agents, step.facts().text(Field.AGENT_NAME), step.facts().text(Field.AGENT_VERSION), chain));
        } else if (around != null) {
            within.put(step.id(), isCalled(step.operation()) ? around.withinCall : around);
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
        Around around = around(step);
        return around == null ? null : (Long) (long) around.agents;
    }

    /** The name, version or chain of the agent that acts in a step, or that the step calls; null where it is not known. */
    Object actor(Field field, Step step) {
        boolean call = step.operation() == Operation.AGENT_INVOKE;
        Around around = call ? NOTHING : around(step);
        if (around == null) {
            return null;
        }
        return switch (field) {
            case ACTOR_NAME -> call ? step.facts().get(Field.AGENT_NAME) : around.name;
            case ACTOR_VERSION -> call ? step.facts().get(Field.AGENT_VERSION) : around.version;
            default -> call ? step.facts().get(Field.AGENT_CHAIN) : around.chain;
        };
    }

    /** Whether the step is a call of a tool or of an MCP server that lies within no other. */
    boolean isCall(Step step) {
        if (!isCalled(step.operation())) {
            return false;
        }
        Around around = around(step);
        return around == null || !around.call;
    }

    private Around around(Step step) {
        return step.parent() == null ? NOTHING : within.get(step.parent());
    }

    private static boolean isCalled(Operation operation) {
        return operation == Operation.TOOL_CALL || operation == Operation.MCP_CALL;
    }
}
