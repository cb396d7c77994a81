/** Agents that keep notes, made with Spring AI. They know nothing of the recorder. */
package dev.pathwarden.samples.springai;
