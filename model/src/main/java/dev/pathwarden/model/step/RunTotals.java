package dev.pathwarden.model.step;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the steps of a run come to: tokens, cost, rows read, bytes out, files changed, processes run. Counts the steps it is told of and no others; live that are those
 * of one process. For any thread, without a lock.
 *
 * <p>Steps that a guardrail stopped do not count. Tokens and cost are sums over the model calls that told them, and unknown where none did; the others are zero where
 * nothing of the kind was recorded.
 */
public final class RunTotals {

    /** Most files that are told apart; more do not count. */
    public static final int MOST_FILES = 10_000;

    /** The most that one step adds, and none takes away: an import can hold any number, and no sum is to turn negative. */
    private static final long MOST_OF_A_STEP = 1L << 48;

    private static final Set<Field> OUTCOME = EnumSet.of(Field.OUTCOME_INPUT_TOKENS, Field.OUTCOME_OUTPUT_TOKENS, Field.OUTCOME_CACHED_INPUT_TOKENS, Field.OUTCOME_COST_MICRO_USD,
            Field.OUTCOME_ROWS_READ, Field.OUTCOME_BYTES_OUT, Field.OUTCOME_FILES_CHANGED, Field.OUTCOME_PROCESSES);

    private final Sum inputTokens = new Sum();
    private final Sum outputTokens = new Sum();
    private final Sum cachedInputTokens = new Sum();
    private final Sum costMicroUsd = new Sum();
    private final LongAdder rowsRead = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder processes = new LongAdder();
    private final Set<Long> files = ConcurrentHashMap.newKeySet();

    /** The totals of a recorded run, over all its processes. */
    public static RunTotals of(RecordedRun run) {
        RunTotals totals = new RunTotals();
        for (RecordedStep recorded : run.steps()) {
            if (recorded.status() != Status.BLOCKED) {
                totals.letThrough(recorded.step());
                recorded.ended().ifPresent(outcome -> totals.ended(recorded.step(), null, outcome.status(), outcome.facts()));
            }
        }
        return totals;
    }

    /** Counts a step that was let through, as far as that is known before it ends. */
    public void letThrough(Step step) {
        if (step.operation() == Operation.DATA_HTTP) {
            bytesOut.add(value(step.facts(), Field.HTTP_BYTES));
        }
    }

    /**
     * Counts what came of a step.
     *
     * @param earlier facts that were counted when it ended before; null at its first end
     */
    public void ended(Step step, Facts earlier, Status status, Facts facts) {
        if (status == Status.BLOCKED) {
            return;
        }
        switch (step.operation()) {
            case MODEL_CHAT -> {
                inputTokens.add(earlier, facts, Field.MODEL_INPUT_TOKENS);
                outputTokens.add(earlier, facts, Field.MODEL_OUTPUT_TOKENS);
                cachedInputTokens.add(earlier, facts, Field.MODEL_CACHED_INPUT_TOKENS);
                costMicroUsd.add(earlier, facts, Field.MODEL_COST_MICRO_USD);
            }
            case DATA_SQL -> {
                if (!step.facts().isTrue(Field.SQL_WRITES)) {
                    rowsRead.add(value(facts, Field.SQL_ROWS) - value(earlier, Field.SQL_ROWS));
                }
            }
            case DATA_FILE_WRITE, DATA_FILE_DELETE -> {
                if (status == Status.OK) {
                    changed(step.facts().text(Field.FILE_PATH));
                    changed(step.facts().text(Field.FILE_TARGET));
                }
            }
            case CODE_PROCESS -> {
                if (status == Status.OK && earlier == null) {
                    processes.increment();
                }
            }
            default -> { }
        }
    }

    private void changed(String path) {
        if (path != null && files.size() < MOST_FILES) {
            files.add(hash(path));
        }
    }

    /** 64 bits, so that two files of a run hardly ever count as one; a set of paths would take a hundred times the memory. */
    private static long hash(String path) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < path.length(); i++) {
            hash = (hash ^ path.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /** The totals so far, by the fields of an {@code outcome} step. */
    public Map<Field, Long> facts() {
        Map<Field, Long> facts = new EnumMap<>(Field.class);
        for (Field field : OUTCOME) {
            Long value = value(field);
            if (value != null) {
                facts.put(field, value);
            }
        }
        return facts;
    }

    /**
     * One of the totals so far.
     *
     * @param field of an {@code outcome} step, or of the run up to a step
     * @return null where it is unknown, and for a field that is no total
     */
    public Long value(Field field) {
        return switch (field) {
            case OUTCOME_INPUT_TOKENS, RUN_INPUT_TOKENS -> inputTokens.orNull();
            case OUTCOME_OUTPUT_TOKENS, RUN_OUTPUT_TOKENS -> outputTokens.orNull();
            case OUTCOME_CACHED_INPUT_TOKENS, RUN_CACHED_INPUT_TOKENS -> cachedInputTokens.orNull();
            case OUTCOME_COST_MICRO_USD, RUN_COST_MICRO_USD -> costMicroUsd.orNull();
            case OUTCOME_ROWS_READ, RUN_ROWS_READ -> rowsRead.sum();
            case OUTCOME_BYTES_OUT, RUN_BYTES_OUT -> bytesOut.sum();
            case OUTCOME_FILES_CHANGED, RUN_FILES_CHANGED -> (long) files.size();
            case OUTCOME_PROCESSES, RUN_PROCESSES -> processes.sum();
            default -> null;
        };
    }

    private static long value(Facts facts, Field field) {
        return facts != null && facts.get(field) instanceof Long value ? Math.min(Math.max(value, 0), MOST_OF_A_STEP) : 0;
    }

    /** A sum that is unknown until something was added. */
    private static final class Sum {
        private final LongAdder sum = new LongAdder();
        private volatile boolean told;

        void add(Facts earlier, Facts facts, Field field) {
            if (facts.get(field) != null) {
                sum.add(value(facts, field) - value(earlier, field));
                told = true;
            }
        }

        Long orNull() {
            return told ? (Long) sum.sum() : null;
        }
    }
}
