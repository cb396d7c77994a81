package dev.pathwarden.recorder.attached.program;

import dev.pathwarden.api.Pathwarden;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Two agents that ask one address through one pool of Reactor Netty at the same moment, again and again with a new pool, and one that asks without being in a run. Its arguments: a server's
 * port, and how often with room for all in the pool and how often with room for one.
 */
public final class SharedPool {

    private static final List<String> AGENTS = List.of("alpha", "beta");

    private final String url;
    private final CyclicBarrier together = new CyclicBarrier(AGENTS.size() + 1);
    private final List<HttpClient> clients = new ArrayList<>();

    private SharedPool(String[] arguments) {
        url = "http://127.0.0.1:" + arguments[0] + "/";
        for (int most : List.of(AGENTS.size() + 1, 1)) {
            String kind = most == 1 ? "narrow" : "wide";
            int rounds = Integer.parseInt(arguments[most == 1 ? 2 : 1]);
            for (int round = 0; round < rounds; round++) {
                clients.add(HttpClient.create(ConnectionProvider.create(kind + "-" + round, most)).baseUrl(url + kind + "-" + round));
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        SharedPool program = new SharedPool(arguments);
        HttpClient.create().get().uri(program.url + "before").responseContent().aggregate().asString().block();
        ExecutorService threads = Executors.newFixedThreadPool(AGENTS.size() + 1);
        List<Future<?>> ends = new ArrayList<>();
        for (String agent : AGENTS) {
            ends.add(threads.submit(() -> Pathwarden.run(agent, () -> program.ask(agent))));
        }
        ends.add(threads.submit(() -> program.ask("nobody")));
        try {
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdown();
        }
        System.exit(0);
    }

    private String ask(String who) {
        for (HttpClient client : clients) {
            try {
                together.await();
            } catch (Exception interrupted) {
                throw new IllegalStateException(interrupted);
            }
            client.get().uri("/" + who).responseContent().aggregate().asString().block();
        }
        return "done";
    }
}
