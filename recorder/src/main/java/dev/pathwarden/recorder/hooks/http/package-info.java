/**
 * The JDK's {@code java.net.http.HttpClient}, blocking and asynchronous, redirects included. Other clients are seen where they connect.
 *
 * <p>A request's body is part of the step where its publisher can be read twice, a response's body where it was read as text.
 */
package dev.pathwarden.recorder.hooks.http;
