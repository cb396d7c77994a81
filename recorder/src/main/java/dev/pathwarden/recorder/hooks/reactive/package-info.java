/** Reactor's {@code Mono}: a call is one subscription, begun on one thread and answered on another, and what comes behind it goes on where it was subscribed. */
package dev.pathwarden.recorder.hooks.reactive;
