/**
 * Connections and name lookups, decided on the resolved address, so that no other name can slip in between. Never looks at what is sent.
 *
 * <p>Not seen: sockets that a server accepts, raw sockets, and file descriptors that were inherited.
 */
package dev.pathwarden.recorder.hooks.net;
