package dev.pathwarden.recorder.attached.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.a2a.grpc.utils.JSONRPCUtils;
import io.a2a.grpc.utils.ProtoUtils;
import io.a2a.jsonrpc.common.wrappers.A2ARequest;
import io.a2a.jsonrpc.common.wrappers.SendMessageRequest;
import io.a2a.jsonrpc.common.wrappers.SendMessageResponse;
import io.a2a.jsonrpc.common.wrappers.SendStreamingMessageRequest;
import io.a2a.jsonrpc.common.wrappers.SendStreamingMessageResponse;
import io.a2a.server.ServerCallContext;
import io.a2a.server.agentexecution.AgentExecutor;
import io.a2a.server.agentexecution.RequestContext;
import io.a2a.server.auth.UnauthenticatedUser;
import io.a2a.server.events.InMemoryQueueManager;
import io.a2a.server.events.MainEventBus;
import io.a2a.server.events.MainEventBusProcessor;
import io.a2a.server.requesthandlers.DefaultRequestHandler;
import io.a2a.server.tasks.AgentEmitter;
import io.a2a.server.tasks.BasePushNotificationSender;
import io.a2a.server.tasks.InMemoryPushNotificationConfigStore;
import io.a2a.server.tasks.InMemoryTaskStore;
import io.a2a.server.util.sse.SseFormatter;
import io.a2a.spec.AgentCapabilities;
import io.a2a.spec.AgentCard;
import io.a2a.spec.AgentInterface;
import io.a2a.spec.TextPart;
import io.a2a.transport.jsonrpc.handler.JSONRPCHandler;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** An agent that others hand texts to over A2A; it writes them to files. Its argument: the directory for them, where it also leaves its port. */
public final class A2aWriter {

    private final JSONRPCHandler handler;

    private A2aWriter(EffectLog effects, String url, ExecutorService pool) throws ReflectiveOperationException {
        InMemoryTaskStore tasks = new InMemoryTaskStore();
        MainEventBus bus = new MainEventBus();
        InMemoryQueueManager queues = new InMemoryQueueManager(tasks, bus);
        InMemoryPushNotificationConfigStore pushes = new InMemoryPushNotificationConfigStore();
        MainEventBusProcessor processor = new MainEventBusProcessor(bus, tasks, new BasePushNotificationSender(pushes), queues);
        // A container would start it.
        Method start = MainEventBusProcessor.class.getDeclaredMethod("start");
        start.setAccessible(true);
        start.invoke(processor);
        handler = new JSONRPCHandler(card("writer", url), DefaultRequestHandler.create(new Agent(effects, pool), tasks, queues, pushes, processor, pool, pool), pool);
    }

    static AgentCard card(String name, String url) {
        return AgentCard.builder().name(name).description("Writes.").version("3.1").capabilities(new AgentCapabilities(true, false, false, List.of()))
                .defaultInputModes(List.of("text")).defaultOutputModes(List.of("text")).skills(List.of()).supportedInterfaces(List.of(new AgentInterface("JSONRPC", url))).build();
    }

    public static void main(String[] args) throws Exception {
        // The SDK looks for a server that it knows, and this one is made by hand.
        System.setProperty("io.a2a.transport.skipValidation", "true");
        Path directory = Path.of(args[0]);
        CountDownLatch stopped = new CountDownLatch(1);
        ExecutorService pool = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        EffectLog effects = new EffectLog(directory);
        A2aWriter writer = new A2aWriter(effects, "http://127.0.0.1:" + server.getAddress().getPort() + "/", pool);
        server.setExecutor(pool);
        server.createContext("/", writer::serve);
        server.createContext("/work", exchange -> {
            work(effects, pool, exchange.getRequestURI().getQuery().substring("name=".length()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        Tomcat servlets = servlets(effects, pool);
        server.createContext("/stop", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            stopped.countDown();
        });
        server.start();
        Files.writeString(directory.resolve("port.part"), server.getAddress().getPort() + " " + servlets.getConnector().getLocalPort());
        Files.move(directory.resolve("port.part"), directory.resolve("port"));
        stopped.await();
        server.stop(0);
        System.exit(0);
    }

    /** A plain piece of work for whoever asks, on the thread that handles the request and on others. */
    private static void work(EffectLog effects, ExecutorService pool, String name) {
        try {
            effects.write("caller", name);
            pool.submit(() -> effects.write("caller", name + "-pool")).get();
            Thread thread = new Thread(() -> effects.write("caller", name + "-thread"));
            thread.start();
            thread.join();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Tomcat servlets(EffectLog effects, ExecutorService pool) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setPort(0);
        tomcat.setSilent(true);
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "work", new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                work(effects, pool, request.getParameter("name"));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
        });
        context.addServletMappingDecoded("/work", "work");
        tomcat.getConnector();
        tomcat.start();
        return tomcat;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try {
            A2ARequest<?> request = JSONRPCUtils.parseRequestBody(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), null);
            ServerCallContext context = new ServerCallContext(UnauthenticatedUser.INSTANCE, new java.util.HashMap<>(Map.of("headers", Map.of())), Set.of());
            if (request instanceof SendStreamingMessageRequest streaming) {
                stream(exchange, handler.onMessageSendStream(streaming, context));
                return;
            }
            SendMessageResponse response = handler.onMessageSend((SendMessageRequest) request, context);
            String text = response.getError() != null ? JSONRPCUtils.toJsonRPCErrorResponse(response.getId(), response.getError())
                    : JSONRPCUtils.toJsonRPCResultResponse(response.getId(), ProtoUtils.ToProto.taskOrMessage(response.getResult()));
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        } catch (Exception failed) {
            failed.printStackTrace();
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        }
    }

    private static void stream(HttpExchange exchange, Flow.Publisher<SendStreamingMessageResponse> events) throws Exception {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        CountDownLatch ended = new CountDownLatch(1);
        OutputStream out = exchange.getResponseBody();
        events.subscribe(new Flow.Subscriber<>() {
            private long id;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(SendStreamingMessageResponse event) {
                try {
                    out.write(SseFormatter.formatResponseAsSSE(event, id++).getBytes(StandardCharsets.UTF_8));
                    out.flush();
                } catch (IOException gone) {
                    ended.countDown();
                }
            }

            @Override
            public void onError(Throwable error) {
                ended.countDown();
            }

            @Override
            public void onComplete() {
                ended.countDown();
            }
        });
        ended.await();
        exchange.close();
    }

    /** What it is told it writes: itself, on a thread of its own, and in a pool. */
    private record Agent(EffectLog effects, ExecutorService pool) implements AgentExecutor {

        @Override
        public void execute(RequestContext context, AgentEmitter emitter) {
            String text = context.getUserInput("\n").replace(' ', '-');
            write("by-agent-" + text);
            Thread thread = new Thread(() -> write("by-thread-" + text));
            thread.start();
            try {
                thread.join();
                pool.submit(() -> write("by-pool-" + text)).get();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
            if (text.startsWith("task")) {
                emitter.startWork();
                emitter.addArtifact(List.of(new TextPart("file of " + text)));
                emitter.complete();
            } else {
                emitter.sendMessage("wrote " + text);
            }
        }

        @Override
        public void cancel(RequestContext context, AgentEmitter emitter) {
            emitter.cancel();
        }

        private void write(String name) {
            effects.write("writer", name);
        }
    }
}
