/** The Google Gen AI client: model calls, whole and streamed, and the functions that it calls of itself. Reads the library's objects through mirrors. */
package dev.pathwarden.recorder.hooks.genai;
