package dev.pathwarden.recorder.gate;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.hooks.HookPoint;
import java.util.Set;

/**
 * A hook point with the number by which advice names it.
 *
 * @param number index in the handler's table
 * @param hook id of the hook it belongs to
 * @param operations operations of the steps that the hook makes, as far as it says; empty where it does not
 * @param point the point
 */
public record NumberedPoint(int number, String hook, Set<Operation> operations, HookPoint point) {
}
