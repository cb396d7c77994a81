/**
 * Where on the path each thread is, and the recorder that hooks speak to.
 *
 * <p>A run has an explicit end and is never revived: what a late task does after it counts as outside of any run. Nothing here knows a hook.
 */
package dev.pathwarden.recorder.context;
