/** What tools do, and what part each of their arguments plays: as a catalogue says, or else as their names say. */
package dev.pathwarden.policies.tool;
