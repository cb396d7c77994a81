/**
 * Code that is made while the program runs: scripts, compilations and classes that come from no file. Each is a step {@code code.script}, decided on its text before
 * any of it runs; what it then does are steps of their own.
 *
 * <p>What counts as a class made at run time is said in {@link dev.pathwarden.recorder.hooks.code.ClassDefinitionHook}. Not seen: interpreters that are called through
 * their own interfaces and define no class, and calls of an object that a script handed out.
 */
package dev.pathwarden.recorder.hooks.code;
