/**
 * Child processes: their command before they start, their exit code where the program asks for it. Tells a child which run it belongs to, and lets a child
 * JVM be recorded too. Never looks at what a child prints or does.
 */
package dev.pathwarden.recorder.hooks.process;
