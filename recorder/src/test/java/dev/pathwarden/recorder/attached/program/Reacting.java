package dev.pathwarden.recorder.attached.program;

import dev.pathwarden.api.Pathwarden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;
import reactor.util.retry.Retry;

/** Two agents that work side by side through the schedulers of Reactor and with WebClient, each in tools of its own. Its arguments: a directory for their files, and a server's port. */
public final class Reacting {

    private static final Duration SHORT = Duration.ofMillis(5);

    private final Path directory;
    private final String url;

    private Reacting(String[] arguments) {
        directory = Path.of(arguments[0]);
        url = "http://127.0.0.1:" + arguments[1] + "/";
    }

    public static void main(String[] arguments) throws Exception {
        Reacting reacting = new Reacting(arguments);
        // Threads that serve both exist before either begins, as they would in a server.
        for (Scheduler shared : List.of(Schedulers.parallel(), Schedulers.boundedElastic(), Schedulers.single())) {
            Flux.range(0, 8).flatMap(i -> Mono.fromRunnable(() -> { }).subscribeOn(shared)).blockLast();
        }
        WebClient.create().get().uri(reacting.url + "before").retrieve().bodyToMono(String.class).block();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Future<?>> agents = new ArrayList<>();
        for (String name : List.of("alpha", "beta")) {
            agents.add(pool.submit(() -> Pathwarden.run(name, () -> reacting.agent(name))));
        }
        try {
            for (Future<?> agent : agents) {
                agent.get();
            }
        } finally {
            pool.shutdown();
        }
        System.exit(0);
    }

    private String agent(String name) {
        Map<String, Consumer<String>> tools = new LinkedHashMap<>();
        schedulers(tools);
        clients(tools);
        tools.forEach((way, tool) -> Pathwarden.tool(way, Map.of(), () -> {
            tool.accept(name + "-" + way);
            return "done";
        }));
        return "done";
    }

    /** Ways to come to another thread; each writes a file of the name it is given. */
    private void schedulers(Map<String, Consumer<String>> ways) {
        ways.put("subscribe-elastic", file -> Mono.fromRunnable(() -> write(file)).subscribeOn(Schedulers.boundedElastic()).block());
        ways.put("subscribe-parallel", file -> Mono.fromRunnable(() -> write(file)).subscribeOn(Schedulers.parallel()).block());
        ways.put("subscribe-single", file -> Mono.fromRunnable(() -> write(file)).subscribeOn(Schedulers.single()).block());
        ways.put("publish-parallel", file -> Flux.range(0, 20).publishOn(Schedulers.parallel()).doOnNext(i -> writeAt(i, 19, file)).blockLast());
        ways.put("publish-elastic", file -> Flux.range(0, 20).publishOn(Schedulers.boundedElastic()).doOnNext(i -> writeAt(i, 19, file)).blockLast());
        ways.put("publish-twice", file -> Flux.range(0, 4).publishOn(Schedulers.parallel()).map(i -> i + 1).publishOn(Schedulers.single()).doOnNext(i -> writeAt(i, 4, file)).blockLast());
        ways.put("delay-elements", file -> Flux.range(0, 3).delayElements(SHORT).doOnNext(i -> writeAt(i, 2, file)).blockLast());
        ways.put("delay-mono", file -> Mono.delay(SHORT).doOnNext(i -> write(file)).block());
        ways.put("interval", file -> Flux.interval(SHORT).take(3).doOnNext(i -> writeAt(i.intValue(), 2, file)).blockLast());
        ways.put("parallel-flux", file -> Flux.range(0, 8).parallel().runOn(Schedulers.parallel()).doOnNext(i -> writeAt(i, 5, file)).sequential().blockLast());
        ways.put("flat-map", file -> Flux.range(0, 4).flatMap(i -> Mono.fromRunnable(() -> writeAt(i, 3, file)).subscribeOn(Schedulers.boundedElastic())).blockLast());
        ways.put("retry", file -> {
            int[] tries = new int[1];
            Mono.fromRunnable(() -> {
                if (tries[0]++ == 0) {
                    throw new IllegalStateException("not yet");
                }
                write(file);
            }).retryWhen(Retry.backoff(2, SHORT)).block();
        });
        ways.put("timeout", file -> Mono.never().timeout(SHORT).onErrorResume(late -> Mono.fromRunnable(() -> write(file))).block());
        ways.put("cached", file -> {
            Mono<Integer> cached = Mono.just(1).publishOn(Schedulers.parallel()).cache();
            cached.block();
            cached.publishOn(Schedulers.boundedElastic()).doOnNext(i -> write(file)).block();
        });
    }

    /** Requests, and what is done on the event loop that reads their answers. */
    private void clients(Map<String, Consumer<String>> ways) {
        WebClient nio = WebClient.builder().clientConnector(new ReactorClientHttpConnector(HttpClient.newConnection().runOn(LoopResources.create("nio"), false))).build();
        ways.put("web-get", file -> WebClient.create().get().uri(url + file).retrieve().bodyToMono(String.class).doOnNext(body -> write(file)).block());
        ways.put("web-nio", file -> nio.get().uri(url + file).retrieve().bodyToMono(String.class).doOnNext(body -> write(file)).block());
        ways.put("web-post", file -> WebClient.create().post().uri(url + file).bodyValue("words of " + file).retrieve().toBodilessEntity().doOnNext(body -> write(file)).block());
        ways.put("web-missing", file -> WebClient.create().get().uri(url + "missing/" + file).retrieve().bodyToMono(String.class).onErrorResume(failed -> Mono.fromRunnable(() -> write(file))).block());
        ways.put("web-denied", file -> WebClient.create().get().uri(url + "denied/" + file).retrieve().bodyToMono(String.class)
                .onErrorResume(refused -> refused.getCause() instanceof SecurityException, refused -> Mono.fromRunnable(() -> write(file))).block());
        ways.put("web-denied-body", file -> WebClient.create().post().uri(url + file).bodyValue("secret words").retrieve().bodyToMono(String.class)
                .onErrorResume(failed -> Mono.fromRunnable(() -> write(file))).block());
        ways.put("web-redirected", file -> WebClient.builder().clientConnector(new ReactorClientHttpConnector(HttpClient.create().followRedirect(true))).build().get().uri(url + "redirect/" + file)
                .retrieve().bodyToMono(String.class).doOnNext(body -> write(file)).block());
        ways.put("web-nobody", file -> WebClient.create().get().uri("http://127.0.0.1:1/" + file).retrieve().bodyToMono(String.class).onErrorResume(failed -> Mono.fromRunnable(() -> write(file))).block());
    }

    private void writeAt(int number, int wanted, String file) {
        if (number == wanted) {
            write(file);
        }
    }

    private void write(String file) {
        try {
            Files.writeString(directory.resolve(file), Thread.currentThread().getName());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
