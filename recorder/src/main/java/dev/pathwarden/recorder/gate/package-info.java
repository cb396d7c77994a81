/**
 * What stands behind {@code java.lang.PathwardenGate}: the advice that calls it, the handler it calls, and the weaver between the two.
 *
 * <p>Advice holds no logic, because no breakpoint works there. Nothing here knows what a hook sees.
 */
package dev.pathwarden.recorder.gate;
