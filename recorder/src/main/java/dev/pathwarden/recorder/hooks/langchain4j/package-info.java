/**
 * LangChain4j: where an agent's run begins and ends, its model calls and its tools. Reads the library's objects through
 * {@link dev.pathwarden.recorder.hooks.mirror.Mirror}; works from 1.0 on as far as a version has the methods named in each hook.
 */
package dev.pathwarden.recorder.hooks.langchain4j;
