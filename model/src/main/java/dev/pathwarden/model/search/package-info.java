/**
 * Looking for steps: what is looked for, and what was found. Who keeps steps does the looking.
 */
package dev.pathwarden.model.search;
