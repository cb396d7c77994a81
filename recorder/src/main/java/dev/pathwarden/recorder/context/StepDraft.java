package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.trust.Redaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a hook knows of an action before its effect. For one thread and one {@link Recorder#begin}. */
public final class StepDraft {

    /** Longest text that is recorded of one argument or result, in characters. */
    public static final int TEXT_LIMIT = 16 * 1024;

    final Operation operation;
    final String name;
    final Map<String, Object> arguments = new LinkedHashMap<>();
    final Map<Field, Object> facts = new java.util.EnumMap<>(Field.class);
    final List<String> labels = new ArrayList<>(1);
    final List<Link> links = new ArrayList<>(1);
    final Map<String, Object> uncut = new HashMap<>(2);
    Object subject;
    List<String> agents;
    Verdict builtIn;
    Supplier<String> sandboxProblem;
    Function<Redaction, Object> rewriting;
    boolean leaf;

    private StepDraft(Operation operation, String name) {
        this.operation = Objects.requireNonNull(operation, "operation");
        this.name = Objects.requireNonNull(name, "name");
    }

    /** A draft of a step of that operation, with a short name for people. */
    public static StepDraft of(Operation operation, String name) {
        return new StepDraft(operation, name);
    }

    /** Cuts text that is longer than {@link #TEXT_LIMIT}. */
    public static String bounded(String text) {
        return bounded(text, TEXT_LIMIT);
    }

    /** Cuts text that is longer than that, in characters. */
    public static String bounded(String text, int limit) {
        return text == null || text.length() <= limit ? text : text.substring(0, limit);
    }

    /** Adds an argument, a recorded value; long text is cut. */
    public StepDraft argument(String key, Object value) {
        if (value instanceof String text && text.length() > TEXT_LIMIT) {
            return cutArgument(key, bounded(text), text);
        }
        arguments.put(key, value);
        return this;
    }

    /** Adds an argument of which only a part is recorded; labels and targets are looked for in all of it. */
    public StepDraft cutArgument(String key, Object recorded, Object whole) {
        arguments.put(key, recorded);
        uncut.put(key, whole);
        return this;
    }

    /** Adds arguments. */
    public StepDraft arguments(Map<String, ?> values) {
        values.forEach(this::argument);
        return this;
    }

    /** Sets a fact; null leaves it absent. */
    public StepDraft fact(Field field, Object value) {
        if (value != null) {
            facts.put(field, value);
        }
        return this;
    }

    /** Adds a label of the step's own arguments or content. */
    public StepDraft label(String label) {
        labels.add(label);
        return this;
    }

    /** Adds labels of the step's own arguments or content. */
    public StepDraft labels(Collection<String> more) {
        labels.addAll(more);
        return this;
    }

    /** Adds a causal link. */
    public StepDraft link(Link link) {
        links.add(link);
        return this;
    }

    /** What the step is about; a hook below can ask for it by {@link Recorder#within}. */
    public StepDraft about(Object object) {
        subject = object;
        return this;
    }

    /**
     * Lets the action be done in a sandbox where a guardrail asks for that; {@link OpenStep#sandbox} then tells of it.
     *
     * @param problem asked where it is needed: why that cannot be done here, null where it can
     */
    public StepDraft sandboxable(Supplier<String> problem) {
        sandboxProblem = problem;
        return this;
    }

    /**
     * Lets the step go on with words taken out where a guardrail asks for that; {@link OpenStep#rewritten} then tells of it, and the hook takes them out of the result as well.
     *
     * @param how asked where it is needed: makes what stands for the arguments of the hooked method, with the same words taken out as are taken out of the draft's; null, or {@link NotRedactableException},
     *     where it cannot
     */
    public StepDraft redactable(Function<Redaction, Object> how) {
        rewriting = how;
        return this;
    }

    /** Makes the step one within which nothing else happens, which costs a little less. */
    public StepDraft leaf() {
        leaf = true;
        return this;
    }
}
