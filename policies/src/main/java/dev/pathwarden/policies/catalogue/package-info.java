/** Drafts a catalogue of tools from recorded runs, for a person to correct. */
package dev.pathwarden.policies.catalogue;
