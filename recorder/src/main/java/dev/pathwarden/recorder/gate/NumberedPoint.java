package dev.pathwarden.recorder.gate;

import dev.pathwarden.recorder.hooks.HookPoint;

/**
 * A hook point with the number by which advice names it.
 *
 * @param number index in the handler's table
 * @param hook id of the hook it belongs to
 * @param point the point
 */
public record NumberedPoint(int number, String hook, HookPoint point) {
}
