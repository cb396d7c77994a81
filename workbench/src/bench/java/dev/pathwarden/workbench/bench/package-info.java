/** How the workbench feels, measured at the pulse: see docs/benchmarks.md. */
package dev.pathwarden.workbench.bench;
