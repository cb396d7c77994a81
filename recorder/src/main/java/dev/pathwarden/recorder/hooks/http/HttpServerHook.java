package dev.pathwarden.recorder.hooks.http;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Requests that a server in this program handles: what is done for one of our own deployment belongs to the run it comes from, from the first filter of the JDK's server and from
 * {@code HttpServlet.service} on, {@code jakarta} and {@code javax}. The request is no step of its own: the client's is.
 *
 * <p>Not seen: filters before a servlet, servers that are neither, and what goes on on other threads than those that carry a run.
 */
public final class HttpServerHook implements Hook {

    private static final List<String> SERVLETS = List.of("jakarta.servlet.", "javax.servlet.");

    private final Recorder recorder;
    private final Propagation propagation;

    /** A hook that lets requests go on in the run they come from. */
    public HttpServerHook(Recorder recorder, Propagation propagation) {
        this.recorder = recorder;
        this.propagation = propagation;
    }

    @Override
    public String id() {
        return "http.server";
    }

    @Override
    public List<HookPoint> points() {
        List<HookPoint> points = new ArrayList<>();
        points.add(HookPoint.whenLoaded(Target.named("com.sun.net.httpserver.Filter$Chain"), named("doFilter").and(takesArguments(1)),
                new Handling(exchange -> Mirror.text(Mirror.get(exchange, "getRequestHeaders"), "getFirst", Propagation.HEADER))));
        for (String root : SERVLETS) {
            points.add(HookPoint.whenLoaded(Target.named(root + "http.HttpServlet"), named("service").and(takesArguments(2)).and(takesArgument(0, named(root + "ServletRequest"))),
                    new Handling(request -> Mirror.text(request, "getHeader", Propagation.HEADER))));
        }
        return points;
    }

    /** Around what handles one request, on the thread that does. */
    private final class Handling implements Interceptor {
        private final Function<Object, String> header;

        Handling(Function<Object, String> header) {
            this.header = header;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            Object request = arguments[0];
            String told = recorder.within(request) ? null : header.apply(request);
            Place caller = told == null ? null : propagation.arrived(told, request);
            return caller == null ? null : new Place[] {recorder.moveTo(caller)};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            recorder.moveTo(((Place[]) token)[0]);
            return result;
        }
    }
}
