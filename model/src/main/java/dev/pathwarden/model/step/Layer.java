package dev.pathwarden.model.step;

/** Where on the action path a step acts, from the model's answer down to the outcome. */
public enum Layer {
    MODEL, AGENT, TOOL, MCP, DATA, CODE, OUTCOME
}
