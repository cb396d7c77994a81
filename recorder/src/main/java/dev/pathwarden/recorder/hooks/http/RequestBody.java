package dev.pathwarden.recorder.hooks.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.Flow;

/**
 * Reads a request's body from its publisher, where that can be subscribed to again. Those are the JDK's own publishers of text and bytes: they deliver on
 * the calling thread and keep what they have. Others might give their content only once.
 */
final class RequestBody implements Flow.Subscriber<ByteBuffer> {

    private static final Set<String> REPEATABLE = Set.of("jdk.internal.net.http.RequestPublishers$ByteArrayPublisher", "jdk.internal.net.http.RequestPublishers$StringPublisher");
    private static final int LIMIT = 64 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.Subscription subscription;

    private RequestBody() {
    }

    /** The body's beginning, at most 64 KB; null where it cannot be read without taking it away. */
    static byte[] of(HttpRequest.BodyPublisher publisher) {
        if (!REPEATABLE.contains(publisher.getClass().getName())) {
            return null;
        }
        RequestBody body = new RequestBody();
        publisher.subscribe(body);
        return body.bytes.toByteArray();
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer part) {
        byte[] taken = new byte[Math.min(part.remaining(), LIMIT - bytes.size())];
        part.get(taken);
        bytes.writeBytes(taken);
        if (bytes.size() >= LIMIT) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable error) {
        bytes.reset();
    }

    @Override
    public void onComplete() {
        subscription = null;
    }
}
