/**
 * What watching costs, side by side with no agent and with the agents of OpenTelemetry and Datadog, in one run: {@code ./mvnw -Pbench -pl recorder -am}. The
 * tables of {@code docs/benchmarks.md} are what {@link dev.pathwarden.recorder.bench.Benchmarks} prints.
 *
 * <p>Whole processes take turns, so that a machine whose speed drifts treats all alike; medians are compared, never single runs.
 */
package dev.pathwarden.recorder.bench;
