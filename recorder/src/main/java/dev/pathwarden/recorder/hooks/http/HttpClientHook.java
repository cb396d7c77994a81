package dev.pathwarden.recorder.hooks.http;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.util.List;
import java.util.Set;

/**
 * Requests of the JDK's HTTP client, decided on method, URL and body before anything is connected.
 *
 * <p>A request tells its server of the run in headers, where that one may know; what it is redirected to elsewhere does not get them. Redirects do not go through {@code send} again; they are decided where the client makes the next request. The client's classes need not be there,
 * so everything that touches them is in {@link HttpExchange}.
 */
public final class HttpClientHook implements Hook {

    private final HttpSteps steps;
    private final RunHeaders headers;

    /** A hook that tells servers of the run through those headers. */
    public HttpClientHook(Recorder recorder, RunHeaders headers) {
        steps = new HttpSteps(recorder);
        this.headers = headers;
    }

    @Override
    public String id() {
        return "http.client";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_HTTP);
    }

    @Override
    public List<HookPoint> points() {
        Target client = Target.named("jdk.internal.net.http.HttpClientImpl");
        return List.of(
                HookPoint.whenLoaded(client, named("send").and(takesArguments(2)), new Send()).with(Shape.REPLACE_ARGUMENTS),
                // The variant with two arguments calls this one.
                HookPoint.whenLoaded(client, named("sendAsync").and(isPublic()).and(takesArguments(3)), new SendAsync()).with(Shape.REPLACE_ARGUMENTS),
                HookPoint.whenLoaded(Target.named("jdk.internal.net.http.HttpRequestImpl"), named("newInstanceForRedirection"), new Redirect()),
                HookPoint.whenLoaded(Target.named("jdk.internal.net.http.HttpRequestImpl"), named("headers").or(named("getUserHeaders")).and(takesArguments(0)), new Headers()).with(Shape.REPLACE_RESULT));
    }

    private final class Send implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return HttpExchange.begin(steps, headers, arguments);
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
            return HttpExchange.begin(steps, headers, arguments);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            HttpExchange.endLater((OpenStep) token, result, error);
            return result;
        }
    }

    /** The headers of a request that is being sent: after a redirect they are those of the request before. */
    private final class Headers implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return self;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            return HttpExchange.without(headers, token, result);
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
