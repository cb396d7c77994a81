package dev.pathwarden.workbench.timeline;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Step;
import java.util.Locale;

/** What the steps of one lane have in common. */
public enum LaneBy {
    LAYER("Layer") {
        @Override
        public String laneOf(Step step, RecordedRun run) {
            String name = step.operation().layer().name();
            return name.length() <= ACRONYM ? name : name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
        }
    },
    AGENT("Agent") {
        @Override
        public String laneOf(Step step, RecordedRun run) {
            String agent = step.agent() == null ? run.run().agent() : step.agent();
            if (agent == null) {
                return "agent not recorded";
            }
            String name = run.run().agentName();
            return name != null && agent.equals(run.run().agent()) ? name : agent;
        }
    },
    PROCESS("Process") {
        @Override
        public String laneOf(Step step, RecordedRun run) {
            return step.pid() == null ? "process not recorded" : "process " + step.pid();
        }
    },
    THREAD("Thread") {
        @Override
        public String laneOf(Step step, RecordedRun run) {
            if (step.thread() == null) {
                return "thread not recorded";
            }
            return step.pid() == null ? step.thread() : step.thread() + " (" + step.pid() + ")";
        }
    };

    private static final int ACRONYM = 3;

    private final String text;

    LaneBy(String text) {
        this.text = text;
    }

    /** The word for people. */
    public String text() {
        return text;
    }

    /** Name of the lane that a step of that run belongs to. */
    public abstract String laneOf(Step step, RecordedRun run);
}
