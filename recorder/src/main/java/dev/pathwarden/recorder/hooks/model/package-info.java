/**
 * Model calls, whatever library makes them: one {@code model.chat} step each, decided before the request is sent and ended with the answer.
 *
 * <p>Of nested calls only the outermost is a step: a framework's model over a vendor's client, or a model that asks another. A call is nested where it is made
 * directly within a model call that has not ended; one that a tool or an agent within makes is a step of its own.
 *
 * <h2>To add a library</h2>
 * <ol>
 * <li>Take the process's one {@link dev.pathwarden.recorder.hooks.model.ModelCalls} in the hook's constructor ({@code recorder.agent.HookList} has it).
 * <li>In {@code enter}: {@code return calls.begin(() -> ModelRequest.to(provider, model)...)}. The request is read only if it is to be a step; null from {@code begin}
 *     means that it is not, and {@code exit} is not called.
 * <li>Give each message with the library's own object, which tells whether the run has recorded it before, and a reader that makes a
 *     {@link dev.pathwarden.recorder.hooks.model.ChatMessage} of it. Never pass on keys, headers or anything else that names a secret.
 * <li>In {@code exit}, a synchronous answer: {@code call.end(answer, error)}. Give {@link dev.pathwarden.recorder.hooks.model.ModelAnswer#call} the library's own object of
 *     the tool request, so that its tool hook finds the model call that asked ({@link dev.pathwarden.recorder.hooks.model.ToolRequests}).
 * <li>A future: shape {@code REPLACE_RESULT}, and return {@code call.endWith(future, reader)} to the program.
 * <li>A stream: {@code ModelStream stream = call.stream()}, {@code call.leave()} when the library's method returns, and see to it that the program reads through something that tells the stream: {@code arrived} with each
 *     part, then one of {@code completed}, {@code failed} and {@code cancelled}. {@link dev.pathwarden.recorder.hooks.model.WatchedStream} does that for a
 *     {@code java.util.stream.Stream}. Run the program's own callbacks through {@code stream.outside}: what they do happens where the call was made.
 * <li>Counts of tokens: {@code input} is all tokens of the request, {@code cached} those of them that came from the provider's cache. A provider that counts cached ones
 *     apart has them added by its hook. What a provider did not count stays null.
 * </ol>
 */
package dev.pathwarden.recorder.hooks.model;
