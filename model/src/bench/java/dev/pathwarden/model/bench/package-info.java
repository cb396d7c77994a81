/** Runs and texts that are made up, for benchmarks of all modules, which take these sources in beside their own. */
package dev.pathwarden.model.bench;
