/** Takes words out of what tools are given and what they give back, in the libraries' own objects. */
package dev.pathwarden.recorder.hooks.redact;
