package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.trust.ArgumentSources;
import dev.pathwarden.policies.trust.Certainty;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Guardrails for tests, made without the language. */
public final class SampleGuardrails {

    private static final String[] LABELS = {"pii.email", "pii.us-ssn", "pii.payment-card", "secret.aws-key", "user", "untrusted"};
    private static final PathVariable[] LABEL_LISTS = {PathVariable.LABELS, PathVariable.PROVENANCE, PathVariable.STEP_LABELS};
    private static final Field[] BOOLEANS = {Field.FILE_ENCRYPTED, Field.FILE_TEMPORARY, Field.TARGET_METADATA};
    private static final List<Field> OF_RUN = Stream.of(Field.values()).filter(Field::isOfRun).toList();
    private static final Action[] ACTIONS = {Action.BLOCK, Action.HOLD, Action.ALERT};

    private SampleGuardrails() {
    }

    /** A guardrail that blocks where the label is in the list. */
    public static Guardrail labelled(String id, Operation operation, PathVariable list, String label) {
        return guardrail(id, Set.of(operation), in(list, label), Action.BLOCK, Mode.ENFORCE, OnFault.ALLOW);
    }

    /** A guardrail that blocks where the field is true. */
    public static Guardrail field(String id, Operation operation, Field field) {
        return guardrail(id, Set.of(operation), new Expr.FieldRead(field), Action.BLOCK, Mode.AUDIT, OnFault.ALLOW);
    }

    /** A guardrail that asks for an action, enforced, where a condition is true. */
    public static Guardrail guardrail(String id, Operation operation, Expr when, Action action) {
        return guardrail(id, Set.of(operation), when, action, Mode.ENFORCE, OnFault.ALLOW);
    }

    /** Random guardrails on labels, provenance, counts, facts, how the run went and earlier steps, some of them with an exception, some being rolled out. */
    public static Bundle random(Random random, int count) {
        List<Guardrail> guardrails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Set<Operation> operations = EnumSet.noneOf(Operation.class);
            for (Operation operation : Operation.values()) {
                if (random.nextBoolean()) {
                    operations.add(operation);
                }
            }
            Guardrail guardrail = guardrail("g" + i, operations, condition(random, 3), ACTIONS[random.nextInt(ACTIONS.length)], Mode.values()[random.nextInt(2)],
                    OnFault.values()[random.nextInt(2)]);
            guardrails.add((random.nextInt(3) > 0 ? guardrail : guardrail.withExceptions(List.of(except(random)))).withStage(random.nextInt(3) > 0 ? null : stage(random)));
        }
        return Bundle.of(guardrails);
    }

    private static Stage stage(Random random) {
        Degree[] degrees = Degree.values();
        // Sample steps begin between 1970 and 2006, and tell no agent.
        Long until = random.nextBoolean() ? null : random.nextLong(1_000_000_000_000_000_000L);
        return new Stage(degrees[random.nextInt(4)], degrees[random.nextInt(4)], random.nextInt(4) > 0 ? Set.of() : Set.of("somebody"), 1 + random.nextInt(100), until, degrees[random.nextInt(4)]);
    }

    private static Guardrail.Except except(Random random) {
        // Sample steps begin between 1970 and 2006.
        LocalDate until = random.nextBoolean() ? null : LocalDate.of(2000 + random.nextInt(7), 6, 1);
        return new Guardrail.Except("excepted", new Condition("x", new Part.Clause(0, 1, condition(random, 2), List.of()), 0), "a reason", until);
    }

    private static Expr condition(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 5 : 8);
        return switch (kind) {
            case 0, 1 -> in(LABEL_LISTS[random.nextInt(LABEL_LISTS.length)], LABELS[random.nextInt(LABELS.length)]);
            case 2 -> new Expr.Call(Op.GREATER, List.of(number(random), new Expr.Literal((long) random.nextInt(40))));
            case 3 -> random.nextBoolean() ? new Expr.FieldRead(BOOLEANS[random.nextInt(BOOLEANS.length)]) : argument(random);
            case 4 -> past(random);
            case 5 -> new Expr.Call(Op.NOT, List.of(condition(random, depth - 1)));
            case 6 -> new Expr.Call(Op.AND, List.of(condition(random, depth - 1), condition(random, depth - 1)));
            default -> new Expr.Call(Op.OR, List.of(condition(random, depth - 1), condition(random, depth - 1)));
        };
    }

    /** Whether an argument has a source, or a role a value. */
    private static Expr argument(Random random) {
        if (random.nextInt(3) == 0) {
            return new Expr.Call(Op.GREATER, List.of(new Expr.Call(Op.SIZE, List.of(new Expr.Select(new Expr.VariableRead(PathVariable.ROLES), "content"))), new Expr.Literal(1L)));
        }
        Expr sources = new Expr.Select(Expr.SOURCES, random.nextBoolean() ? "text" : "more");
        Certainty certainty = Certainty.values()[random.nextInt(4)];
        return new Expr.Call(Op.IN, List.of(new Expr.MapOf(List.of(new Expr.Literal("source"), new Expr.Literal("certainty")),
                List.of(new Expr.Literal(certainty == Certainty.NONE_OBSERVED ? ArgumentSources.NONE : LABELS[random.nextInt(LABELS.length)]), new Expr.Literal(certainty.text()))), sources));
    }

    private static Expr number(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Expr.VariableRead(PathVariable.RUN_STEPS);
            case 1 -> new Expr.Count(Operation.values()[random.nextInt(Operation.values().length)]);
            default -> new Expr.FieldRead(OF_RUN.get(random.nextInt(OF_RUN.size())));
        };
    }

    private static Expr past(Random random) {
        PathOperator operator = PathOperator.values()[random.nextInt(PathOperator.values().length)];
        List<Expr> atoms = new ArrayList<>();
        for (int i = operator.least() + random.nextInt(Math.min(3, operator.most() - operator.least() + 1)); i > 0; i--) {
            atoms.add(atom(random));
        }
        Expr past = new Expr.Past(operator, atoms, operator.timed() && random.nextBoolean() ? Duration.ofDays(1 + random.nextInt(364)) : null);
        return operator.counts() ? new Expr.Call(Op.GREATER, List.of(past, new Expr.Literal((long) random.nextInt(12)))) : past;
    }

    private static Expr atom(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> in(random.nextBoolean() ? PathVariable.LABELS : PathVariable.STEP_LABELS, LABELS[random.nextInt(LABELS.length)]);
            case 1 -> new Expr.FieldRead(BOOLEANS[random.nextInt(BOOLEANS.length)]);
            case 2 -> new Expr.Call(Op.NOT, List.of(atom(random)));
            default -> new Expr.Call(Op.EQUAL, List.of(new Expr.VariableRead(PathVariable.STEP_OPERATION), new Expr.Literal(Operation.values()[random.nextInt(Operation.values().length)].text())));
        };
    }

    /** Whether the label is in the list. */
    public static Expr in(PathVariable list, String label) {
        return new Expr.Call(Op.IN, List.of(new Expr.Literal(label), new Expr.VariableRead(list)));
    }

    private static Guardrail guardrail(String id, Set<Operation> operations, Expr when, Action action, Mode mode, OnFault onFault) {
        Part root = new Part.Clause(0, 1, when, List.of());
        return new Guardrail(id, "0123456789abcdef", "A title", "high", List.of(), operations, List.of(), new Condition("x", root, 0), action, mode, onFault, Message.of("stopped"));
    }
}
