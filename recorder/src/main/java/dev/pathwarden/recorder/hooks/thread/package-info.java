/**
 * Carries a run from thread to thread: threads and virtual threads from where they are started, tasks of executors and fork-join pools from where they
 * are handed over, stages of completable futures from where they are attached, tasks of timers from where they are scheduled, cleaning actions from where they are registered.
 *
 * <p>A pool's thread belongs to no run between tasks. Not carried: finalizers, and one {@code Runnable} object that waits in an
 * executor's queue twice at once, which is where it was handed over last.
 */
package dev.pathwarden.recorder.hooks.thread;
