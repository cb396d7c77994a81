/** The run as text, from the prompt to the outcome. */
package dev.pathwarden.workbench.follow;
