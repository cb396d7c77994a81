package dev.pathwarden.model.bench;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Made-up runs as a desk for orders would leave them, to fill files with: of each ten steps three are calls of tools, three queries, two requests, one a file and one a call of a model. A step comes with about 200 bytes
 * of arguments, texts of its facts and results: numbers, names and prose that differ from step to step in words that repeat themselves. The same number gives the same runs.
 */
public final class MadeRuns {

    /** A word that stands in one step of each hundred runs. */
    public static final String NEEDLE = "quintessence";

    private static final long SEED = 42;
    private static final long START = 1_790_000_000_000_000_000L;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int NEEDLE_RUNS = 100;
    private static final int PROSE = 140;
    private static final String BUNDLE = "sha256:5f0c9d4f1a2b7e8c3d6f5a4b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d";
    private static final List<String> CUSTOMERS = List.of("Ada Lindqvist", "Bo Nyström", "Chidi Okafor", "Dana Weiss", "Elif Kaya", "Farid Haddad", "Grace Mensah", "Hugo Pereira", "Ines Castro", "Jun Sato");

    private MadeRuns() {
    }

    /**
     * The run of that number.
     *
     * @param number from 0
     * @param size how many steps it has
     */
    public static RecordedRun run(int number, int size) {
        Random random = new Random(SEED + number);
        RunId id = new RunId(mixed(number + 1L), mixed(-1L - number));
        long pid = 1_000 + number % 50;
        long clock = START + number * 60_000_000_000L;
        long counter = (long) number * size * 3 + 1;
        List<RecordedStep> steps = new ArrayList<>(size);
        StepId root = null;
        StepId tool = null;
        for (int i = 0; i < size; i++) {
            StepId step = new StepId(mixed((counter + i) * MIX));
            clock += 40_000 + random.nextInt(2_000_000);
            Operation operation = i == 0 ? Operation.AGENT_INVOKE : operation(i);
            StepId parent = operation == Operation.TOOL_CALL || operation == Operation.MODEL_CHAT ? root : tool == null ? root : tool;
            Step.Builder draft = Step.of(id, step, operation, name(operation)).parent(parent).agent("order-desk").pid(pid).thread("worker-" + i % 4).startNanos(clock);
            boolean needle = number % NEEDLE_RUNS == NEEDLE_RUNS - 1 && i == size - 1;
            Object result = fill(draft, operation, random, needle);
            boolean personal = operation == Operation.DATA_SQL && random.nextInt(20) == 0;
            Set<String> labels = personal ? Set.of("pii.email") : Set.of();
            boolean warned = operation == Operation.DATA_HTTP && random.nextInt(200) == 0;
            List<Verdict> verdicts = warned ? List.of(new Verdict("plain-http", "1", Action.ALERT, Mode.ENFORCE, "The request is not encrypted.", List.of())) : List.of();
            Decision decision = new Decision(2L * i, clock + 20_000, BUNDLE, null, Set.of(), verdicts, List.of());
            long duration = 100_000 + random.nextInt(1_000_000);
            Status status = random.nextInt(200) == 0 ? Status.ERROR : Status.OK;
            Outcome outcome = new Outcome(2L * i + 1, duration, status, status == Status.ERROR ? "timed out" : null, status == Status.ERROR ? null : result,
                    operation == Operation.DATA_SQL ? Facts.of(Map.of(Field.SQL_ROWS, (long) random.nextInt(20))) : Facts.NONE, labels);
            steps.add(new RecordedStep(draft.build(), decision, null, outcome, 2 * i, 2 * i + 1));
            root = root == null ? step : root;
            tool = operation == Operation.TOOL_CALL ? step : tool;
        }
        Run run = new Run(id, "order-desk", "Order desk", "3f2a", Status.OK, START + number * 60_000_000_000L, clock, Map.of("prompt", "Go through the orders of last month."));
        return new RecordedRun(run, steps, List.of());
    }

    private static Operation operation(int i) {
        return switch (i % 10) {
            case 0 -> Operation.MODEL_CHAT;
            case 1, 4, 7 -> Operation.TOOL_CALL;
            case 2, 5, 8 -> Operation.DATA_SQL;
            case 3, 6 -> Operation.DATA_HTTP;
            default -> Operation.DATA_FILE_READ;
        };
    }

    private static String name(Operation operation) {
        return switch (operation) {
            case AGENT_INVOKE -> "order-desk";
            case MODEL_CHAT -> "gpt-5-mini";
            case TOOL_CALL -> "update_order";
            case DATA_SQL -> "orders";
            case DATA_HTTP -> "orders.example.com";
            default -> "order.json";
        };
    }

    /** Gives the step its arguments and facts, and its result back. */
    private static Object fill(Step.Builder step, Operation operation, Random random, boolean needle) {
        int order = random.nextInt(1_000_000);
        String customer = CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
        String prose = BenchmarkTexts.words(needle ? NEEDLE + ' ' : "", PROSE, random);
        switch (operation) {
            case MODEL_CHAT -> {
                step.arguments(Map.of("prompt", "What is left to do for order " + order + "? " + prose)).fact(Field.MODEL_NAME, "gpt-5-mini").fact(Field.MODEL_PROVIDER, "openai");
                return "Update order " + order + ".";
            }
            case TOOL_CALL -> {
                step.arguments(Map.of("order", (long) order, "customer", customer, "amount", random.nextInt(100_000) / 100.0, "note", prose)).fact(Field.TOOL_NAME, "update_order");
                return "noted " + order;
            }
            case DATA_SQL -> {
                String sql = "select o.id, o.total, o.sent, c.name, c.email from orders o join customer c on c.id = o.customer where o.id = " + order + " and c.name = '" + customer + "' order by o.sent desc";
                step.arguments(Map.of("sql", sql)).fact(Field.SQL_TEXT, sql).fact(Field.SQL_TABLES, List.of("customer", "orders")).fact(Field.SQL_WRITES, false);
                return null;
            }
            case DATA_HTTP -> {
                String url = "https://orders.example.com/v2/orders/" + order + "?fields=lines,total,sent";
                step.arguments(Map.of("url", url)).fact(Field.HTTP_METHOD, "GET").fact(Field.HTTP_URL, url).fact(Field.HTTP_HOST, "orders.example.com").fact(Field.HTTP_BYTES, 0L);
                return "{\"order\":" + order + ",\"customer\":\"" + customer + "\",\"total\":" + random.nextInt(100_000) + ",\"sent\":" + random.nextBoolean() + "}";
            }
            case DATA_FILE_READ -> {
                String path = "/srv/orders/2026-10/" + order + ".json";
                step.arguments(Map.of("path", path)).fact(Field.FILE_PATH, path).fact(Field.FILE_BYTES, (long) random.nextInt(4_000));
                return prose;
            }
            default -> {
                return null;
            }
        }
    }

    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
