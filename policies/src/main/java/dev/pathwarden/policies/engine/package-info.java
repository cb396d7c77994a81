/**
 * Decides a step under a set of compiled guardrails, live and in a dry run alike.
 *
 * <p>Runs inside watched JVMs: imports the step model, the path facts, what is known of tools, and RE2/J, and nothing else. It parses no guardrail; what it
 * loads is a {@link dev.pathwarden.policies.engine.Bundle}. State that belongs to a run lives in the trust package, never here.
 */
package dev.pathwarden.policies.engine;
