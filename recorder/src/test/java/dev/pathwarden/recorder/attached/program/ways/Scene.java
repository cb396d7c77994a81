package dev.pathwarden.recorder.attached.program.ways;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where one way causes its effect: files, addresses and rows that carry its token and belong to it alone.
 *
 * @param token the way's name, and how it is called, between underscores: part of every name it uses
 * @param directory where its files lie
 * @param world ports and paths that all ways share
 */
public record Scene(String token, Path directory, Properties world) {

    /** A file that is not there yet. */
    public Path fresh() {
        return directory.resolve(token);
    }

    /** A file that is there: of one line, or what the effect's kind needs. */
    public Path old() {
        return directory.resolve("old-" + token);
    }

    /** A value of the world. */
    public String world(String key) {
        return world.getProperty(key);
    }

    /** A port of the world. */
    public int port(String key) {
        return Integer.parseInt(world(key));
    }

    /** Where the listener hears TCP. */
    public InetSocketAddress tcp() {
        return new InetSocketAddress("127.0.0.1", port("tcp"));
    }

    /** Where the listener hears datagrams. */
    public InetSocketAddress udp() {
        return new InetSocketAddress("127.0.0.1", port("udp"));
    }

    /** A URL that the listener answers. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port("tcp") + "/" + token);
    }

    /** A URL that leads to {@link #uri()}. */
    public URI redirecting() {
        return URI.create("http://127.0.0.1:" + port("redirector") + "/" + token);
    }

    /** The token as a line to send. */
    public byte[] line() {
        return (token + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Prints what was read, for the observer to compare. */
    public void tell(String text) {
        System.out.println(token + " read " + text.strip());
    }

    /** What code prints that was evaluated. */
    public String evaluated() {
        return token + " evaluated";
    }
}
