/** Sets of guardrails where they lie: bundles, directories of guardrail files, and the plans by which they are rolled out. Reads and compiles; decides nothing. */
package dev.pathwarden.policies.set;
