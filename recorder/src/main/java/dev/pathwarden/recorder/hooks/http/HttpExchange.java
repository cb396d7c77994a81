package dev.pathwarden.recorder.hooks.http;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A request and its response as a step. */
final class HttpExchange {

    private HttpExchange() {
    }

    /** Decides a request; null outside of a run and within a step about the same request. */
    static OpenStep begin(Recorder recorder, Object given) {
        if (!(given instanceof HttpRequest request) || recorder.within(request)) {
            return null;
        }
        if (recorder.here() == null) {
            return recorder.begin(StepDraft.of(Operation.DATA_HTTP, ""));
        }
        StepDraft draft = draft(request.method(), request.uri()).about(request);
        request.bodyPublisher().ifPresent(publisher -> {
            long length = publisher.contentLength();
            draft.fact(Field.HTTP_BYTES, length < 0 ? null : (Object) length);
            byte[] body = RequestBody.of(publisher);
            if (body != null && body.length > 0) {
                draft.argument("body", new String(body, StandardCharsets.UTF_8));
            }
        });
        return recorder.begin(draft);
    }

    /** Decides a request that a redirect asks for. */
    static OpenStep beginRedirect(Recorder recorder, Object uri, Object method) {
        return uri instanceof URI target ? recorder.begin(draft(String.valueOf(method), target).argument("redirect", true)) : null;
    }

    private static StepDraft draft(String method, URI uri) {
        String url = withoutUserInfo(uri);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        return StepDraft.of(Operation.DATA_HTTP, method + " " + host)
                .argument("method", method)
                .argument("url", url)
                .fact(Field.HTTP_METHOD, method.toUpperCase(Locale.ROOT))
                .fact(Field.HTTP_URL, StepDraft.bounded(url))
                .fact(Field.HTTP_HOST, host);
    }

    private static String withoutUserInfo(URI uri) {
        String text = uri.toString();
        return uri.getRawUserInfo() == null ? text : text.replace(uri.getRawUserInfo() + "@", "");
    }

    static void end(OpenStep step, Object result, Throwable error) {
        if (error != null || !(result instanceof HttpResponse<?> response)) {
            step.end(null, error);
            return;
        }
        Object body = response.body();
        String text = body instanceof String string ? string : body instanceof byte[] bytes ? new String(bytes, 0, Math.min(bytes.length, StepDraft.TEXT_LIMIT), StandardCharsets.UTF_8) : null;
        step.end(text, null, Facts.of(Map.of(Field.HTTP_STATUS, (long) response.statusCode())));
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
