package dev.pathwarden.recorder.hooks.http;

import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.StepDraft;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** What the JDK's HTTP client sends and gets, read for {@link HttpSteps}. */
final class HttpExchange {

    private HttpExchange() {
    }

    /**
     * Decides a request; null outside of a run and within a step about the same request.
     *
     * @param arguments the call's, of which the first is the request; where its server may know of the run, a request that tells it of that takes its place
     */
    static OpenStep begin(HttpSteps steps, RunHeaders headers, Object[] arguments) {
        if (!(arguments[0] instanceof HttpRequest request) || steps.subject() instanceof Sent sent && sent.request == request) {
            return null;
        }
        if (!steps.isInRun()) {
            return steps.count();
        }
        HttpRequest.BodyPublisher publisher = request.bodyPublisher().orElse(null);
        long length = publisher == null ? -1 : publisher.contentLength();
        Sent sending = new Sent(request);
        OpenStep step = steps.begin(sending, HttpSteps.Request.of(request.method(), request.uri(), length < 0 ? null : length, RequestBody.of(publisher)));
        if (step != null) {
            sending.request = told(request, headers.of(step, request.uri().getHost(), name -> joined(request.headers().allValues(name))));
            arguments[0] = sending.request;
        }
        return step;
    }

    /** What a step is about: the request as it is sent, which is made only once the step has begun. The blocking call makes the asynchronous one with it. */
    private static final class Sent {
        private volatile HttpRequest request;

        Sent(HttpRequest request) {
            this.request = request;
        }
    }

    private static String joined(List<String> values) {
        return values.isEmpty() ? null : String.join(",", values);
    }

    private static HttpRequest told(HttpRequest request, Map<String, String> headers) {
        // What opens a web socket is known to the client by the class of its request.
        if (headers.isEmpty() || request.getClass().getName().equals("jdk.internal.net.http.HttpRequestImpl")) {
            return request;
        }
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(request, (name, value) -> headers.keySet().stream().noneMatch(name::equalsIgnoreCase));
            headers.forEach(builder::setHeader);
            return builder.build();
        } catch (RuntimeException unusual) {
            return request;
        }
    }

    /** Headers that may go to where the request now goes. */
    static Object without(RunHeaders headers, Object request, Object given) {
        if (!(request instanceof HttpRequest sent) || !(given instanceof HttpHeaders all) || sent.uri() == null) {
            return given;
        }
        Map<String, List<String>> kept = headers.without(all.map(), sent.uri().getHost());
        return kept == all.map() ? given : HttpHeaders.of(kept, (name, value) -> true);
    }

    /** Decides a request that a redirect asks for. */
    static OpenStep beginRedirect(HttpSteps steps, Object uri, Object method) {
        return uri instanceof URI target ? steps.redirect(HttpSteps.Request.of(String.valueOf(method), target, null, "GET".equals(method) ? Body.NONE : null)) : null;
    }

    static void end(OpenStep step, Object result, Throwable error) {
        if (error != null || !(result instanceof HttpResponse<?> response)) {
            HttpSteps.end(step, null, null, error);
            return;
        }
        Object body = response.body();
        String text = body instanceof String string ? string : body instanceof byte[] bytes ? new String(bytes, 0, Math.min(bytes.length, StepDraft.TEXT_LIMIT), StandardCharsets.UTF_8) : null;
        HttpSteps.end(step, response.statusCode(), text, null);
    }

    /**
     * Ends the step when the future is completed; the calling thread leaves it now.
     *
     * <p>What the program attached to the future, or a thread that waited for it, may be there before what is attached here: before the next decision, the step is ended as well.
     */
    static void endLater(OpenStep step, Object result, Throwable error) {
        if (error != null || !(result instanceof CompletableFuture<?> future)) {
            step.end(null, error);
            return;
        }
        step.leave();
        AtomicBoolean ended = new AtomicBoolean();
        BiConsumer<Object, Throwable> end = (response, failure) -> {
            if (ended.compareAndSet(false, true)) {
                end(step, response, failure);
            }
        };
        future.whenComplete(end);
        settle(step, future, end, ended);
    }

    private static void settle(OpenStep step, CompletableFuture<?> future, BiConsumer<Object, Throwable> end, AtomicBoolean ended) {
        step.settleBeforeNext(() -> {
            if (future.isDone()) {
                future.whenComplete(end);
            } else if (!ended.get()) {
                settle(step, future, end, ended);
            }
        });
    }
}
