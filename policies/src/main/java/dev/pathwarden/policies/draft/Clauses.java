package dev.pathwarden.policies.draft;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds what steps of one operation have in common, as clauses that all of them meet. For one thread. */
final class Clauses {

    /** Texts that tell what a step acts with or on, kept as they are. */
    private static final List<Field> NAMES = List.of(Field.MCP_SERVER, Field.TOOL_NAME, Field.MODEL_NAME, Field.AGENT_NAME, Field.FILE_CHANGE, Field.HTTP_METHOD, Field.HTTP_HOST, Field.NET_KIND, Field.NET_HOST,
            Field.NET_PORT, Field.PROCESS_EXECUTABLE, Field.SCRIPT_ACTION, Field.SCRIPT_LANGUAGE, Field.OUTCOME_STATUS);
    /** Texts that usually vary from step to step: offered, not asked for. */
    private static final List<Field> VARYING = List.of(Field.FILE_TARGET, Field.HTTP_URL, Field.NET_ADDRESS, Field.SCRIPT_ENGINE, Field.MODEL_PROVIDER, Field.AGENT_URL, Field.AGENT_CLAIMED, Field.TOOL_ASKED);
    /** What is asked for where it is true: it makes a step worse. */
    private static final List<Field> ALARMING = List.of(Field.FILE_ENCRYPTED, Field.FILE_WORLD_READABLE, Field.NET_METADATA, Field.TARGET_METADATA, Field.PROCESS_PRIVILEGED, Field.MCP_CHANGED, Field.MCP_REDEFINED);
    private static final List<Field> FLAGS = List.of(Field.FILE_TEMPORARY, Field.FILE_CONTENT_KNOWN, Field.NET_PRIVATE);
    private static final List<String> SENSITIVE = List.of("secret.", "pii.");
    private static final String ASKS = "asks";
    private static final String STEP_NAME = "step_name";
    private static final String ARGUMENT = "arg_";
    /** How the name of a clause ends that asks where an argument came from. */
    private static final String FROM = "_from";

    private static final int MOST_VALUES = 20;
    private static final int MOST_ARGUMENTS = 20;
    private static final int LONGEST_NAME = 40;

    private final List<SeenStep> steps;
    private final Operation operation;
    private final List<DraftClause> clauses = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> leftOut = new LinkedHashSet<>();

    Clauses(List<SeenStep> steps) {
        this.steps = steps;
        this.operation = steps.get(0).step().operation();
    }

    List<DraftClause> all() {
        NAMES.forEach(field -> same(field, true));
        holds(Field.SQL_TABLES, true);
        flag(Field.SQL_WRITES, true);
        path(Field.FILE_PATH, true);
        if (clauses.stream().noneMatch(DraftClause::on) || Field.TOOL_NAME.appliesTo(operation) && !names.contains(nameOf(Field.TOOL_NAME))) {
            name();
        }
        holds(Field.TARGET_HOSTS, operation != Operation.DATA_HTTP);
        ALARMING.stream().filter(field -> steps.stream().allMatch(step -> step.step().facts().isTrue(field))).forEach(field -> flag(field, true));
        same(Field.TOOL_INSTRUCTED, steps.stream().allMatch(step -> ASKS.equals(step.step().facts().text(Field.TOOL_INSTRUCTED))));
        labels();
        holds(Field.SQL_COLUMNS, false);
        path(Field.PROCESS_DIRECTORY, false);
        VARYING.forEach(field -> same(field, false));
        FLAGS.forEach(field -> flag(field, false));
        holds(Field.TOOL_EFFECTS, false);
        holds(Field.TARGET_ORIGINS, false);
        arguments();
        Sources.kept(steps, MOST_ARGUMENTS).forEach((argument, choices) -> add(ARGUMENT + word(argument) + FROM, Reading.ofSources(argument), choices, 0, false));
        return clauses;
    }

    /** What the steps have and no constant can stand for; known once all clauses are. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    private void add(String name, Reading reading, Kept kept, boolean on) {
        add(name, reading, List.of(kept), 0, on);
    }

    private void add(String name, Reading reading, List<Kept> choices, int chosen, boolean on) {
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = name + "_" + i;
        }
        clauses.add(new DraftClause(free, reading, choices, chosen, on));
    }

    private static String nameOf(Field field) {
        return field.text().replace('.', '_');
    }

    /** What each step has of a field; empty where one of them has nothing, or cannot have it. */
    private List<Object> values(Field field) {
        if (!field.appliesTo(operation) || !field.before()) {
            return List.of();
        }
        List<Object> values = steps.stream().map(step -> step.step().facts().get(field)).filter(Objects::nonNull).toList();
        return values.size() == steps.size() ? values : List.of();
    }

    private void same(Field field, boolean on) {
        same(nameOf(field), Reading.of(field), values(field), on);
    }

    private void same(String name, Reading reading, List<Object> values, boolean on) {
        Set<Object> distinct = new LinkedHashSet<>(values);
        if (distinct.isEmpty()) {
            return;
        }
        List<Kept> choices = distinct.size() > MOST_VALUES ? List.of() : Widening.of(reading, List.copyOf(distinct));
        if (choices.isEmpty()) {
            leftOut.add(reading.text());
        } else {
            add(name, reading, choices, 0, on && choices.get(0).keep() == Keep.SAME);
        }
    }

    private void flag(Field field, boolean on) {
        Set<Object> distinct = new LinkedHashSet<>(values(field));
        if (distinct.size() == 1) {
            add(nameOf(field), Reading.of(field), new Kept(distinct.contains(true) ? Keep.TRUE : Keep.FALSE, List.of()), on);
        }
    }

    /** What the lists of all steps hold; else something of each. */
    private void holds(Field field, boolean on) {
        List<Set<Object>> lists = values(field).stream().map(list -> kept((List<?>) list)).toList();
        if (lists.isEmpty()) {
            return;
        }
        Set<Object> common = new LinkedHashSet<>(lists.get(0));
        lists.forEach(common::retainAll);
        if (common.isEmpty()) {
            lists.forEach(list -> list.stream().findFirst().ifPresent(common::add));
        }
        Set<Object> values = new LinkedHashSet<>();
        common.stream().limit(MOST_VALUES).forEach(values::add);
        if (!values.isEmpty() && lists.stream().noneMatch(list -> list.stream().noneMatch(values::contains))) {
            add(nameOf(field), Reading.of(field), new Kept(Keep.HOLDS, List.copyOf(values)), on);
        } else {
            leftOut.add(field.read());
        }
    }

    private static Set<Object> kept(List<?> list) {
        Set<Object> kept = new LinkedHashSet<>();
        list.stream().limit(StepYaml.MOST_ELEMENTS).filter(Constant::isKept).forEach(kept::add);
        return kept;
    }

    /** The directory that the paths of all steps lie in, rather than the paths themselves. */
    private void path(Field field, boolean on) {
        Set<Object> paths = new LinkedHashSet<>(values(field));
        if (paths.isEmpty()) {
            return;
        }
        List<Kept> choices = Widening.of(Reading.of(field), List.copyOf(paths));
        int directory = choices.stream().map(Kept::keep).toList().indexOf(Keep.BEGINNING);
        if (paths.size() > MOST_VALUES && directory > 0) {
            choices = choices.subList(directory, choices.size());
            directory = 0;
        }
        if (choices.isEmpty()) {
            leftOut.add(field.read());
        } else {
            add(nameOf(field), Reading.of(field), choices, Math.max(0, directory), on);
        }
    }

    /** What a step always has. */
    private void name() {
        Set<Object> distinct = new LinkedHashSet<>(steps.stream().map(step -> step.step().name()).toList());
        List<Kept> choices = distinct.size() > MOST_VALUES ? new ArrayList<>() : new ArrayList<>(Widening.of(Reading.NAME, List.copyOf(distinct)));
        String beginning = Constant.beginning((String) distinct.iterator().next());
        for (Object name : distinct) {
            while (!((String) name).startsWith(beginning)) {
                beginning = Constant.shorter(beginning);
            }
        }
        Kept wide = Kept.of(Keep.BEGINNING, beginning);
        if (choices.isEmpty() && !beginning.isEmpty()) {
            choices.add(wide);
        }
        if (!choices.isEmpty()) {
            add(STEP_NAME, Reading.NAME, choices, 0, true);
        }
    }

    private void labels() {
        for (String family : SENSITIVE) {
            if (all(step -> step.step().labels().stream().anyMatch(label -> label.startsWith(family)))) {
                family("own_" + family.replace(".", ""), Reading.OWN_LABELS, family, step -> step.step().labels(), true);
            } else if (all(step -> step.labels().stream().anyMatch(label -> label.startsWith(family)))) {
                family("path_" + family.replace(".", ""), Reading.LABELS, family, SeenStep::labels, false);
            }
        }
        for (String label : List.of(TrustContext.UNTRUSTED, TrustContext.INSTRUCTION)) {
            if (all(step -> step.labels().contains(label))) {
                add("path_" + label.replace('.', '_'), Reading.LABELS, Kept.of(Keep.HOLDS, label), true);
            }
        }
        Set<String> sources = new TreeSet<>(steps.get(0).provenance());
        steps.forEach(step -> sources.retainAll(step.provenance()));
        sources.stream().filter(label -> Constant.isKept(label) && !label.equals(TrustContext.PROVENANCE_UNKNOWN)).limit(MOST_VALUES)
                .forEach(label -> add("from_" + word(label), Reading.PROVENANCE, Kept.of(Keep.HOLDS, label), label.equals(TrustContext.UNTRUSTED)));
    }

    /** The labels of a family that all steps have, and wider, as it is asked for at first, any of the family. */
    private void family(String name, Reading reading, String family, Function<SeenStep, Set<String>> labels, boolean on) {
        Set<String> common = new TreeSet<>(labels.apply(steps.get(0)));
        steps.forEach(step -> common.retainAll(labels.apply(step)));
        List<Kept> choices = new ArrayList<>();
        List<Object> own = common.stream().filter(label -> label.startsWith(family) && Constant.isKept(label)).limit(MOST_VALUES).map(Object.class::cast).toList();
        if (!own.isEmpty()) {
            choices.add(new Kept(Keep.HOLDS, own));
        }
        choices.add(Kept.of(Keep.FAMILY, family));
        add(name, reading, choices, choices.size() - 1, on);
    }

    private boolean all(Function<SeenStep, Boolean> condition) {
        return steps.stream().allMatch(condition::apply);
    }

    /** Arguments of a single step are taken to vary; what several steps were all told is kept. */
    private void arguments() {
        List<String> first = steps.get(0).step().arguments().keySet().stream().limit(MOST_ARGUMENTS).toList();
        for (String name : first) {
            List<Object> values = steps.stream().map(step -> step.step().arguments().get(name)).filter(Objects::nonNull).toList();
            if (values.size() < steps.size()) {
                continue;
            }
            if (name.length() <= StepYaml.LONGEST_KEY && Constant.isKept(name)) {
                same(ARGUMENT + word(name), Reading.ofArgument(name), values, steps.size() > 1 && new HashSet<>(values).size() == 1);
            } else {
                leftOut.add(Reading.ofArgument(Constant.beginning(name)).text());
            }
        }
    }

    /** What can stand in a name of {@code let}. */
    private static String word(String name) {
        String word = name.replaceAll("[^A-Za-z0-9]+", "_");
        return word.length() <= LONGEST_NAME ? word : word.substring(0, LONGEST_NAME);
    }
}
