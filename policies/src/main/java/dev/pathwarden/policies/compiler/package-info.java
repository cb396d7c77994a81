/**
 * Turns guardrails as written into a bundle: CEL is parsed and type-checked by cel-java, then compiled to the engine's own form.
 *
 * <p>Never loaded in a watched JVM.
 */
package dev.pathwarden.policies.compiler;
