package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A compiled guardrail.
 *
 * @param id its id, unique in a bundle
 * @param version hash of its text, 16 hex digits
 * @param title one line for people
 * @param severity low, medium, high or critical
 * @param tags OWASP and ATLAS tags
 * @param operations the operations it applies to
 * @param lets named sub-conditions; each can read those before it
 * @param when the condition
 * @param exceptions where it does not apply although the condition is true; each can read the sub-conditions
 * @param action what it asks for when the condition is true
 * @param options how it wants that to be done
 * @param mode whether that is to be done
 * @param stage how far it is rolled out, which then says what is done in place of {@code mode}; null where it is not being rolled out
 * @param onFault what it asks for when evaluating fails
 * @param message the sentence its verdict carries
 */
public record Guardrail(
        String id,
        String version,
        String title,
        String severity,
        List<String> tags,
        Set<Operation> operations,
        List<Let> lets,
        Condition when,
        List<Except> exceptions,
        Action action,
        ActionOptions options,
        Mode mode,
        Stage stage,
        OnFault onFault,
        Message message) {

    public Guardrail {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(onFault, "onFault");
        Objects.requireNonNull(message, "message");
        tags = List.copyOf(tags);
        operations = operations.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(operations));
        lets = List.copyOf(lets);
        exceptions = List.copyOf(exceptions);
    }

    /** A guardrail without exceptions that says nothing of how its action is to be done. */
    public Guardrail(String id, String version, String title, String severity, List<String> tags, Set<Operation> operations, List<Let> lets, Condition when, Action action, Mode mode,
            OnFault onFault, Message message) {
        this(id, version, title, severity, tags, operations, lets, when, List.of(), action, ActionOptions.DEFAULT, mode, null, onFault, message);
    }

    /**
     * A named sub-condition.
     *
     * @param name the name by which conditions read it
     * @param condition what it says; need not be boolean
     */
    public record Let(String name, Condition condition) {
        public Let {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(condition, "condition");
        }
    }

    /**
     * An exception.
     *
     * @param name its name, unique in the guardrail
     * @param condition where it holds
     * @param reason why it was made, for people
     * @param until the last day on which it holds, in UTC; null where it holds for ever
     */
    public record Except(String name, Condition condition, String reason, LocalDate until) {
        public Except {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(condition, "condition");
            Objects.requireNonNull(reason, "reason");
            if (until != null && (until.getYear() < FIRST_YEAR || until.getYear() > LAST_YEAR)) {
                throw new IllegalArgumentException("an exception ends in a year from " + FIRST_YEAR + " to " + LAST_YEAR + ", not in " + until.getYear());
            }
        }

        /** What it is called where it stands among other conditions. */
        public String title() {
            return "exception " + name;
        }

        /** The first year in which an exception can end. */
        public static final int FIRST_YEAR = 2000;

        /** The last year in which an exception can end: nanoseconds since 1970 can be counted up to it. */
        public static final int LAST_YEAR = 2200;
    }

    /** The same guardrail with other exceptions. */
    public Guardrail withExceptions(List<Except> others) {
        return new Guardrail(id, version, title, severity, tags, operations, lets, when, others, action, options, mode, stage, onFault, message);
    }

    /** The same guardrail that asks for something else. */
    public Guardrail withAction(Action other) {
        return new Guardrail(id, version, title, severity, tags, operations, lets, when, exceptions, other, options, mode, stage, onFault, message);
    }

    /** The same guardrail, rolled out so far; null where it is not being rolled out. */
    public Guardrail withStage(Stage other) {
        return new Guardrail(id, version, title, severity, tags, operations, lets, when, exceptions, action, options, mode, other, onFault, message);
    }

    /** The same guardrail, enforced or only recorded. */
    public Guardrail withMode(Mode other) {
        return new Guardrail(id, version, title, severity, tags, operations, lets, when, exceptions, action, options, other, stage, onFault, message);
    }

    /** The same guardrail under another id. */
    public Guardrail withId(String other) {
        return new Guardrail(other, version, title, severity, tags, operations, lets, when, exceptions, action, options, mode, stage, onFault, message);
    }

    /** Whether a step may have to wait for a person because of it. */
    public boolean mayHold() {
        return action == Action.HOLD || stage != null && stage.mayHold() && (action == Action.BLOCK || onFault == OnFault.DENY);
    }

    /** What of it is done on that step; null where it is not being rolled out. */
    public Degree degree(Step step) {
        return stage == null ? null : stage.of(step);
    }

    /**
     * Whether what it asks for is done, whatever the step.
     *
     * @param forced the mode that is forced on all guardrails; null where each keeps its own
     */
    public boolean actsAlways(Mode forced) {
        return stage == null ? (forced == null ? mode : forced) == Mode.ENFORCE : forced != Mode.AUDIT && stage.actsAlways();
    }

    /** The fields of a step whose values its condition, exceptions and named sub-conditions read, in the order of the field table; what is asked of earlier steps is not among them. */
    public Set<Field> fields() {
        EnumSet<Field> found = EnumSet.noneOf(Field.class);
        letsAsked().forEach(let -> collect(let.condition().expr(), found));
        collect(when.expr(), found);
        exceptions.forEach(except -> collect(except.condition().expr(), found));
        return Collections.unmodifiableSet(found);
    }

    /** Besides {@link #fields} those of which it asks whether they were recorded, and those that its message shows. */
    public Set<Field> fieldsShown() {
        EnumSet<Field> found = EnumSet.noneOf(Field.class);
        found.addAll(fields());
        asked(expr -> {
            if (expr instanceof Expr.FieldRead read) {
                found.add(read.field());
            } else if (expr instanceof Expr.FieldRecorded recorded) {
                found.add(recorded.field());
            }
        });
        return Collections.unmodifiableSet(found);
    }

    /** Whether it reads the labels of all sources of a step's arguments. */
    public boolean readsProvenance() {
        boolean[] reads = new boolean[1];
        asked(expr -> reads[0] |= expr instanceof Expr.VariableRead read && read.variable() == PathVariable.PROVENANCE);
        return reads[0];
    }

    /** Names of the arguments whose sources it reads. */
    public Set<String> argumentsTraced() {
        Set<String> found = new LinkedHashSet<>();
        asked(expr -> {
            if (expr instanceof Expr.Select select && select.operand().equals(Expr.SOURCES)) {
                found.add(select.key());
            }
        });
        return found;
    }

    /** Shows all that is asked of the step that is decided, and what its message shows. */
    private void asked(Consumer<Expr> each) {
        letsAsked().forEach(let -> walk(let.condition().expr(), each));
        walk(when.expr(), each);
        exceptions.forEach(except -> walk(except.condition().expr(), each));
        message.pieces().stream().filter(piece -> piece.expr() != null).forEach(piece -> walk(piece.expr(), each));
    }

    private static void walk(Expr expr, Consumer<Expr> each) {
        each.accept(expr);
        expr.children().forEach(child -> walk(child, each));
    }

    /** The named sub-conditions that are asked of the step that is decided, in order. The others stand only in conditions on earlier steps, or nowhere. */
    public List<Let> letsAsked() {
        Set<Integer> asked = new TreeSet<>();
        collectLets(when.expr(), asked);
        exceptions.forEach(except -> collectLets(except.condition().expr(), asked));
        message.pieces().stream().filter(piece -> piece.expr() != null).forEach(piece -> collectLets(piece.expr(), asked));
        return asked.stream().map(lets::get).toList();
    }

    private void collectLets(Expr expr, Set<Integer> asked) {
        if (expr instanceof Expr.Let let && asked.add(let.index())) {
            collectLets(lets.get(let.index()).condition().expr(), asked);
        }
        expr.children().forEach(child -> collectLets(child, asked));
    }

    /** The different operators over earlier steps in its condition, exceptions and named sub-conditions, in source order. */
    public Set<Expr.Past> operators() {
        Set<Expr.Past> found = new LinkedHashSet<>();
        lets.forEach(let -> collectOperators(let.condition().expr(), found));
        collectOperators(when.expr(), found);
        exceptions.forEach(except -> collectOperators(except.condition().expr(), found));
        return Collections.unmodifiableSet(found);
    }

    private static void collectOperators(Expr expr, Set<Expr.Past> found) {
        if (expr instanceof Expr.Past past) {
            found.add(past);
        }
        expr.children().forEach(child -> collectOperators(child, found));
    }

    private static void collect(Expr expr, Set<Field> found) {
        if (expr instanceof Expr.FieldRead read) {
            found.add(read.field());
        } else if (expr instanceof Expr.VariableRead read && read.variable().field() != null) {
            found.add(read.variable().field());
        }
        expr.children().forEach(child -> collect(child, found));
    }
}
