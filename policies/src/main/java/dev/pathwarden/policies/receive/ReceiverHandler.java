package dev.pathwarden.policies.receive;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.step.CanonicalJson;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.rollout.PushToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers what a receiver is asked: {@code GET /guardrails} what lies there, {@code POST /guardrails/check} whether a bundle could be put there, and {@code PUT /guardrails} puts it there. Whoever does not know the
 * token is told nothing, not even which paths there are. For any thread.
 */
final class ReceiverHandler implements HttpHandler {

    static final String PLACE = "/guardrails";
    static final String CHECK = "/guardrails/check";

    private static final int OK = 200;
    private static final int BAD = 400;
    private static final int NO_TOKEN = 401;
    private static final int UNKNOWN = 404;
    private static final int NOT_SO = 405;
    private static final int OLD = 409;
    private static final int NO_LENGTH = 411;
    private static final int STALE = 412;
    private static final int TOO_LONG = 413;
    private static final int REFUSED = 422;
    private static final int NO_CONDITION = 428;
    private static final int TOO_OFTEN = 429;
    private static final int FAULT = 500;
    private static final int BUSY = 503;
    /** Bundles that are read at once: each can take 17 MB. */
    private static final int MOST_READ = 4;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern TAG = Pattern.compile("\"([0-9a-f]{64})\"");

    private final BundleInbox inbox;
    private final PushToken token;
    private final Refusals refusals;
    private final Consumer<String> log;
    private final Semaphore reading = new Semaphore(MOST_READ);

    ReceiverHandler(BundleInbox inbox, PushToken token, Refusals refusals, Consumer<String> log) {
        this.inbox = inbox;
        this.token = token;
        this.refusals = refusals;
        this.log = log;
    }

    /**
     * An answer.
     *
     * @param said a line for the log; null for none
     */
    private record Answer(int code, String json, String said) {

        private static Answer problem(int code, String sentence) {
            return new Answer(code, CanonicalJson.of(Map.of("problem", sentence)), sentence);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String from = exchange.getRemoteAddress().getAddress().getHostAddress();
            Answer answer = answer(exchange, from);
            if (answer.said() != null) {
                log.accept(from + " " + Escaped.text(exchange.getRequestMethod()) + ": " + answer.said());
            }
            byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/json");
            headers.set("Cache-Control", "no-store");
            if (answer.code() == NO_TOKEN) {
                headers.set("WWW-Authenticate", "Bearer");
            }
            exchange.sendResponseHeaders(answer.code(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange, String from) {
        if (!knowsToken(exchange)) {
            int times = refusals.next(from);
            return times < Refusals.MOST ? Answer.problem(NO_TOKEN, "The token is wrong or missing.")
                    : new Answer(TOO_OFTEN, CanonicalJson.of(Map.of("problem", "The token was wrong too often.")), times == Refusals.MOST ? "The token was wrong " + times + " times within a minute; what follows is not told." : null);
        }
        try {
            return answer(exchange);
        } catch (InboxException refused) {
            return Answer.problem(switch (refused.reason()) {
                case STALE -> STALE;
                case OLD -> OLD;
                case REFUSED -> REFUSED;
            }, refused.getMessage());
        } catch (IOException | RuntimeException fault) {
            return new Answer(FAULT, CanonicalJson.of(Map.of("problem", "It cannot be read or written there: whoever runs the receiver sees why.")), "Failed: " + Escaped.text(String.valueOf(fault.getMessage())));
        }
    }

    private boolean knowsToken(HttpExchange exchange) {
        List<String> sent = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
        String scheme = "Bearer ";
        return sent.size() == 1 && sent.get(0).regionMatches(true, 0, scheme, 0, scheme.length()) && token.isSame(sent.get(0).substring(scheme.length()).strip());
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        if (!PLACE.equals(path) && !CHECK.equals(path)) {
            return Answer.problem(UNKNOWN, "There is nothing but " + PLACE + " and " + CHECK + ".");
        }
        if (PLACE.equals(path) && method.equals("GET")) {
            return new Answer(OK, inbox.report().text(), null);
        }
        boolean check = CHECK.equals(path);
        if (!method.equals(check ? "POST" : "PUT")) {
            exchange.getResponseHeaders().set("Allow", check ? "POST" : "GET, PUT");
            return Answer.problem(NOT_SO, "That is asked with " + (check ? "POST." : "GET or PUT."));
        }
        Optional<String> tag = tag(exchange.getRequestHeaders());
        if (tag.isEmpty()) {
            return Answer.problem(NO_CONDITION, "What is to be replaced has to be named: the tag of the report in If-Match, or If-None-Match: * where nothing lies there.");
        }
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null || !LENGTH.matcher(length).matches()) {
            return Answer.problem(NO_LENGTH, "A bundle comes with its Content-Length.");
        }
        if (Long.parseLong(length) > SignedBundle.MOST_BYTES) {
            return Answer.problem(TOO_LONG, "A bundle has at most " + SignedBundle.MOST_BYTES + " bytes.");
        }
        if (!reading.tryAcquire()) {
            return Answer.problem(BUSY, "Others are sending bundles just now: try again.");
        }
        try {
            byte[] bytes = exchange.getRequestBody().readNBytes((int) Long.parseLong(length));
            return bytes.length < Long.parseLong(length) ? Answer.problem(BAD, "The bundle was cut short.") : taken(check, check ? inbox.check(bytes, tag.get()) : inbox.put(bytes, tag.get()));
        } finally {
            reading.release();
        }
    }

    private static Answer taken(boolean check, BundleInbox.Taken taken) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hash", taken.hash());
        json.put("sequence", taken.sequence());
        return new Answer(OK, CanonicalJson.of(json), check ? null : "took " + (taken.hash().isEmpty() ? "no guardrails" : taken.hash()) + (taken.sequence() == null ? "" : ", sequence " + taken.sequence()));
    }

    /** What is to be replaced: a tag, the empty one for nothing; empty where that is not said, or not in one way. */
    private static Optional<String> tag(Headers headers) {
        List<String> match = headers.getOrDefault("If-Match", List.of());
        List<String> none = headers.getOrDefault("If-None-Match", List.of());
        if (match.isEmpty() && none.equals(List.of("*"))) {
            return Optional.of("");
        }
        Matcher tag = match.size() == 1 && none.isEmpty() ? TAG.matcher(match.get(0)) : null;
        return tag != null && tag.matches() ? Optional.of(tag.group(1)) : Optional.empty();
    }
}
