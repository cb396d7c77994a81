/** The editor for guardrail text: what is coloured, underlined and offered in it. What is edited, and what comes of it, is known by those who show it. */
package dev.pathwarden.workbench.editor;
