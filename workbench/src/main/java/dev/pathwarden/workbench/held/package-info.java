/** What is on hold in a recording that goes on, and the answer to it: who asks, for what exactly, what led there, and how much time is left. */
package dev.pathwarden.workbench.held;
