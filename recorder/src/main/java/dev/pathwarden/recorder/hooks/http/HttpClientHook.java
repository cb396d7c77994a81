package dev.pathwarden.recorder.hooks.http;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.util.List;

/**
 * Requests of the JDK's HTTP client, decided on method, URL and body before anything is connected.
 *
 * <p>Redirects do not go through {@code send} again; they are decided where the client makes the next request. The client's classes need not be there,
 * so everything that touches them is in {@link HttpExchange}.
 */
public final class HttpClientHook implements Hook {

    private final HttpSteps steps;

    /** The hook. */
    public HttpClientHook(Recorder recorder) {
        steps = new HttpSteps(recorder);
    }

    @Override
    public String id() {
        return "http.client";
    }

    @Override
    public List<HookPoint> points() {
        Target client = Target.named("jdk.internal.net.http.HttpClientImpl");
        return List.of(
                HookPoint.whenLoaded(client, named("send").and(takesArguments(2)), new Send()),
                // The variant with two arguments calls this one.
                HookPoint.whenLoaded(client, named("sendAsync").and(isPublic()).and(takesArguments(3)), new SendAsync()),
                HookPoint.whenLoaded(Target.named("jdk.internal.net.http.HttpRequestImpl"), named("newInstanceForRedirection"), new Redirect()));
    }

    private final class Send implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return HttpExchange.begin(steps, arguments[0]);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            HttpExchange.end((OpenStep) token, result, error);
            return result;
        }
    }

    private final class SendAsync implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return HttpExchange.begin(steps, arguments[0]);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            HttpExchange.endLater((OpenStep) token, result, error);
            return result;
        }
    }

    private final class Redirect implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return HttpExchange.beginRedirect(steps, arguments[0], arguments[1]);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(null, error);
            return result;
        }
    }
}
