/**
 * Agents that no framework runs: what a program marks by itself with the small API, and a method of the program that was named to the agent as the place where its runs begin
 * and end.
 */
package dev.pathwarden.recorder.hooks.marked;
