/**
 * The client openai-java: chat completions and responses, blocking and asynchronous, whole and streamed. Reads the library's objects through
 * {@link dev.pathwarden.recorder.hooks.mirror.Mirror}; works with 4.x as far as a version has the methods named in {@link dev.pathwarden.recorder.hooks.openai.OpenAiHook}.
 */
package dev.pathwarden.recorder.hooks.openai;
