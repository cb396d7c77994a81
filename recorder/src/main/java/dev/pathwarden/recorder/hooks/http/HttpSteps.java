package dev.pathwarden.recorder.hooks.http;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** A request as a step, whichever client sends it. Headers are not recorded: they hold keys. For any thread. */
public final class HttpSteps {

    private final Recorder recorder;

    /** Steps of that recorder. */
    public HttpSteps(Recorder recorder) {
        this.recorder = recorder;
    }

    /**
     * A request, as far as it is known before it is sent.
     *
     * @param method request method
     * @param url URL, with user info if it has one
     * @param host its host; null where it has none
     * @param bytes bytes of its body, null where the client does not tell
     * @param body its body, null where that cannot be read without taking it away, or is not there yet
     */
    record Request(String method, String url, String host, Long bytes, Body body) {

        static Request of(String method, URI uri, Long bytes, Body body) {
            String text = uri.toString();
            return new Request(method, uri.getRawUserInfo() == null ? text : text.replace(uri.getRawUserInfo() + "@", ""), uri.getHost(), bytes, body);
        }

        private StepDraft draft() {
            String plainHost = host == null ? "" : host.toLowerCase(Locale.ROOT);
            StepDraft draft = StepDraft.of(Operation.DATA_HTTP, method + " " + plainHost)
                    .argument("method", method)
                    .argument("url", url)
                    .fact(Field.HTTP_METHOD, method.toUpperCase(Locale.ROOT))
                    .fact(Field.HTTP_URL, StepDraft.bounded(url))
                    .fact(Field.HTTP_HOST, plainHost)
                    .fact(Field.HTTP_BYTES, bytes)
                    .fact(Field.HTTP_CONTENT_KNOWN, body != null);
            if (body != null && body.more()) {
                draft.label(Detectors.SAMPLED);
            }
            return body == null || body.bytes().length == 0 ? draft : draft.argument("body", new String(body.bytes(), StandardCharsets.UTF_8));
        }
    }

    /** Whether a request is worth reading: outside of a run the step is only counted. */
    boolean isInRun() {
        return recorder.here() != null;
    }

    /** Counts a request outside of a run. */
    OpenStep count() {
        return recorder.begin(StepDraft.of(Operation.DATA_HTTP, ""));
    }

    /** Whether the thread is sending a request already that is about this very object: clients call themselves. */
    boolean sending(Object subject) {
        return recorder.within(subject);
    }

    /** What the step is about that the thread is in; null for nothing. */
    Object subject() {
        Place place = recorder.here();
        return place == null ? null : place.subject();
    }

    /** Decides a request. */
    OpenStep begin(Object subject, Request request) {
        return recorder.begin(request.draft().about(subject));
    }

    /** Decides a request that a redirect asks for. */
    OpenStep redirect(Request request) {
        return recorder.begin(request.draft().argument("redirect", true));
    }

    /** Refuses to go on where a guardrail ended the run. */
    void goOn() {
        recorder.goOn();
    }

    /** Does work of ours where the program reads on, outside of a hook: a fault in it is counted and kept from the program. */
    void quietly(Runnable work) {
        recorder.quietly(work);
    }

    /** Decides the body of a request that was decided before it had one. */
    OpenStep body(OpenStep begun, Request request) {
        return recorder.begin(request.draft().link(Link.to(begun.id(), LinkKind.CONTINUES)));
    }

    /** Puts the thread back within a request that it has left, and returns a way out again. */
    Runnable within(OpenStep begun) {
        var before = recorder.moveTo(begun.place());
        return () -> recorder.moveTo(before);
    }

    /** Ends a request. */
    static void end(OpenStep step, Integer status, String text, Throwable error) {
        step.end(error == null ? text : null, error, status == null || status < 0 ? Facts.NONE : Facts.of(Map.of(Field.HTTP_STATUS, (long) status)));
    }
}
