/**
 * Marks a home-made agent loop for Pathwarden's recorder. Frameworks the recorder knows need none of it.
 *
 * <p>This jar holds no recorder: without one attached, every method calls what it is given and nothing else. With one, calls become steps of a run, and a guardrail may
 * stop them with a {@link java.lang.SecurityException}, whose message is meant for the model.
 */
package dev.pathwarden.api;
