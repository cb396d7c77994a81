/** A run as linear text, prompt to outcome: what each step was given, what came back, where it came from and what was stopped. */
package dev.pathwarden.model.follow;
