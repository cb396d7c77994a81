package dev.pathwarden.policies.judge;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.guardrail.GuardrailTest;
import dev.pathwarden.policies.guardrail.TestText;
import dev.pathwarden.policies.testing.GuardrailTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the shortest test in which a guardrail comes to what it came to on a recorded step: without the steps before it where that is enough, else with as few of them as it takes. For one step and one thread. */
final class TestSearch {

    /** More than these steps before it nobody would read. */
    private static final int MOST_EARLIER = 200;

    private final WrittenGuardrail written;
    private final TestWriter writer;
    private final int earlier;
    private final Action came;

    /**
     * @param earlier number of steps before it
     * @param came what the guardrail came to on the recorded step
     */
    TestSearch(WrittenGuardrail written, TestWriter writer, int earlier, Action came) {
        this.written = written;
        this.writer = writer;
        this.earlier = earlier;
        this.came = came;
    }

    /** A test that was found. */
    record Found(List<String> lines, GuardrailTest test, boolean replaced) {
    }

    static GuardrailTests.Outcome outcome(WrittenGuardrail written, GuardrailTest test) {
        return GuardrailTests.outcome(written.guardrail().withAction(written.document().action()), test);
    }

    /** The test; empty where none of those that can be written comes to the same. */
    Optional<Found> find(Action expected) {
        List<Integer> before = IntStream.range(Math.max(0, earlier - MOST_EARLIER), earlier).boxed().toList();
        boolean reads = !written.guardrail().operators().isEmpty();
        return attempt(false, List.of(), false, expected)
                .or(() -> attempt(false, List.of(), true, expected))
                .or(() -> attempt(true, List.of(), true, expected))
                .or(() -> reads && attempt(false, before, true, expected).isPresent() ? attempt(false, shortest(before, expected), true, expected) : Optional.empty());
    }

    /** Without what can be left out, half of it first, then less. */
    private List<Integer> shortest(List<Integer> all, Action expected) {
        List<Integer> kept = all;
        for (int size = Math.max(1, kept.size() / 2); ; size /= 2) {
            for (int from = 0; from < kept.size(); ) {
                List<Integer> without = new ArrayList<>(kept.subList(0, from));
                without.addAll(kept.subList(Math.min(kept.size(), from + size), kept.size()));
                if (attempt(false, without, true, expected).isPresent()) {
                    kept = without;
                } else {
                    from += size;
                }
            }
            if (size <= 1) {
                return kept;
            }
        }
    }

    private Optional<Found> attempt(boolean counted, List<Integer> before, boolean timed, Action expected) {
        List<String> lines = writer.lines(counted, before, timed, expected);
        return TestText.read(String.join("\n", lines) + "\n", written.document().on(), written.document().action()).filter(test -> outcome(written, test).action() == came)
                .map(test -> new Found(lines, test, writer.isReplaced()));
    }
}
