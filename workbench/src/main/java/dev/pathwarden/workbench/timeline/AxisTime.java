package dev.pathwarden.workbench.timeline;

import java.time.ZoneId;

/**
 * How times are written on the axis.
 *
 * @param shown what they are
 * @param zone of the desktop
 * @param zero where relative times are zero, in units of the timeline
 * @param step number of the step that begins there, from 1; 0 where that is the begin of the run
 */
record AxisTime(TimeShown shown, ZoneId zone, long zero, int step) {
}
