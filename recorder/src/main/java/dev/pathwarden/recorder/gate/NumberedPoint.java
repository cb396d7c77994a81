package dev.pathwarden.recorder.gate;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.hooks.HookPoint;
import java.util.Set;

/**
 * A hook point with the number by which advice names it.
 *
 * @param number index in the handler's table
 * @param hook id of the hook it belongs to
 * @param operations operations of the steps that are made there, as far as the hook says; empty where none are
 * @param point the point
 */
public record NumberedPoint(int number, String hook, Set<Operation> operations, HookPoint point) {
}
