/** An agent that keeps notes, made with the Google Gen AI client. It knows nothing of the recorder. */
package dev.pathwarden.samples.genai;
