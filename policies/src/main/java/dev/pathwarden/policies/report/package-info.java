/**
 * The report of an investigation: what a case says of a recording, each finding with the path that led there, as HTML and PDF for people who have no Pathwarden.
 *
 * <p>{@link dev.pathwarden.policies.report.ReportMaker} gathers it as a value whose texts are safe to show, {@link dev.pathwarden.policies.report.ReportWriter} writes it.
 */
package dev.pathwarden.policies.report;
