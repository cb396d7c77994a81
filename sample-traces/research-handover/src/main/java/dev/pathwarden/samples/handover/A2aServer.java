package dev.pathwarden.samples.handover;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.a2a.grpc.utils.JSONRPCUtils;
import io.a2a.grpc.utils.ProtoUtils;
import io.a2a.jsonrpc.common.wrappers.SendMessageRequest;
import io.a2a.jsonrpc.common.wrappers.SendMessageResponse;
import io.a2a.server.ServerCallContext;
import io.a2a.server.agentexecution.AgentExecutor;
import io.a2a.server.auth.UnauthenticatedUser;
import io.a2a.server.events.InMemoryQueueManager;
import io.a2a.server.events.MainEventBus;
import io.a2a.server.events.MainEventBusProcessor;
import io.a2a.server.requesthandlers.DefaultRequestHandler;
import io.a2a.server.tasks.BasePushNotificationSender;
import io.a2a.server.tasks.InMemoryPushNotificationConfigStore;
import io.a2a.server.tasks.InMemoryTaskStore;
import io.a2a.transport.jsonrpc.handler.JSONRPCHandler;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The A2A SDK's server behind the JDK's HTTP server, on loopback: messages that are answered with a message, over JSON-RPC. The SDK's own servers want an application server. */
final class A2aServer implements Closeable {

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final HttpServer http;
    private final JSONRPCHandler handler;

    private A2aServer(HttpServer http, AgentExecutor agent) throws ReflectiveOperationException {
        this.http = http;
        InMemoryTaskStore tasks = new InMemoryTaskStore();
        MainEventBus bus = new MainEventBus();
        InMemoryQueueManager queues = new InMemoryQueueManager(tasks, bus);
        InMemoryPushNotificationConfigStore pushes = new InMemoryPushNotificationConfigStore();
        MainEventBusProcessor processor = new MainEventBusProcessor(bus, tasks, new BasePushNotificationSender(pushes), queues);
        // A container would start it.
        Method start = MainEventBusProcessor.class.getDeclaredMethod("start");
        start.setAccessible(true);
        start.invoke(processor);
        handler = new JSONRPCHandler(ReporterCard.at(url()), DefaultRequestHandler.create(agent, tasks, queues, pushes, processor, pool, pool), pool);
    }

    /** Serves the agent on a free port. */
    static A2aServer start(AgentExecutor agent) throws IOException, ReflectiveOperationException {
        // The SDK looks for a server that it knows, and this one is made by hand.
        System.setProperty("io.a2a.transport.skipValidation", "true");
        A2aServer server = new A2aServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), agent);
        server.http.setExecutor(server.pool);
        server.http.createContext("/", server::serve);
        server.http.start();
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        http.stop(0);
        pool.shutdown();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer;
            try {
                answer = answer(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            } catch (Exception failed) {
                System.err.println("A message could not be answered: " + failed);
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String answer(String body) throws Exception {
        SendMessageRequest request = (SendMessageRequest) JSONRPCUtils.parseRequestBody(body, null);
        SendMessageResponse response = handler.onMessageSend(request, new ServerCallContext(UnauthenticatedUser.INSTANCE, new HashMap<>(Map.of("headers", Map.of())), Set.of()));
        return response.getError() != null ? JSONRPCUtils.toJsonRPCErrorResponse(response.getId(), response.getError())
                : JSONRPCUtils.toJsonRPCResultResponse(response.getId(), ProtoUtils.ToProto.taskOrMessage(response.getResult()));
    }
}
