package dev.pathwarden.policies.receive;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.pathwarden.policies.rollout.PushToken;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;

/**
 * Listens for bundles over TLS 1.3.
 *
 * <p>Implementation note. The JDK's server reads each request on a thread. Connections are bounded, and there are as many threads as connections, so that a slow one takes only its own; and whoever is not done with a
 * request or an answer in time is cut off. The bounds are the server's system properties, which are read once in a process: what somebody has set before stays.
 */
public final class ReceivingServer implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 100;
    private static final int THREADS = MOST_CONNECTIONS + 1;
    private static final int SECONDS = 20;
    private static final int MOST_HEADERS = 50;
    private static final int MOST_HEADER_BYTES = 16 << 10;
    private static final int BACKLOG = 50;

    private final HttpsServer server;
    private final ExecutorService threads;

    /**
     * Begins to listen.
     *
     * @param address where; port 0 for any
     * @param log gets a line for each bundle that was sent or refused, on any thread; no token is in it
     * @throws IOException if it cannot listen there
     */
    public ReceivingServer(InetSocketAddress address, ReceiverKey key, PushToken token, BundleInbox inbox, InstantSource clock, Consumer<String> log) throws IOException {
        bound("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
        bound("sun.net.httpserver.maxReqTime", SECONDS);
        bound("sun.net.httpserver.maxRspTime", SECONDS);
        bound("sun.net.httpserver.idleInterval", SECONDS);
        bound("sun.net.httpserver.maxReqHeaders", MOST_HEADERS);
        bound("sun.net.httpserver.maxReqHeaderSize", MOST_HEADER_BYTES);
        server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(key.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters only = key.context().getDefaultSSLParameters();
                only.setProtocols(new String[] {"TLSv1.3"});
                parameters.setSSLParameters(only);
            }
        });
        threads = new ThreadPoolExecutor(0, THREADS, SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "pathwarden-receive");
            thread.setDaemon(true);
            return thread;
        }, new ThreadPoolExecutor.DiscardPolicy());
        server.setExecutor(threads);
        server.createContext("/", new ReceiverHandler(inbox, token, new Refusals(clock), log));
        server.start();
    }

    private static void bound(String property, int most) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, String.valueOf(most));
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Listens no more; a bundle that is just being put in place is there whole or not at all. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
