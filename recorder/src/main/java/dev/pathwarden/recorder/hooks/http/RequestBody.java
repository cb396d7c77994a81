package dev.pathwarden.recorder.hooks.http;

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

    private final Body.Sample sample = new Body.Sample();
    private Flow.Subscription subscription;
    private boolean failed;

    private RequestBody() {
    }

    /** The body that a publisher, null for none, gives; null where it cannot be read without taking it away. */
    static Body of(HttpRequest.BodyPublisher publisher) {
        if (publisher == null || publisher.contentLength() == 0) {
            return Body.NONE;
        }
        if (!REPEATABLE.contains(publisher.getClass().getName())) {
            return null;
        }
        RequestBody body = new RequestBody();
        publisher.subscribe(body);
        return body.failed ? null : body.sample.body();
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer part) {
        byte[] taken = new byte[part.remaining()];
        part.get(taken);
        sample.add(taken, 0, taken.length);
        if (!sample.wantsMore()) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable error) {
        failed = true;
    }

    @Override
    public void onComplete() {
        subscription = null;
    }
}
