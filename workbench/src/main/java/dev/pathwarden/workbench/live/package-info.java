/** A recording that is followed while it is written: the main window shows what comes, without losing what is looked at. */
package dev.pathwarden.workbench.live;
