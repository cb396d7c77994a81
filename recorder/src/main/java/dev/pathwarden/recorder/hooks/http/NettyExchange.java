package dev.pathwarden.recorder.hooks.http;

import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** What is known of one subscription to a request of Reactor Netty: where it was made, and the request that is under way, which a redirect replaces by another. For any thread. */
final class NettyExchange {

    private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443, "ws", 80, "wss", 443);
    private static final int MOST_BYTES = 16 << 20;

    private final Place around;
    private OpenStep step;
    private boolean ended;

    NettyExchange(Place around) {
        this.around = around;
    }

    /** Where the subscriber was. */
    Place around() {
        return around;
    }

    synchronized void begun(OpenStep next) {
        step = next;
        ended = false;
    }

    /** The request that is under way; null before the first, and where that is not recorded. */
    synchronized OpenStep step() {
        return step;
    }

    /** The request that now ends; null where it has ended already. */
    synchronized OpenStep ended() {
        OpenStep ending = ended ? null : step;
        ended = true;
        return ending;
    }

    synchronized String host() {
        return step == null ? null : host((String) step.step().arguments().get("url"));
    }

    private static String host(String url) {
        int begin = url.indexOf("://") + 3;
        int end = url.indexOf('/', begin);
        String authority = end < 0 ? url.substring(begin) : url.substring(begin, end);
        int port = authority.lastIndexOf(':');
        return port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
    }

    /** The request once more, with its body; null where that is empty. */
    HttpSteps.Request whole(Object buffer) {
        OpenStep under = step();
        Integer length = Mirror.get(buffer, "readableBytes") instanceof Integer readable ? readable : 0;
        if (under == null || length == 0) {
            return null;
        }
        byte[] bytes = new byte[Math.min(length, MOST_BYTES)];
        boolean read = Mirror.get(buffer, "readerIndex") instanceof Integer index && Mirror.call(buffer, "getBytes", List.of(int.class, byte[].class), index, bytes) != null;
        Body body = !read ? null : bytes.length < length ? new Body(bytes, true) : Body.of(bytes);
        String url = (String) under.step().arguments().get("url");
        return new HttpSteps.Request((String) under.step().arguments().get("method"), url, host(url), (long) length, body);
    }

    /** The request that a handler of the client is about to connect for; its body, where it has one, is not known yet. */
    static HttpSteps.Request request(Object handler) {
        Object endpoint = Mirror.field(handler, "toURI");
        String method = Mirror.text(Mirror.field(handler, "method"), "name");
        String scheme = (String) Mirror.field(endpoint, "scheme");
        // Where the client is told an address apart from the URL, that is where it goes.
        String host = Mirror.get(endpoint, "getRemoteAddress") instanceof InetSocketAddress remote ? remote.getHostString() : (String) Mirror.field(endpoint, "host");
        Integer port = Mirror.get(endpoint, "getRemoteAddress") instanceof InetSocketAddress remote ? Integer.valueOf(remote.getPort()) : null;
        String shown = host == null ? "" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String url = scheme + "://" + shown + (port == null || port.equals(PORTS.get(scheme)) ? "" : ":" + port) + Mirror.text(endpoint, "getPathAndQuery");
        return new HttpSteps.Request(method == null ? "GET" : method, url, shown, null, Mirror.field(handler, "handler") == null ? Body.NONE : null);
    }

    /** Whether the handler's request comes of a redirect. */
    static boolean isRedirected(Object handler) {
        return Mirror.field(handler, "redirectedFrom") != null;
    }
}
