/**
 * HTTP requests: of the JDK's {@code java.net.http.HttpClient} and {@code HttpURLConnection}, redirects included; other clients are seen where they connect. And servers, in which a
 * request goes on in the run that it comes from.
 *
 * <p>A request is one step however many layers send it ({@link dev.pathwarden.recorder.hooks.http.HttpSteps}); the connection below it is a step of its own,
 * {@code data.net}. A request's body is part of the step where it can be read twice, a response's body as far as the program has read it as text or through a stream.
 * Headers are not recorded.
 */
package dev.pathwarden.recorder.hooks.http;
