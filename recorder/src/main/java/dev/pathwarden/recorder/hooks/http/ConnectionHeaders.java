package dev.pathwarden.recorder.hooks.http;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.net.HttpURLConnection;
import java.util.List;

/** What a connection of the JDK will send: its public methods change nothing any more once it has begun to connect, and after a redirect it sends others. */
final class ConnectionHeaders implements RequestHeaders {

    private static final List<Class<?>> NAME = List.of(String.class);
    private static final List<Class<?>> NAME_AND_VALUE = List.of(String.class, String.class);

    private final Object headers;

    ConnectionHeaders(HttpURLConnection connection) {
        headers = Mirror.field(connection, "requests");
    }

    @Override
    public String value(String name) {
        return Mirror.text(headers, "findValue", name);
    }

    @Override
    public void set(String name, String value) {
        Mirror.call(headers, "set", NAME_AND_VALUE, name, value);
    }

    @Override
    public void remove(String name) {
        Mirror.call(headers, "remove", NAME, name);
    }
}
