/**
 * Pushes bundles to receivers over HTTPS, and asks them what lies there. The only part that opens a connection, and it opens one to nobody but the receivers that a plan names, by their pinned keys; nothing that decides
 * knows it.
 */
package dev.pathwarden.policies.push;
