/**
 * A dry run as the files that build servers and code hosts read: JUnit XML and SARIF 2.1.0. What was recorded and what guardrails say of it is text of strangers there too: each format gets
 * only characters that it can hold, and nothing in them can become a tag or a link.
 */
package dev.pathwarden.recorder.cli.report;
