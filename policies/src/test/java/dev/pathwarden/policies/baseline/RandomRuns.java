package dev.pathwarden.policies.baseline;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Runs with steps of all kinds, with names out of few words so that they meet, and now and then with odd ones. */
public final class RandomRuns {

    private static final String ODD = " :#-{}[],&*!|>'\"%@`\\\n\t\u0000\u0085\u2028é\uD83D\uDE00\uFEFF.~=/";
    private static final List<Object> VALUES = List.of("a@b.example", "GB29 NWBK 6016 1331 9268 19", "https://x.example/a", "/srv/a/b.txt", "2026-11-29", "order-123456", "word", "some words here", "12.50", "", true, 7L, 1.5);

    private final Random random;
    private final int names;
    private long number;

    /**
     * Runs.
     *
     * @param names how many names of each kind there are
     */
    public RandomRuns(long seed, int names) {
        random = new Random(seed);
        this.names = names;
    }

    private String name(String kind) {
        StringBuilder name = new StringBuilder(kind + random.nextInt(names));
        while (random.nextInt(20) == 0) {
            name.insert(random.nextInt(name.length() + 1), ODD.charAt(random.nextInt(ODD.length())));
        }
        return random.nextInt(200) == 0 ? name + "x".repeat(200) : name.toString();
    }

    private Object value(int depth) {
        int kind = random.nextInt(depth == 0 ? 14 : 17);
        if (kind == 14 || kind == 15) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(value(depth - 1));
            }
            return list;
        }
        if (kind == 16) {
            return arguments(depth - 1);
        }
        return kind == 13 ? null : VALUES.get(kind);
    }

    private Map<String, Object> arguments(int depth) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            arguments.put(name("arg"), value(depth));
        }
        return arguments;
    }

    /** A step, of any operation. */
    public Step step(RunId run) {
        Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
        Step.Builder step = Step.of(run, new StepId(++number), operation, name("step")).agent(random.nextInt(4) == 0 ? null : "agent-" + random.nextInt(3)).startNanos(number);
        switch (operation) {
            case MODEL_CHAT -> step.fact(Field.MODEL_NAME, name("model"));
            case TOOL_CALL -> step.fact(Field.TOOL_NAME, random.nextBoolean() ? name("tool") : null).arguments(arguments(4));
            case MCP_CALL -> step.fact(Field.TOOL_NAME, random.nextInt(4) == 0 ? null : name("tool")).fact(Field.MCP_SERVER, random.nextInt(4) == 0 ? null : name("server")).arguments(arguments(4));
            case DATA_SQL -> step.fact(Field.SQL_TABLES, List.of(name("table"), name("table"))).fact(Field.SQL_WRITES, random.nextBoolean());
            case DATA_FILE_READ, DATA_FILE_DELETE -> step.fact(Field.FILE_PATH, path());
            case DATA_FILE_WRITE -> step.fact(Field.FILE_PATH, path()).fact(Field.FILE_TARGET, random.nextBoolean() ? path() : null);
            case DATA_HTTP -> step.fact(Field.HTTP_HOST, name("host")).fact(Field.HTTP_BYTES, (long) random.nextInt(1000));
            case DATA_NET -> step.fact(Field.NET_HOST, random.nextBoolean() ? name("host") : null).fact(Field.NET_ADDRESS, name("10.0.0.")).fact(Field.NET_KIND, random.nextBoolean() ? "connect" : "unix");
            case CODE_PROCESS -> step.fact(Field.PROCESS_EXECUTABLE, name("program"));
            default -> { }
        }
        if (Field.TARGET_HOSTS.appliesTo(operation)) {
            step.fact(Field.TARGET_HOSTS, random.nextBoolean() ? List.of() : List.of(name("host")));
        }
        return step.build();
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            path.append(random.nextInt(10) == 0 ? "" : "/").append(random.nextInt(3) == 0 ? "run-" + random.nextInt(10_000) : name("dir"));
        }
        return path.append("/f.txt").toString();
    }

    /** A run of up to that many steps. */
    public RecordedRun run(int most) {
        RunId id = new RunId(1, ++number);
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = random.nextInt(most) + 1; i > 0; i--) {
            Facts facts = Facts.NONE.with(Field.SQL_ROWS, (long) random.nextInt(50));
            steps.add(new RecordedStep(step(id), null, new Outcome(2, 1L, Status.OK, null, "result", facts, Set.of()), 2 * steps.size(), 2 * steps.size() + 1));
        }
        return new RecordedRun(new Run(id, "agent-" + random.nextInt(3), name("Agent"), name("version"), Status.OK, null, null, Map.of()), steps, List.of());
    }
}
