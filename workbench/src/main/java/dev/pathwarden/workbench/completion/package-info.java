/** What fits where one types, in conditions and elsewhere: which names and values there are, and the list that offers them. */
package dev.pathwarden.workbench.completion;
