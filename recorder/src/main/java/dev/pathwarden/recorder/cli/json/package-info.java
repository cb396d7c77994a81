/** Results of commands as JSON. The shapes are a contract with scripts: keys are added, never renamed or removed. */
package dev.pathwarden.recorder.cli.json;
