/**
 * Carries a run from thread to thread: threads and virtual threads from where they are started, tasks of executors and fork-join pools from where they
 * are handed over, stages of completable futures from where they are attached, tasks of timers from where they are scheduled, cleaning actions from where they are registered.
 *
 * <p>A pool's thread belongs to no run between tasks. One object that waits in an executor's queue several times at once is run where it was handed over first, then second, and so
 * on. Not carried: finalizers.
 */
package dev.pathwarden.recorder.hooks.thread;
