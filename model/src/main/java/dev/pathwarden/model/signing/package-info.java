/**
 * Signatures: texts of keys, and the envelope in which a bundle of guardrails is signed.
 *
 * <p>Loaded inside watched JVMs, which check signatures, and by whoever signs. Touches no file.
 */
package dev.pathwarden.model.signing;
