/** Looks for the steps of a snapshot that meet a condition, and asks the columns of the snapshot first. */
package dev.pathwarden.policies.search;
