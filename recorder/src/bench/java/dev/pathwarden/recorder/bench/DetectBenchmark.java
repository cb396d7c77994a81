package dev.pathwarden.recorder.bench;

import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.policies.trust.Fingerprints;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to look for personal data and secrets in 10 KB of text, and to take the fingerprints of 10 KB by which it is known again.
 *
 * <p>The clean texts hold none: prose, JSON of numbers and names, lines of a log with addresses and times, Java. {@code customers} is a table with a value in every column; every word of {@code escaped} is to be decoded
 * first. Bounds: 100 us for 10 KB of clean text, and 100 us for the fingerprints of 10 KB.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DetectBenchmark {

    static final int LENGTH = 10_240;
    static final List<String> TEXTS = List.of("prose", "json", "log", "code", "customers", "escaped");

    private static final String[] SENTENCES = ("The report lists what customers ordered last month, and which of these orders were sent late. In 17 cases a part was missing; in 4 the address could not be found. "
            + "Somebody has to call them before the end of the week: ask what they want us to do, and write it down. The captain said on Monday that \"the second shipment\" is on its way (see page 12). ").split("(?<=[.:;]) ");

    /** The text. */
    @Param({"prose", "json", "log", "code", "customers", "escaped"})
    public String text;

    private final Fingerprints fingerprints = new Fingerprints(42);
    private String characters;

    /** Writes the text. */
    @Setup
    public void write() {
        Random random = new Random(42);
        characters = switch (text) {
            case "prose" -> of(i -> SENTENCES[random.nextInt(SENTENCES.length)] + ' ');
            case "json" -> of(i -> "{\"id\": " + random.nextInt(100_000) + ", \"item\": \"bread and ink\", \"count\": " + random.nextInt(20) + ", \"price\": " + random.nextInt(9_999) / 100.0 + ", \"paid\": true, \"tags\": [\"food\", \"office\"]},\n");
            case "log" -> of(i -> String.format(Locale.ROOT, "2026-11-29T10:%02d:%02d.%03d INFO  [worker-%d] com.example.orders.OrderService - order %d took %d ms, request 10.1.%d.%d:%d \"GET /orders/%d?page=2 HTTP/1.1\" 200 %d%n",
                    random.nextInt(60), random.nextInt(60), random.nextInt(1_000), random.nextInt(16), random.nextInt(100_000), random.nextInt(900), random.nextInt(256), random.nextInt(256), 1_024 + random.nextInt(60_000),
                    random.nextInt(100_000), random.nextInt(50_000)));
            case "code" -> of(i -> "    private static int total" + i + "(List<Order> orders, String name) {\n        return orders.stream().filter(order -> order.name().equals(name)).mapToInt(Order::total).sum(); // " + i + "\n    }\n\n");
            case "customers" -> of(i -> i + ",Ann Lee,ann" + i + "@example.com,4111111111111111,123-45-6789,+49 30 901820 33,DE89370400440532013000\n");
            default -> of(i -> "q%3Dorders%20of%20" + random.nextInt(1_000) + "%26page%3D" + i + " ");
        };
    }

    private static String of(IntFunction<String> piece) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < LENGTH; i++) {
            text.append(piece.apply(i));
        }
        return text.substring(0, LENGTH);
    }

    /** Labels of the text. */
    @Benchmark
    public Object labels() {
        return Detectors.labels(characters);
    }

    /** Fingerprints of its stretches that are kept. */
    @Benchmark
    public void winnow(Blackhole blackhole) {
        fingerprints.winnowed(characters, blackhole::consume);
    }
}
