/**
 * Streams of Reactor and RxJava that a library returns: what is done begins where they are subscribed to, goes on within its step whatever thread the library works on, and hands its
 * signals back to where the subscriber was.
 *
 * <p>Made of the libraries' own public factories and of proxies for their public interfaces, since the recorder cannot see their classes.
 */
package dev.pathwarden.recorder.hooks.reactive;
