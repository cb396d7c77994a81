package dev.pathwarden.policies.unusual;

import dev.pathwarden.model.path.StableText;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.novelty.StepTraits;
import dev.pathwarden.policies.novelty.Trait;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a step shows that other runs can have or not. It reads what the step is before its effect; ids and what else differs from run to run by nature do not count ({@link StableText}). Pure. */
final class StepThings {

    private static final int LONGEST = 200;
    private static final int MOST_VALUES = 60;
    private static final int DEEPEST = 3;

    private final Set<Thing> things = new LinkedHashSet<>();
    private int values;

    private StepThings() {
    }

    /** What a step is: its operation, and the tool, server or agent where it is of one. */
    static String kindOf(Step step) {
        String operation = step.operation().text();
        String tool = StepTraits.toolOf(step);
        if (tool != null) {
            String server = step.facts().text(Field.MCP_SERVER);
            return operation + " " + cut(server == null ? tool : server + "/" + tool);
        }
        return switch (step.operation()) {
            case AGENT_INVOKE, AGENT_HANDOFF, MCP_CALL -> operation + " " + cut(StableText.of(step.name()));
            default -> operation;
        };
    }

    /** @param before what the step before it in the run is; empty for none */
    static Set<Thing> of(Step step, String before) {
        StepThings found = new StepThings();
        String kind = kindOf(step);
        found.add(ThingKind.STEP, "", kind);
        found.add(ThingKind.ORDER, before, kind);
        for (Trait trait : StepTraits.of(step, "")) {
            found.add(trait, kind);
        }
        if (step.operation() == Operation.TOOL_CALL || step.operation() == Operation.MCP_CALL) {
            step.arguments().forEach((name, value) -> found.value(kind + Thing.ARGUMENT + cut(name), value, 1));
        }
        return found.things;
    }

    private void add(ThingKind kind, String of, String text) {
        things.add(new Thing(kind, of, text));
    }

    private void add(Trait trait, String kind) {
        switch (trait.kind()) {
            case HOST -> add(ThingKind.HOST, kind, trait.word(0));
            case EXECUTABLE -> add(ThingKind.EXECUTABLE, kind, trait.word(0));
            case MODEL -> add(ThingKind.MODEL, kind, trait.word(0));
            case TABLE -> add(ThingKind.TABLE, kind, trait.word(0) + " " + trait.word(1));
            case PATH -> add(ThingKind.PATH, kind, trait.word(1));
            case SHAPE -> add(ThingKind.SHAPE, kind + Thing.ARGUMENT + trait.word(2), trait.word(3));
            case TOOL, ORDER -> {
                // The kind of the step and what it comes behind say the same of all operations.
            }
        }
    }

    private void value(String of, Object value, int depth) {
        if (value instanceof List<?> list) {
            if (depth < DEEPEST) {
                list.forEach(each -> value(of, each, depth + 1));
            }
        } else if (value instanceof Map<?, ?> map) {
            if (depth < DEEPEST) {
                map.forEach((key, each) -> value(cut(of + "." + key), each, depth + 1));
            }
        } else if (value != null && values < MOST_VALUES && !(value instanceof String text && text.length() > LONGEST)) {
            values++;
            add(ThingKind.VALUE, of, StableText.of(String.valueOf(value)));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
