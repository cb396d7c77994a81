/** Recorded steps as JSON for people and programs outside: one form, whoever writes it. */
package dev.pathwarden.model.json;
