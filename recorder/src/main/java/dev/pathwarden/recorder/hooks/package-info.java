/**
 * How a hook is declared. The hooks themselves lie in the packages below, one for each thing they see.
 *
 * <h2>To add a hook</h2>
 * <ol>
 * <li>Write a class that implements {@link dev.pathwarden.recorder.hooks.Hook} in {@code hooks.<what it sees>} and takes a
 *     {@link dev.pathwarden.recorder.context.Recorder} in its constructor.
 * <li>List its {@link dev.pathwarden.recorder.hooks.HookPoint}s: classes of the JDK with
 *     {@link dev.pathwarden.recorder.hooks.HookPoint#inJdk inJdk} and a canary, classes of libraries with
 *     {@link dev.pathwarden.recorder.hooks.HookPoint#whenLoaded whenLoaded} and a {@link dev.pathwarden.recorder.hooks.Target}. The advice is
 *     woven for you; you write no bytecode, only an {@link dev.pathwarden.recorder.hooks.Interceptor}.
 * <li>In {@code enter}: build a {@link dev.pathwarden.recorder.context.StepDraft} and return {@code recorder.begin(draft)}. Outside of a run that
 *     is null, and {@code exit} is not called. A denied step throws from {@code begin}; let it out.
 * <li>In {@code exit}: {@code ((OpenStep) token).end(result, error)}, with {@code facts} that are known only now. For an asynchronous
 *     call {@code leave()} on the calling thread and {@code end} when the future completes. Between {@code begin} and {@code end} or
 *     {@code leave}, steps of this thread are children of this one.
 * <li>Read library objects through public methods by reflection or method handles, looked up once and kept: the recorder's loader cannot see
 *     the library's classes. Never call {@code toString} of a program's object.
 * <li>Where a call starts a run: {@code recorder.startRun(...)}, and {@code OpenRun.end(answer, error)} at its end.
 * <li>Add it to the list in {@code recorder.agent.HookList}, and write an attached test that shows it recording and refusing.
 * </ol>
 */
package dev.pathwarden.recorder.hooks;
