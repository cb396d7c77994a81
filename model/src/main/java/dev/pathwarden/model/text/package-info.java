/** Text from outside, made safe for people to read. Knows nothing of where it is shown. */
package dev.pathwarden.model.text;
