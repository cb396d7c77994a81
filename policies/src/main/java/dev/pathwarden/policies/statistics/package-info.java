/** What numbers of runs say of runs that were not counted. */
package dev.pathwarden.policies.statistics;
