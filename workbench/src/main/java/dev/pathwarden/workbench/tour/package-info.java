/** The guided tour: from the alarm to the root cause to the report, stop by stop, on the controls themselves. */
package dev.pathwarden.workbench.tour;
