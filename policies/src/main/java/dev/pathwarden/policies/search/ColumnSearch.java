package dev.pathwarden.policies.search;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.VerdictType;
import dev.pathwarden.policies.engine.AtomOperations;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Op;
import dev.pathwarden.policies.engine.PathVariable;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Asks the columns of a snapshot what they know of a condition: its steps by operation, name, status, agent, label, guardrail, verdict and action, and its runs by what is in their headers. What they cannot tell is left to whoever
 * reads the runs. A condition holds on a step where it comes to true; one that comes to a fault there does not.
 */
final class ColumnSearch {

    private static final Set<Action> ASKING = EnumSet.complementOf(EnumSet.of(Action.ALLOW));

    private final Snapshot in;
    private final List<RunSummary> runs;
    private final DoubleConsumer progress;
    private FoundPlaces all;

    /**
     * A search.
     *
     * @param progress is told by the searches of the snapshot that they go on; what it throws ends the search
     */
    ColumnSearch(Snapshot in, DoubleConsumer progress) {
        this.in = in;
        this.runs = in.runs();
        this.progress = progress;
    }

    /** What the columns say of a condition. */
    ColumnAnswer of(Expr condition) {
        if (condition instanceof Expr.Literal literal && literal.value() instanceof Boolean truth) {
            return new ColumnAnswer(truth ? all() : FoundPlaces.NONE, true);
        }
        if (condition instanceof Expr.Call call) {
            switch (call.op()) {
                case AND -> {
                    ColumnAnswer one = of(call.operands().get(0));
                    return one.places() == FoundPlaces.NONE ? new ColumnAnswer(FoundPlaces.NONE, true) : one.and(of(call.operands().get(1)));
                }
                case OR -> {
                    return of(call.operands().get(0)).or(of(call.operands().get(1)));
                }
                case NOT -> {
                    Optional<ColumnAnswer> never = sure(call.operands().get(0)).map(places -> new ColumnAnswer(all().andNot(places), true));
                    return never.orElseGet(() -> byOperation(condition));
                }
                default -> {
                    Optional<ColumnAnswer> told = leaf(call);
                    return told.orElseGet(() -> byOperation(condition));
                }
            }
        }
        return byOperation(condition);
    }

    /** The steps on which something is true, where it is false on all others; empty where it can be a fault, or the columns do not tell. */
    private Optional<FoundPlaces> sure(Expr condition) {
        if (condition instanceof Expr.Call call && (call.op() == Op.AND || call.op() == Op.OR)) {
            Optional<FoundPlaces> one = sure(call.operands().get(0));
            Optional<FoundPlaces> other = one.isEmpty() ? one : sure(call.operands().get(1));
            return other.map(places -> call.op() == Op.AND ? one.get().and(places) : one.get().or(places));
        }
        if (condition instanceof Expr.Call call && call.op() == Op.NOT) {
            return sure(call.operands().get(0)).map(places -> all().andNot(places));
        }
        if (condition instanceof Expr.Call call && isAlwaysThere(call)) {
            return leaf(call).filter(ColumnAnswer::exact).map(ColumnAnswer::places);
        }
        return Optional.empty();
    }

    private static boolean isAlwaysThere(Expr.Call call) {
        Optional<PathVariable> variable = call.operands().stream().filter(Expr.VariableRead.class::isInstance).map(read -> ((Expr.VariableRead) read).variable()).findFirst();
        return variable.filter(read -> switch (read) {
            case STEP_OPERATION, STEP_NAME, STEP_LABELS, STEP_STATUS, STEP_GUARDRAILS, STEP_ACTIONS, RUN_ID, RUN_STATUS -> true;
            default -> false;
        }).isPresent();
    }

    private Optional<ColumnAnswer> leaf(Expr.Call call) {
        Expr left = call.operands().get(0);
        Expr right = call.operands().size() < 2 ? null : call.operands().get(1);
        return switch (call.op()) {
            case EQUAL -> left instanceof Expr.VariableRead read ? oneOf(read.variable(), values(right)) : right instanceof Expr.VariableRead read ? oneOf(read.variable(), values(left)) : Optional.empty();
            case NOT_EQUAL -> sure(new Expr.Call(Op.EQUAL, call.operands())).map(places -> new ColumnAnswer(all().andNot(places), true));
            case IN -> left instanceof Expr.VariableRead read && right instanceof Expr.ListOf list ? oneOf(read.variable(), values(list))
                    : right instanceof Expr.VariableRead read ? has(read.variable(), values(left)) : Optional.empty();
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> began(call.op(), left, right);
            default -> Optional.empty();
        };
    }

    /** The constants that are written there; null where something else stands there. */
    private static Set<Object> values(Expr written) {
        Set<Object> values = new HashSet<>();
        for (Expr each : written instanceof Expr.ListOf list ? list.elements() : List.of(written)) {
            if (!(each instanceof Expr.Literal literal) || literal.value() == null) {
                return null;
            }
            values.add(literal.value());
        }
        return values;
    }

    private static Set<String> texts(Set<Object> values) {
        Set<String> texts = new HashSet<>();
        values.stream().filter(String.class::isInstance).forEach(text -> texts.add((String) text));
        return texts;
    }

    private Optional<ColumnAnswer> oneOf(PathVariable variable, Set<Object> values) {
        if (values == null) {
            return Optional.empty();
        }
        Set<String> texts = texts(values);
        return switch (variable) {
            case STEP_OPERATION -> Optional.of(exact(known(texts, Operation::of), StepFilter.ALL::operations));
            case STEP_NAME -> Optional.of(exact(texts, StepFilter.ALL::names));
            case STEP_STATUS -> Optional.of(exact(known(texts, Status::of), StepFilter.ALL::statuses));
            case STEP_VERDICT -> Optional.of(exact(known(texts, VerdictType::of), StepFilter.ALL::verdicts));
            case AGENT_ID -> Optional.of(exact(texts, StepFilter.ALL::agents));
            case RUN_ID -> Optional.of(ofRuns(run -> texts.contains(run.id().toString())));
            case RUN_STATUS -> Optional.of(ofRuns(run -> texts.contains(run.status().text())));
            case RUN_AGENT -> Optional.of(ofRuns(run -> run.agent() != null && texts.contains(run.agent())));
            case RUN_AGENT_NAME -> Optional.of(ofRuns(run -> run.agentName() != null && texts.contains(run.agentName())));
            default -> Optional.empty();
        };
    }

    private Optional<ColumnAnswer> has(PathVariable variable, Set<Object> values) {
        if (values == null || values.size() != 1) {
            return Optional.empty();
        }
        Set<String> texts = texts(values);
        return switch (variable) {
            case STEP_LABELS -> Optional.of(exact(texts, labels -> StepFilter.ALL.labels(labels).labelled(StepFilter.Labelled.ARGUMENTS)));
            case STEP_RESULT_LABELS -> Optional.of(exact(texts, labels -> StepFilter.ALL.labels(labels).labelled(StepFilter.Labelled.RESULT)));
            case STEP_GUARDRAILS -> Optional.of(exact(texts, guardrails -> StepFilter.ALL.guardrails(guardrails).actions(ASKING)));
            case STEP_ACTIONS -> Optional.of(exact(known(texts, Action::of).stream().filter(ASKING::contains).collect(Collectors.toSet()), StepFilter.ALL::actions));
            default -> Optional.empty();
        };
    }

    private Optional<ColumnAnswer> began(Op op, Expr left, Expr right) {
        boolean turned = right instanceof Expr.VariableRead;
        Expr read = turned ? right : left;
        Expr written = turned ? left : right;
        if (!(read instanceof Expr.VariableRead variable) || variable.variable() != PathVariable.RUN_START || !(written instanceof Expr.Literal literal) || !(literal.value() instanceof Instant when)) {
            return Optional.empty();
        }
        return Optional.of(ofRuns(run -> {
            if (run.startNanos() == null) {
                return false;
            }
            int order = Instant.ofEpochSecond(0, run.startNanos()).compareTo(when);
            order = turned ? -order : order;
            return switch (op) {
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                default -> order >= 0;
            };
        }));
    }

    /** Names one operation too many rather than one too few. */
    private ColumnAnswer byOperation(Expr condition) {
        Set<Operation> operations = AtomOperations.of(condition);
        if (operations.size() == Operation.values().length) {
            return new ColumnAnswer(all(), false);
        }
        return new ColumnAnswer(find(operations, StepFilter.ALL::operations), false);
    }

    private static <T> Set<T> known(Set<String> texts, Function<String, Optional<T>> of) {
        return texts.stream().map(of).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private <T> ColumnAnswer exact(Set<T> wanted, Function<Set<T>, StepFilter> filter) {
        return new ColumnAnswer(find(wanted, filter), true);
    }

    private <T> FoundPlaces find(Set<T> wanted, Function<Set<T>, StepFilter> filter) {
        return wanted.isEmpty() ? FoundPlaces.NONE : in.find(filter.apply(wanted), progress);
    }

    private ColumnAnswer ofRuns(Predicate<Run> wanted) {
        return new ColumnAnswer(places(wanted), true);
    }

    private FoundPlaces all() {
        if (all == null) {
            all = places(run -> true);
        }
        return all;
    }

    private FoundPlaces places(Predicate<Run> wanted) {
        Map<RunId, BitSet> found = new HashMap<>();
        for (RunSummary summary : runs) {
            if (summary.steps() > 0 && wanted.test(summary.run())) {
                BitSet places = new BitSet(summary.steps());
                places.set(0, summary.steps());
                found.put(summary.run().id(), places);
            }
        }
        return FoundPlaces.of(found);
    }
}
