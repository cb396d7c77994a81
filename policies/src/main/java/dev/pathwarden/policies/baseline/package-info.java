/** What agents normally do: learnt from recorded runs, put together, written for a person to review, and compared with what others did. */
package dev.pathwarden.policies.baseline;
