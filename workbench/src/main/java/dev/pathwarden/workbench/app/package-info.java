/** The program: how it starts, the window, and the one place where its parts are put together. */
package dev.pathwarden.workbench.app;
