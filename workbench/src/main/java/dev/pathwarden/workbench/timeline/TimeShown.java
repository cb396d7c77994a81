package dev.pathwarden.workbench.timeline;

/** How the timeline's axis says when something was. */
public enum TimeShown {
    /** Time since the run began, or since a step that was chosen for it. */
    RELATIVE,
    /** Time of day in UTC. */
    UTC,
    /** Time of day where this desktop is. */
    LOCAL
}
