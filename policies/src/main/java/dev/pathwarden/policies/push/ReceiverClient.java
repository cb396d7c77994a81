package dev.pathwarden.policies.push;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.policies.rollout.PushToken;
import dev.pathwarden.policies.rollout.Receiver;
import dev.pathwarden.policies.rollout.ReceiverReport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Talks to one receiver. It sends nothing, and the token least of all, to anyone who has not shown the pinned key. For one thread at a time; interrupting it hangs up. */
final class ReceiverClient {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long SECONDS = 60;
    private static final int MOST_PROBLEM_CHARS = 1_000;
    private static final int MOST_ANSWER_BYTES = 3 * ReceiverReport.MOST_CHARS;
    private static final int OK = 200;

    private final Receiver receiver;
    private final PushToken token;
    private final HttpClient client;

    ReceiverClient(Receiver receiver, PushToken token) {
        this.receiver = receiver;
        this.token = token;
        SSLParameters only = new SSLParameters();
        only.setProtocols(new String[] {"TLSv1.3"});
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).connectTimeout(CONNECT).sslContext(context(receiver)).sslParameters(only).build();
    }

    private static SSLContext context(Receiver receiver) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {new PinnedTrust(receiver.pin())}, null);
            return context;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /**
     * What lies there.
     *
     * @throws ReceiverException if that is not told
     */
    ReceiverReport report() throws ReceiverException, InterruptedException {
        ReceiverReport report = ReceiverReport.parse(send(request("/guardrails").GET().build()));
        if (report == null) {
            throw new ReceiverException(true, "What it answers cannot be read: see that the same version of Pathwarden runs there.", null);
        }
        return report;
    }

    /**
     * Asks whether it would take a bundle; nothing is put in place.
     *
     * @param tag of the report that says what is to be replaced
     * @throws ReceiverException if it would not
     */
    void check(byte[] bytes, String tag) throws ReceiverException, InterruptedException {
        send(replacing(request("/guardrails/check"), tag).POST(HttpRequest.BodyPublishers.ofByteArray(bytes)).build());
    }

    /**
     * Lets it put a bundle in place.
     *
     * @param tag of the report that says what is to be replaced
     * @throws ReceiverException if it did not, or nobody knows whether it did
     */
    void put(byte[] bytes, String tag) throws ReceiverException, InterruptedException {
        send(replacing(request("/guardrails"), tag).PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://" + receiver.url().getRawAuthority() + path)).timeout(Duration.ofSeconds(SECONDS)).header("Authorization", token.header());
    }

    private static HttpRequest.Builder replacing(HttpRequest.Builder request, String tag) {
        return tag.isEmpty() ? request.header("If-None-Match", "*") : request.header("If-Match", "\"" + tag + "\"");
    }

    private String send(HttpRequest request) throws ReceiverException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, information -> new BoundedBody(MOST_ANSWER_BYTES));
        try {
            HttpResponse<byte[]> got = answer.get(SECONDS, TimeUnit.SECONDS);
            String text = new String(got.body(), StandardCharsets.UTF_8);
            if (got.statusCode() != OK) {
                throw new ReceiverException(true, problem(got.statusCode(), text), null);
            }
            return text;
        } catch (TimeoutException late) {
            throw new ReceiverException(false, "It has not answered within " + SECONDS + " seconds.", late);
        } catch (ExecutionException failed) {
            throw told(failed.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static String problem(int code, String text) {
        try {
            if (JsonText.parse(text, MOST_PROBLEM_CHARS + 100) instanceof Map<?, ?> json && json.get("problem") instanceof String problem && problem.length() <= MOST_PROBLEM_CHARS) {
                return problem;
            }
        } catch (JsonText.MalformedJsonException other) {
            // Whoever answers so is no receiver.
        }
        return "It answers " + code + " and nothing that a receiver says: see what listens there.";
    }

    private ReceiverException told(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof PinnedTrust.WrongKeyException wrong) {
                return new ReceiverException(false, "Another key is there than the pinned one, so nothing was sent: it is " + wrong.found() + ". Ask whoever runs the receiver which one is right, and correct the plan if it is that.", failed);
            }
        }
        if (failed instanceof HttpConnectTimeoutException) {
            return new ReceiverException(false, "It was not reached within " + CONNECT.toSeconds() + " seconds.", failed);
        }
        if (failed instanceof ConnectException) {
            return new ReceiverException(false, isUnknown(failed) ? "There is no host of that name." : "Nothing listens there.", failed);
        }
        if (failed instanceof SSLException) {
            return new ReceiverException(false, "What listens there does not speak TLS 1.3.", failed);
        }
        return new ReceiverException(false, "The connection broke" + (failed instanceof IOException && failed.getMessage() != null ? ": " + failed.getMessage() : "") + ".", failed);
    }

    private static boolean isUnknown(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }
}
