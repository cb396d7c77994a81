/**
 * Two LangChain4j agents in two JVMs: a researcher reads a page and hands its notes over to a reporter, by A2A. Everything they do is real, except that their models are scripted.
 * They know nothing of the recorder.
 */
package dev.pathwarden.samples.handover;
