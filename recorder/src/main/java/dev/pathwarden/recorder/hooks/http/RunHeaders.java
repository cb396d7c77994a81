package dev.pathwarden.recorder.hooks.http;

import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.hooks.model.ModelCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Headers by which a request tells its server of the run it is made in, for whatever client makes it. A client that follows redirects by itself asks {@link #without} before it goes
 * on to another host. For any thread.
 */
public final class RunHeaders {

    private static final List<String> NAMES = List.of(Propagation.TRACEPARENT, Propagation.BAGGAGE, Propagation.HEADER);

    private final Propagation propagation;

    /** Headers as that propagation has them. */
    public RunHeaders(Propagation propagation) {
        this.propagation = propagation;
    }

    /**
     * Headers to set on a request, by lower-case name; empty where its host is not to be told, and for the traffic of a model call: who serves the model takes no part in the run, on
     * whatever machine.
     *
     * @param step the request
     * @param host host of its URL; null for none
     * @param own gives the program's own value of a header, several joined by commas, null where it has none
     */
    public Map<String, String> of(OpenStep step, String host, UnaryOperator<String> own) {
        boolean modelTraffic = step.around() != null && step.around().subject() instanceof ModelCall;
        return propagation.mayTell(host) && !modelTraffic ? propagation.headers(step.place(), own.apply(Propagation.TRACEPARENT), own.apply(Propagation.BAGGAGE)) : Map.of();
    }

    /**
     * Sets the headers of {@link #of} on a request, in place of those that an earlier request has left there: one that is tried again, or that led to a redirect.
     *
     * @param step the request
     * @param host host of its URL; null for none
     */
    void tell(OpenStep step, String host, RequestHeaders request) {
        forget(request);
        of(step, host, request::value).forEach(request::set);
    }

    /** Takes away from a request what {@link #tell} has set, and leaves the program's own. */
    void forget(RequestHeaders request) {
        String sealed = request.value(Propagation.HEADER);
        if (sealed == null) {
            return;
        }
        for (String name : NAMES) {
            String value = request.value(name);
            String rest = value == null ? null : Propagation.without(name, value, sealed);
            if (value != null && rest == null) {
                request.remove(name);
            } else if (value != null && !rest.equals(value)) {
                request.set(name, rest);
            }
        }
    }

    /**
     * The headers that may go to that host: all of them, or those that {@link #of} did not set, which is told by the one that only it sets.
     *
     * @param headers values by name, names in whatever case
     * @return the given map where nothing is to be taken away
     */
    public Map<String, List<String>> without(Map<String, List<String>> headers, String host) {
        String sealed = first(headers, Propagation.HEADER);
        if (sealed == null || propagation.mayTell(host)) {
            return headers;
        }
        Map<String, List<String>> kept = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            List<String> others = new ArrayList<>();
            for (String value : values) {
                String rest = Propagation.without(name, value, sealed);
                if (rest != null) {
                    others.add(rest);
                }
            }
            if (!others.isEmpty()) {
                kept.put(name, others);
            }
        });
        return kept;
    }

    private static String first(Map<String, List<String>> headers, String name) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (name.equalsIgnoreCase(header.getKey()) && !header.getValue().isEmpty()) {
                return header.getValue().get(0);
            }
        }
        return null;
    }
}
