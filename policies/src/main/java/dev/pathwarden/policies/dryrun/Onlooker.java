package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.Recall;
import dev.pathwarden.policies.target.PathFacts;

/** Is shown each step that the guardrails decide anew, while the path is as they see it. Steps whose recorded verdicts are repeated, and those that could not be looked at, are not shown. */
@FunctionalInterface
interface Onlooker {

    /** Looks at nothing. */
    Onlooker NONE = (engine, step, path, recall) -> {
    };

    /** Looks at one step that the engine is about to decide, before it joins the path. Path and recall are good for this call only. */
    void decided(PolicyEngine engine, Step step, PathFacts path, Recall recall);
}
