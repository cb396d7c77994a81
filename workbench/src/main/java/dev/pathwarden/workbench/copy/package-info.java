/** What of a step can be put on the clipboard: in forms that go on somewhere else. */
package dev.pathwarden.workbench.copy;
