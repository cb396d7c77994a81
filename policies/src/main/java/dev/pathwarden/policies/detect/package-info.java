/** Finds personal data and secrets in a text by form, range, check digit and words nearby. Everything here is for any thread and keeps nothing. */
package dev.pathwarden.policies.detect;
