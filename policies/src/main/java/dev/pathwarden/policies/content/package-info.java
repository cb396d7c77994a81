/** What can be said of the bytes that a step writes or sends: which personal data and secrets they hold, and whether they are encrypted. */
package dev.pathwarden.policies.content;
