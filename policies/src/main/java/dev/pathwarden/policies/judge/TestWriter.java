package dev.pathwarden.policies.judge;

import dev.pathwarden.model.evidence.Rewriting;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.draft.StepYaml;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.policies.yaml.YamlName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A recorded step and what stands before it on its path as the lines of a test. Secrets and personal data that the detectors find are replaced by marks that say the same for the same value within the test, and nothing of the value.
 * For one test and one thread.
 */
final class TestWriter {

    private static final long NANOS = 1_000_000_000L;
    private static final Set<String> KINDS = Set.of("secret", "pii");

    private final SeenStep seen;
    private final List<SeenStep> earlier;
    private final boolean right;
    private final Map<String, String> numbers = new HashMap<>();
    private final Rewriting rewriting;
    private boolean replaced;

    /**
     * @param earlier the steps before it, in path order
     * @param marked whether secrets and personal data are replaced; otherwise the lines are not to be written anywhere
     */
    TestWriter(SeenStep seen, List<SeenStep> earlier, boolean right, boolean marked) {
        this.seen = seen;
        this.earlier = earlier;
        this.right = right;
        Redaction redaction = Redaction.under(this::number, KINDS);
        rewriting = marked ? new Rewriting(redaction::text, redaction::value, redaction::text) : null;
    }

    private String number(CharSequence text, int from, int to) {
        return numbers.computeIfAbsent(text.subSequence(from, to).toString().toLowerCase(Locale.ROOT), unknown -> String.valueOf(numbers.size() + 1));
    }

    /**
     * The lines.
     *
     * @param counted whether it says how many steps there were before, by operation
     * @param before places of those among the earlier steps that it describes
     * @param timed whether it says when they began
     */
    List<String> lines(boolean counted, List<Integer> before, boolean timed, Action expected) {
        List<String> lines = new ArrayList<>();
        numbers.clear();
        replaced = false;
        Step step = marked(seen.step());
        lines.add("- name: " + YamlName.quoted("step " + step.id() + " of run " + step.run() + (right ? ", should be stopped" : ", good work")));
        Map<String, String> own = StepYaml.step(step);
        start(own, step, timed);
        block(lines, "step", own);
        SeenStep told = new SeenStep(step, seen.labels(), seen.provenance());
        Map<String, String> path = new LinkedHashMap<>(StepYaml.path(told));
        path.putAll(StepYaml.told(told));
        if (counted) {
            counts(path);
        }
        if (!before.isEmpty()) {
            path.put("steps", before.stream().map(place -> flow(marked(earlier.get(place).step()), timed)).collect(Collectors.joining(", ", "[", "]")));
            List<Integer> from = sources(before);
            if (!from.isEmpty()) {
                path.put("from", from.toString());
            }
        }
        block(lines, "path", path);
        lines.add("  expect: " + expected.text());
        return lines;
    }

    /** Whether a value was replaced in lines that were written. */
    boolean isReplaced() {
        return replaced;
    }

    private Step marked(Step step) {
        if (rewriting == null) {
            return step;
        }
        Step other = rewriting.of(step);
        replaced |= !other.name().equals(step.name()) || !other.arguments().equals(step.arguments()) || !other.facts().equals(step.facts());
        return other;
    }

    private static void start(Map<String, String> lines, Step step, boolean timed) {
        if (timed && step.startNanos() != null) {
            lines.put("start", YamlName.quoted(Instant.ofEpochSecond(Math.floorDiv(step.startNanos(), NANOS), Math.floorMod(step.startNanos(), NANOS)).toString()));
        }
    }

    private static String flow(Step step, boolean timed) {
        Map<String, String> lines = StepYaml.step(step);
        start(lines, step, timed);
        return lines.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).collect(Collectors.joining(", ", "{", "}"));
    }

    private void counts(Map<String, String> path) {
        Map<Operation, Long> counts = new EnumMap<>(Operation.class);
        earlier.forEach(each -> counts.merge(each.step().operation(), 1L, Long::sum));
        if (!counts.isEmpty()) {
            path.put("steps", String.valueOf(earlier.size()));
            path.put("count", counts.entrySet().stream().map(each -> each.getKey().text() + ": " + each.getValue()).collect(Collectors.joining(", ", "{", "}")));
        }
    }

    /** Numbers of the described steps from whose results values in the arguments came. */
    private List<Integer> sources(List<Integer> before) {
        Set<StepId> linked = seen.step().links().stream().filter(link -> !link.kind().causal()).map(Link::step).collect(Collectors.toSet());
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (linked.contains(earlier.get(before.get(i)).step().id())) {
                numbers.add(i + 1);
            }
        }
        return numbers;
    }

    private static void block(List<String> lines, String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            lines.add("  " + key + ":");
            values.forEach((name, value) -> lines.add("    " + name + ": " + value));
        }
    }
}
