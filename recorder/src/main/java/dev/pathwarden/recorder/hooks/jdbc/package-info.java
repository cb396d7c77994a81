/**
 * Statements sent through JDBC, decided before the driver gets them, with their bind values and the rows the program reads. Knows the
 * standard's interfaces only, no driver.
 */
package dev.pathwarden.recorder.hooks.jdbc;
