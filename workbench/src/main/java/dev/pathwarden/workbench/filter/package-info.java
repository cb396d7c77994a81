/** The filter bar: which steps are looked at, asked in the language of guardrails or by words. */
package dev.pathwarden.workbench.filter;
