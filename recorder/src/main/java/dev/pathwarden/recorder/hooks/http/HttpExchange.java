package dev.pathwarden.recorder.hooks.http;

import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.StepDraft;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** What the JDK's HTTP client sends and gets, read for {@link HttpSteps}. */
final class HttpExchange {

    private HttpExchange() {
    }

    /** Decides a request; null outside of a run and within a step about the same request. */
    static OpenStep begin(HttpSteps steps, Object given) {
        if (!(given instanceof HttpRequest request) || steps.sending(request)) {
            return null;
        }
        if (!steps.isInRun()) {
            return steps.count();
        }
        HttpRequest.BodyPublisher publisher = request.bodyPublisher().orElse(null);
        long length = publisher == null ? -1 : publisher.contentLength();
        return steps.begin(request, HttpSteps.Request.of(request.method(), request.uri(), length < 0 ? null : length, publisher == null ? null : RequestBody.of(publisher)));
    }

    /** Decides a request that a redirect asks for. */
    static OpenStep beginRedirect(HttpSteps steps, Object uri, Object method) {
        return uri instanceof URI target ? steps.redirect(HttpSteps.Request.of(String.valueOf(method), target, null, null)) : null;
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

    /** Ends the step when the future is completed; the calling thread leaves it now. */
    static void endLater(OpenStep step, Object result, Throwable error) {
        if (error != null || !(result instanceof CompletableFuture<?> future)) {
            step.end(null, error);
            return;
        }
        step.leave();
        future.whenComplete((response, failure) -> end(step, response, failure));
    }
}
