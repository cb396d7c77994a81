/**
 * Looks at guardrails that compile and says what is probably not meant: conditions that cannot change, fields that are never there,
 * guardrails that another makes useless. Decides by looking at the text; it runs no guardrail on any recording.
 */
package dev.pathwarden.policies.lint;
