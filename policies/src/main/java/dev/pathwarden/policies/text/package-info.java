/** How texts are read: characters, tokens, the leaves of values, and one layer of encoding. Everything here is for any thread and keeps nothing. */
package dev.pathwarden.policies.text;
