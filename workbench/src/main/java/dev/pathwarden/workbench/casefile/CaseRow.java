package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Mark;

/**
 * A mark as a table shows it.
 *
 * @param mark the mark
 * @param agent name of the agent of its run
 * @param step what its step is called; that it is on the run where it is
 */
record CaseRow(Mark mark, String agent, String step) {
}
