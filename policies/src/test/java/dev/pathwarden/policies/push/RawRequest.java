package dev.pathwarden.policies.push;

import dev.pathwarden.policies.receive.Receiving;
import dev.pathwarden.policies.rollout.ReceiverReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Requests to a receiver as anybody can write them, byte by byte. */
public final class RawRequest {

    private final Receiving to;

    public RawRequest(Receiving to) {
        this.to = to;
    }

    /** A connection whose handshake is done. */
    public SSLSocket connect() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {new PinnedTrust(to.receiver().pin())}, null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", to.port());
            socket.setSoTimeout(60_000);
            socket.startHandshake();
            return socket;
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The line that names the token. */
    public String authorization() throws IOException {
        return "Authorization: Bearer " + Files.readString(to.tokenFile()).strip() + "\r\n";
    }

    /** The answer to a request that ends its connection: its code, and behind a blank its body. */
    public String send(String head, byte[] body) throws IOException {
        try (SSLSocket socket = connect()) {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes((head + "Host: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(body);
            socket.getOutputStream().write(request.toByteArray());
            socket.getOutputStream().flush();
            return answer(socket.getInputStream());
        }
    }

    /** Sends a bundle in the place of what has that tag. */
    String put(byte[] body, String tag) throws IOException {
        return send("PUT /guardrails HTTP/1.1\r\n" + authorization() + (tag.isEmpty() ? "If-None-Match: *" : "If-Match: \"" + tag + "\"") + "\r\nContent-Length: " + body.length + "\r\n", body);
    }

    /** The tag of what lies there. */
    String tag() throws IOException {
        return ReceiverReport.parse(send("GET /guardrails HTTP/1.1\r\n" + authorization(), new byte[0]).substring("200 ".length())).tag();
    }

    private static String answer(InputStream in) throws IOException {
        String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int body = all.indexOf("\r\n\r\n");
        return body < 0 ? all : all.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()) + " " + all.substring(body + 4);
    }
}
