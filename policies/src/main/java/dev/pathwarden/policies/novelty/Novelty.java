package dev.pathwarden.policies.novelty;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import java.util.List;
import java.util.Objects;

/**
 * Tells steps what is new in them: the fields that are {@link Field#isOfNovelty of novelty}. Immutable; threads can share it.
 *
 * <p>What cannot be told is left out: all but {@code novel.agent} of an agent of which nothing is known, and a kind of which more was seen than is kept.
 */
public final class Novelty {

    /** Where nothing is known of any agent: nothing is told. */
    public static final Novelty NONE = new Novelty(Habits.NONE);

    private final Habits habits;

    private Novelty(Habits habits) {
        this.habits = habits;
    }

    /** What is new to one who knows that. */
    public static Novelty of(Habits habits) {
        return habits.isEmpty() ? NONE : new Novelty(habits);
    }

    /** Whether nothing is known of any agent. */
    public boolean isEmpty() {
        return habits.isEmpty();
    }

    /** The step with those of the fields that can be told; what it carried of them before is gone. */
    public Step tell(Step step, List<Field> fields, SoFar path) {
        Step.Builder told = null;
        for (Field field : fields) {
            Boolean value = value(field, step, path);
            if (!Objects.equals(value, step.facts().get(field))) {
                told = told == null ? step.toBuilder() : told;
                told.fact(field, value);
            }
        }
        return told == null ? step : told.build();
    }

    /** Whether a step would be told the same on this path. */
    public boolean holds(Step step, List<Field> fields, SoFar path) {
        for (Field field : fields) {
            boolean ofPath = field == Field.NOVEL_ORDER || field == Field.NOVEL_VOLUME;
            if (ofPath && !Objects.equals(value(field, step, path), step.facts().get(field))) {
                return false;
            }
        }
        return true;
    }

    private Boolean value(Field field, Step step, SoFar path) {
        if (habits.isEmpty() || !field.appliesTo(step.operation())) {
            return null;
        }
        AgentHabits known = habits.of(step.agent());
        if (field == Field.NOVEL_AGENT) {
            return known == null;
        }
        if (known == null) {
            return null;
        }
        TraitKind kind = kind(field);
        return kind == null ? (Boolean) exceeds(known, step, path) : known.tells(kind) ? (Boolean) known.isNew(kind, step, path.toolBefore()) : null;
    }

    private static boolean exceeds(AgentHabits known, Step step, SoFar path) {
        boolean call = step.operation() == Operation.TOOL_CALL || step.operation() == Operation.MCP_CALL;
        long sent = step.operation() == Operation.DATA_HTTP && step.facts().get(Field.HTTP_BYTES) instanceof Long bytes ? bytes : 0;
        return known.exceeds(Volume.STEPS, path.steps() + 1) || known.exceeds(Volume.CALLS, path.calls() + (call ? 1 : 0)) || known.exceeds(Volume.ROWS, path.rows())
                || known.exceeds(Volume.BYTES, path.bytes() + sent);
    }

    /** The kind that a field tells of; null for {@code novel.volume}. */
    private static TraitKind kind(Field field) {
        return switch (field) {
            case NOVEL_TOOL -> TraitKind.TOOL;
            case NOVEL_HOST -> TraitKind.HOST;
            case NOVEL_EXECUTABLE -> TraitKind.EXECUTABLE;
            case NOVEL_TABLE -> TraitKind.TABLE;
            case NOVEL_PATH -> TraitKind.PATH;
            case NOVEL_SHAPE -> TraitKind.SHAPE;
            case NOVEL_ORDER -> TraitKind.ORDER;
            case NOVEL_MODEL -> TraitKind.MODEL;
            default -> null;
        };
    }
}
