package dev.pathwarden.workbench.completion;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.VerdictType;
import dev.pathwarden.policies.authoring.ConditionFunction;
import dev.pathwarden.policies.engine.PathOperator;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.search.ConditionText;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What fits into a condition at the caret: names of all that can be read, and values where they are known. Immutable, and safe for any thread. */
public final class Completion {

    /** More than these help nobody. */
    public static final int MOST = 40;
    private static final Texts TEXTS = Texts.of(Completion.class);
    private static final List<PathVariable> FIRST = List.of(PathVariable.STEP_OPERATION, PathVariable.STEP_NAME, PathVariable.STEP_STATUS, PathVariable.STEP_GUARDRAILS, PathVariable.STEP_VERDICT, PathVariable.STEP_ACTIONS, PathVariable.RUN_AGENT_NAME);
    private static final Pattern COMPARED = Pattern.compile("([A-Za-z][A-Za-z0-9_.]*)\\s*(?:==|!=|\\bin\\s*\\[(?:[^\\]'\"]|'[^']*'|\"[^\"]*\")*)\\s*$");

    /** A name with what it is. */
    private record Known(String name, String insert, String description) {
    }

    private final List<Known> names;
    private final Map<String, List<Known>> values = new TreeMap<>();
    private final List<Known> inLists = new ArrayList<>();

    private Completion(List<Known> names) {
        this.names = names;
    }

    /**
     * What fits into a condition on recorded steps, with what a snapshot has.
     *
     * @param labels labels of its steps
     * @param agents names of its agents by their ids
     */
    public static Completion of(Collection<String> labels, Map<String, String> agents) {
        return of(new Completion(names(true)), labels, agents);
    }

    /**
     * What fits into a condition of a guardrail: what is known before the effect, and functions.
     *
     * @param labels labels of the steps of a snapshot
     * @param agents names of its agents by their ids
     */
    public static Completion ofGuardrails(Collection<String> labels, Map<String, String> agents) {
        List<Known> names = new ArrayList<>(names(false));
        Stream.of(ConditionFunction.values()).filter(function -> function != ConditionFunction.HAS).forEach(function -> names.add(new Known(function.text() + "()", function.insert(), function.description())));
        return of(new Completion(names), labels, agents);
    }

    private static Completion of(Completion completion, Collection<String> labels, Map<String, String> agents) {
        String[] statuses = List.of(Status.values()).stream().map(Status::text).toArray(String[]::new);
        completion.values.put(PathVariable.STEP_OPERATION.text(), values(TEXTS.get("value.operation"), List.of(Operation.values()).stream().map(Operation::text).toArray(String[]::new)));
        completion.values.put(PathVariable.STEP_STATUS.text(), values(TEXTS.get("value.status"), statuses));
        completion.values.put(PathVariable.STEP_VERDICT.text(), values(TEXTS.get("value.verdict"), List.of(VerdictType.values()).stream().map(VerdictType::text).toArray(String[]::new)));
        completion.values.put(PathVariable.RUN_STATUS.text(), values(TEXTS.get("value.run.status"), statuses));
        List<Known> ids = agents.entrySet().stream().map(agent -> value(agent.getKey(), agent.getValue())).toList();
        completion.values.put(PathVariable.AGENT_ID.text(), ids);
        completion.values.put(PathVariable.RUN_AGENT.text(), ids);
        completion.values.put(PathVariable.RUN_AGENT_NAME.text(), values(TEXTS.get("value.agent"), agents.values().stream().distinct().sorted().toArray(String[]::new)));
        completion.inLists.addAll(values(TEXTS.get("value.label"), labels.stream().sorted().toArray(String[]::new)));
        completion.inLists.addAll(values(TEXTS.get("value.action"), List.of(Action.values()).stream().filter(action -> action != Action.ALLOW).map(Action::text).toArray(String[]::new)));
        return completion;
    }

    /** @param ofRecord whether also what came of a step can be read */
    private static List<Known> names(boolean ofRecord) {
        List<Known> names = new ArrayList<>();
        FIRST.stream().filter(variable -> ofRecord || !variable.isOfRecord()).forEach(variable -> names.add(new Known(variable.text(), variable.text(), plain(variable.description()))));
        for (Field field : Field.values()) {
            if (!field.isKept() && (ofRecord || field.before())) {
                names.add(new Known(field.read(), field.read(), plain(field.description())));
            }
        }
        for (PathVariable variable : PathVariable.values()) {
            if (!FIRST.contains(variable) && (ofRecord || !variable.isOfRecord())) {
                String insert = variable.isFunction() ? variable.text().replace(")", "'") : variable.text();
                names.add(new Known(variable.text(), insert, plain(variable.description())));
            }
        }
        for (PathOperator operator : PathOperator.values()) {
            names.add(new Known(operator.text() + "()", operator.text() + (operator == PathOperator.REPEATS ? "()" : "("), TEXTS.get("operator", operator.takes())));
        }
        names.add(new Known("has()", "has(", TEXTS.get("has")));
        return names;
    }

    private static String plain(String description) {
        return description.replace("`", "");
    }

    private static List<Known> values(String what, String... texts) {
        return List.of(texts).stream().map(text -> value(text, what)).toList();
    }

    private static Known value(String text, String what) {
        return new Known(text, ConditionText.literal(text), what);
    }

    /** What fits, best first: what begins with what is typed, then what has it somewhere; nothing where words are typed. */
    public List<Proposal> at(String text, int caret) {
        int quote = openQuote(text, caret);
        if (quote >= 0) {
            Matcher compared = COMPARED.matcher(text.substring(0, quote));
            int to = caret < text.length() && text.charAt(caret) == text.charAt(quote) ? caret + 1 : caret;
            return found(compared.find() ? values.getOrDefault(compared.group(1), List.of()) : inLists, text.substring(quote + 1, caret), quote, to);
        }
        int from = caret;
        while (from > 0 && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '_' || text.charAt(from - 1) == '.')) {
            from--;
        }
        Matcher compared = COMPARED.matcher(text.substring(0, from));
        if (compared.find() && values.containsKey(compared.group(1))) {
            return found(values.get(compared.group(1)), text.substring(from, caret), from, caret);
        }
        return found(names, text.substring(from, caret), from, caret);
    }

    /** Offset of the quote that is open at the caret; -1 where none is. */
    private static int openQuote(String text, int caret) {
        int open = -1;
        for (int i = 0; i < caret; i++) {
            char c = text.charAt(i);
            if (open >= 0 && c == '\\') {
                i++;
            } else if (open < 0 && (c == '\'' || c == '"')) {
                open = i;
            } else if (open >= 0 && c == text.charAt(open)) {
                open = -1;
            }
        }
        return open;
    }

    private static List<Proposal> found(List<Known> of, String typed, int from, int to) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        List<Proposal> first = new ArrayList<>();
        List<Proposal> then = new ArrayList<>();
        for (Known each : of) {
            int at = each.name().toLowerCase(Locale.ROOT).indexOf(wanted);
            if (at >= 0 && !each.insert().equals(typed)) {
                boolean begins = at == 0 || each.name().charAt(at - 1) == '.';
                (begins ? first : then).add(new Proposal(each.name(), each.insert(), from, to, each.description()));
            }
        }
        first.addAll(then);
        return first.subList(0, Math.min(MOST, first.size()));
    }
}
