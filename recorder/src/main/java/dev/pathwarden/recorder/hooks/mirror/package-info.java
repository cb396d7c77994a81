/** Reads objects of libraries that the recorder's own class loader cannot see. */
package dev.pathwarden.recorder.hooks.mirror;
