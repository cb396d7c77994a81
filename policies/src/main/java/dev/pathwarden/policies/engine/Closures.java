package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a tree into closures, once per guardrail; running them walks no tree and looks up no name. */
final class Closures {

    private static final long NANOS = 1_000_000_000L;
    private static final Fault TOO_MANY_ITERATIONS = Fault.of("the condition goes through more than " + Frame.MAX_ITERATIONS + " elements", "ask with 'in' or 'matches' in place of a macro");
    private static final Fault NO_START = Fault.missing("step.start was not recorded", "ask has(step.start) first");
    private static final Fault NO_AGENT = Fault.missing("agent.id was not recorded", "ask has(agent.id) first");

    private Closures() {
    }

    /**
     * The closure of a tree.
     *
     * @param monitors those that its operators over earlier steps are among
     * @throws com.google.re2j.PatternSyntaxException if a pattern in the tree is not valid
     */
    static Closure of(Expr expr, Monitors monitors) {
        if (expr instanceof Expr.Literal literal) {
            Object value = literal.value();
            return frame -> value;
        }
        if (expr instanceof Expr.FieldRead read) {
            return field(read.field());
        }
        if (expr instanceof Expr.FieldRecorded recorded) {
            Field field = recorded.field();
            return frame -> frame.step.facts().get(field) != null;
        }
        if (expr instanceof Expr.VariableRead read) {
            return variable(read.variable());
        }
        if (expr instanceof Expr.VariableRecorded recorded) {
            Closure value = variable(recorded.variable());
            return frame -> !(value.value(frame) instanceof Fault);
        }
        if (expr instanceof Expr.Count count) {
            Operation operation = count.operation();
            return frame -> frame.path.count(operation);
        }
        if (expr instanceof Expr.Let let) {
            int index = let.index();
            return frame -> frame.let(index);
        }
        if (expr instanceof Expr.Local local) {
            int slot = local.slot();
            return frame -> frame.locals[slot];
        }
        if (expr instanceof Expr.Past past) {
            return monitors.closure(past);
        }
        return compound(expr, monitors);
    }

    private static Closure compound(Expr expr, Monitors monitors) {
        if (expr instanceof Expr.Call call) {
            if (call.op() == Op.EQUAL && call.operands().get(1) instanceof Expr.Literal literal && literal.value() instanceof String text) {
                return equal(of(call.operands().get(0), monitors), text);
            }
            List<Closure> operands = all(call.operands(), monitors);
            return Operators.of(call.op(), operands);
        }
        if (expr instanceof Expr.Matches matches) {
            Closure text = of(matches.text(), monitors);
            Matching pattern = new Matching(Patterns.compile(matches.pattern()));
            return frame -> {
                Object value = text.value(frame);
                return value instanceof String string ? (Object) pattern.find(string)
                        : value instanceof Fault ? value : Fault.unfit("matches", ValueText.type(value));
            };
        }
        if (expr instanceof Expr.Select select && select.operand().equals(Expr.SOURCES)) {
            String argument = select.key();
            return frame -> {
                Object value = frame.sources();
                if (!(value instanceof Map<?, ?> sources)) {
                    return value;
                }
                Object found = sources.get(argument);
                return found == null ? List.of() : found;
            };
        }
        if (expr instanceof Expr.Select select) {
            return select(of(select.operand(), monitors), select);
        }
        if (expr instanceof Expr.Has has) {
            return has(of(has.operand(), monitors), has.key());
        }
        if (expr instanceof Expr.ListOf list) {
            WrittenTexts written = WrittenTexts.of(list.elements());
            return written == null ? list(all(list.elements(), monitors)) : frame -> written;
        }
        if (expr instanceof Expr.MapOf map) {
            return map(all(map.keys(), monitors), all(map.values(), monitors));
        }
        return fold((Expr.Fold) expr, monitors);
    }

    /** The comparison that conditions make most, with a text that is written out. */
    private static Closure equal(Closure operand, String text) {
        return frame -> {
            Object value = operand.value(frame);
            return value instanceof Fault ? value : (Object) text.equals(value);
        };
    }

    private static List<Closure> all(List<Expr> exprs, Monitors monitors) {
        return exprs.stream().map(expr -> of(expr, monitors)).toList();
    }

    private static Closure field(Field field) {
        Fault absent = Fault.absent(field);
        return frame -> {
            Object value = frame.step.facts().get(field);
            return value == null ? absent : value;
        };
    }

    private static Closure variable(PathVariable variable) {
        return switch (variable) {
            case STEP_OPERATION -> frame -> frame.step.operation().text();
            case STEP_NAME -> frame -> frame.step.name();
            case STEP_ARGS -> frame -> frame.step.arguments();
            case STEP_LABELS -> Frame::stepLabels;
            case STEP_START -> frame -> {
                Long start = frame.step.startNanos();
                return start == null ? NO_START : Instant.ofEpochSecond(Math.floorDiv(start, NANOS), Math.floorMod(start, NANOS));
            };
            case LABELS -> Frame::pathLabels;
            case PROVENANCE -> Frame::provenance;
            case AGENT_ID -> frame -> {
                String agent = frame.step.agent();
                return agent == null ? NO_AGENT : agent;
            };
            case SOURCES -> Frame::sources;
            case ROLES -> Frame::roles;
            case RUN_STEPS -> frame -> frame.path.steps();
            case STEP_STATUS, STEP_ERROR, STEP_RESULT, STEP_RESULT_LABELS, STEP_DURATION_MILLIS, STEP_GUARDRAILS, STEP_VERDICT, STEP_ACTIONS, RUN_ID, RUN_STATUS, RUN_START, RUN_AGENT, RUN_AGENT_NAME -> ofRecord(variable);
        };
    }

    private static Closure ofRecord(PathVariable variable) {
        Fault absent = Fault.missing(variable.text() + " was not recorded", "ask has(" + variable.text() + ") first");
        return frame -> {
            Object value = frame.path instanceof RecordedPath recorded ? recorded.value(variable) : null;
            return value == null ? absent : value;
        };
    }

    private static Closure select(Closure operand, Expr.Select select) {
        String key = select.key();
        String whole = written(select);
        Fault absent = Fault.missing("there is no '" + key + "'", whole == null ? "ask with 'has' first" : "ask has(" + whole + ") first");
        return frame -> {
            Object value = operand.value(frame);
            if (value instanceof Map<?, ?> map) {
                Object found = map.get(key);
                return found != null || map.containsKey(key) ? found : absent;
            }
            return value instanceof Fault ? value : Fault.unfit("." + key, ValueText.type(value));
        };
    }

    /** How a selection is written; null where what it selects of has no name. */
    private static String written(Expr expr) {
        if (expr instanceof Expr.Select select) {
            String operand = written(select.operand());
            return operand == null ? null : operand + "." + select.key();
        }
        return expr instanceof Expr.VariableRead read ? read.variable().text() : null;
    }

    private static Closure has(Closure operand, String key) {
        return frame -> {
            Object value = operand.value(frame);
            if (value instanceof Map<?, ?> map) {
                return map.containsKey(key);
            }
            return value instanceof Fault ? value : Fault.unfit("has", ValueText.type(value));
        };
    }

    private static Closure list(List<Closure> elements) {
        Closure[] closures = elements.toArray(new Closure[0]);
        return frame -> {
            List<Object> list = new ArrayList<>(closures.length);
            for (Closure closure : closures) {
                Object value = closure.value(frame);
                if (value instanceof Fault) {
                    return value;
                }
                list.add(value);
            }
            return list;
        };
    }

    private static Closure map(List<Closure> keys, List<Closure> values) {
        return frame -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                Object key = keys.get(i).value(frame);
                Object value = key instanceof Fault ? key : values.get(i).value(frame);
                if (value instanceof Fault) {
                    return value;
                }
                if (!(key instanceof String || key instanceof Long || key instanceof Boolean)) {
                    return Fault.of("a key of a map cannot be a " + ValueText.type(key), "use text, a whole number or a boolean");
                }
                if (map.containsKey(key)) {
                    return Fault.of("a map has the key " + ValueText.of(key) + " twice", "leave one out");
                }
                map.put(key, value);
            }
            return map;
        };
    }

    private static Closure fold(Expr.Fold fold, Monitors monitors) {
        Closure range = of(fold.range(), monitors);
        Closure start = of(fold.start(), monitors);
        Closure condition = of(fold.condition(), monitors);
        Closure next = of(fold.next(), monitors);
        Closure end = of(fold.end(), monitors);
        int element = fold.element();
        int result = fold.result();
        return frame -> {
            Object over = range.value(frame);
            Iterable<?> elements = over instanceof List<?> list ? list : over instanceof Map<?, ?> map ? map.keySet() : null;
            if (elements == null) {
                return over instanceof Fault ? over : Fault.of("a macro goes through a list or a map, not a " + ValueText.type(over), "the type of an argument is what was passed in: ask only where it is a list");
            }
            frame.locals[result] = start.value(frame);
            for (Object each : elements) {
                if (!frame.mayIterate()) {
                    return TOO_MANY_ITERATIONS;
                }
                frame.locals[element] = each;
                Object goOn = condition.value(frame);
                if (goOn instanceof Fault) {
                    return goOn;
                }
                if (!Boolean.TRUE.equals(goOn)) {
                    break;
                }
                frame.locals[result] = next.value(frame);
            }
            return end.value(frame);
        };
    }
}
