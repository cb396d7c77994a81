package dev.pathwarden.model.path;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.FieldType;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.RecordedStep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What differs between two steps that correspond, in words. */
final class StepDeltas {

    private static final int LONGEST_VALUE = 60;
    private static final int MOST_ARGUMENTS = 6;
    private static final long NOTICEABLE_NANOS = 100_000_000L;
    private static final String NONE = "none";

    private final List<String> deltas = new ArrayList<>();

    private StepDeltas() {
    }

    /** One text per difference, the weightiest first; empty for steps that did the same. */
    static List<String> of(RecordedStep left, RecordedStep right) {
        StepDeltas deltas = new StepDeltas();
        deltas.compare("status", left.status().text(), right.status().text());
        deltas.compare("verdicts", verdicts(left), verdicts(right));
        deltas.compareStable("name", left.step().name(), right.step().name());
        deltas.compareArguments(left.step().arguments(), right.step().arguments());
        deltas.compareFacts(left, right);
        deltas.compareLabels(labels(left), labels(right));
        deltas.compareStable("error", left.outcome() == null ? null : left.outcome().error(), right.outcome() == null ? null : right.outcome().error());
        deltas.compareResults(left, right);
        deltas.compareDurations(left, right);
        return deltas.deltas;
    }

    private void compare(String what, String left, String right) {
        if (!Objects.equals(left, right)) {
            deltas.add(what + ": " + shown(left) + " -> " + shown(right));
        }
    }

    private void compareStable(String what, String left, String right) {
        if (!isSame(left, right)) {
            compare(what, left, right);
        }
    }

    /** Whether two values are equal but for what changes by nature. */
    private static boolean isSame(Object left, Object right) {
        return Objects.equals(left, right) || left != null && right != null && StableText.of(left).equals(StableText.of(right));
    }

    private static String verdicts(RecordedStep step) {
        String verdicts = step.decision() == null ? "" : step.decision().verdicts().stream()
                .map(verdict -> verdict.guardrail() + " " + verdict.action().text() + " (" + verdict.mode().text() + ")").collect(Collectors.joining(", "));
        return verdicts.isEmpty() ? NONE : verdicts;
    }

    private void compareArguments(Map<String, Object> left, Map<String, Object> right) {
        Set<String> keys = new LinkedHashSet<>(left.keySet());
        keys.addAll(right.keySet());
        List<String> different = keys.stream().filter(key -> left.containsKey(key) != right.containsKey(key) || !isSame(left.get(key), right.get(key))).toList();
        for (String key : different.subList(0, Math.min(different.size(), MOST_ARGUMENTS))) {
            deltas.add("argument " + shown(key) + ": " + (left.containsKey(key) && right.containsKey(key) ? change(left.get(key), right.get(key))
                    : (left.containsKey(key) ? value(left.get(key)) : NONE) + " -> " + (right.containsKey(key) ? value(right.get(key)) : NONE)));
        }
        if (different.size() > MOST_ARGUMENTS) {
            deltas.add(different.size() - MOST_ARGUMENTS + " more arguments differ");
        }
    }

    private void compareFacts(RecordedStep left, RecordedStep right) {
        for (Field field : Field.values()) {
            // A text says again what the arguments say; of the run each step says again what earlier ones said.
            if (field.type() != FieldType.TEXT && !field.isTold() && !field.isKept()) {
                Object before = fact(left, field);
                Object after = fact(right, field);
                if (!Objects.equals(before, after)) {
                    compare(field.text(), before == null ? "not recorded" : value(before), after == null ? "not recorded" : value(after));
                }
            }
        }
    }

    private static Object fact(RecordedStep step, Field field) {
        Object value = step.step().facts().get(field);
        Facts late = step.outcome() == null ? Facts.NONE : step.outcome().facts();
        return value == null ? late.get(field) : value;
    }

    private static Set<String> labels(RecordedStep step) {
        Set<String> labels = new TreeSet<>(step.step().labels());
        if (step.outcome() != null) {
            labels.addAll(step.outcome().labels());
        }
        return labels;
    }

    private void compareLabels(Set<String> left, Set<String> right) {
        List<String> changes = new ArrayList<>();
        left.stream().filter(label -> !right.contains(label)).forEach(label -> changes.add("-" + label));
        right.stream().filter(label -> !left.contains(label)).forEach(label -> changes.add("+" + label));
        if (!changes.isEmpty()) {
            deltas.add("labels: " + shown(String.join(" ", changes)));
        }
    }

    private void compareResults(RecordedStep left, RecordedStep right) {
        // Where only one side ended, the status says so.
        if (left.outcome() != null && right.outcome() != null && !isSame(left.outcome().result(), right.outcome().result())) {
            deltas.add("result: " + change(left.outcome().result(), right.outcome().result()));
        }
    }

    /** Durations always differ; told is only what a person would notice: twice as long, and by a tenth of a second. */
    private void compareDurations(RecordedStep left, RecordedStep right) {
        Long before = left.outcome() == null ? null : left.outcome().durationNanos();
        Long after = right.outcome() == null ? null : right.outcome().durationNanos();
        if (before != null && after != null && Math.abs(before - after) >= NOTICEABLE_NANOS && Math.max(before, after) / 2 >= Math.min(before, after)) {
            deltas.add("duration: " + millis(before) + " -> " + millis(after));
        }
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }

    /** Of two long texts the words that differ, so that prompts can be told apart; else both. */
    private static String change(Object left, Object right) {
        String words = text(left).length() > LONGEST_VALUE && text(right).length() > LONGEST_VALUE ? WordDiff.of(StableText.of(text(left)), StableText.of(text(right))) : "";
        return words.isEmpty() ? value(left) + " -> " + value(right) : words;
    }

    private static String value(Object value) {
        return shown(text(value));
    }

    private static String text(Object value) {
        return value instanceof String text ? text : JsonText.write(value);
    }

    private static String shown(String text) {
        if (text == null) {
            return NONE;
        }
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
