package dev.pathwarden.policies.draft;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.ArrayList;
import java.util.Collection;
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

    private static final int MOST_VALUES = 20;
    private static final int MOST_ARGUMENTS = 20;
    private static final int LONGEST_NAME = 40;

    private final List<SeenStep> steps;
    private final Operation operation;
    private final List<DraftClause> clauses = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

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
        return clauses;
    }

    private void add(String name, Reading reading, Keep keep, Collection<?> values, boolean on) {
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = name + "_" + i;
        }
        clauses.add(new DraftClause(free, reading, keep, List.copyOf(values), on));
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
        if (!distinct.isEmpty() && distinct.size() <= MOST_VALUES && distinct.stream().allMatch(Constant::isKept)) {
            add(name, reading, Keep.SAME, distinct, on);
        }
    }

    private void flag(Field field, boolean on) {
        Set<Object> distinct = new LinkedHashSet<>(values(field));
        if (distinct.size() == 1) {
            add(nameOf(field), Reading.of(field), distinct.contains(true) ? Keep.TRUE : Keep.FALSE, List.of(), on);
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
            add(nameOf(field), Reading.of(field), Keep.HOLDS, values, on);
        }
    }

    private static Set<Object> kept(List<?> list) {
        Set<Object> kept = new LinkedHashSet<>();
        list.stream().limit(StepYaml.MOST_ELEMENTS).filter(Constant::isKept).forEach(kept::add);
        return kept;
    }

    /** The directory that the paths of all steps lie in, and the paths themselves. */
    private void path(Field field, boolean on) {
        List<Object> paths = values(field);
        if (paths.isEmpty()) {
            return;
        }
        String directory = directory((String) paths.get(0));
        for (Object path : paths) {
            while (!((String) path).startsWith(directory)) {
                directory = directory(directory.substring(0, directory.length() - 1));
            }
        }
        boolean below = directory.length() > 1 && Constant.isKept(directory);
        if (below) {
            add(nameOf(field) + "_below", Reading.of(field), Keep.BEGINNING, List.of(directory), on);
        }
        same(nameOf(field), Reading.of(field), paths, on && !below);
    }

    /** With the slash behind it; empty for none. */
    private static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** What a step always has. */
    private void name() {
        List<Object> all = steps.stream().map(step -> (Object) step.step().name()).toList();
        same(STEP_NAME, Reading.NAME, all, true);
        if (names.contains(STEP_NAME)) {
            return;
        }
        String beginning = Constant.beginning((String) all.get(0));
        for (Object name : all) {
            while (!((String) name).startsWith(beginning)) {
                beginning = Constant.shorter(beginning);
            }
        }
        if (!beginning.isEmpty()) {
            add(STEP_NAME, Reading.NAME, Keep.BEGINNING, List.of(beginning), true);
        }
    }

    private void labels() {
        for (String family : SENSITIVE) {
            if (all(step -> step.step().labels().stream().anyMatch(label -> label.startsWith(family)))) {
                add("own_" + family.replace(".", ""), Reading.OWN_LABELS, Keep.FAMILY, List.of(family), true);
            } else if (all(step -> step.labels().stream().anyMatch(label -> label.startsWith(family)))) {
                add("path_" + family.replace(".", ""), Reading.LABELS, Keep.FAMILY, List.of(family), false);
            }
        }
        for (String label : List.of(TrustContext.UNTRUSTED, TrustContext.INSTRUCTION)) {
            if (all(step -> step.labels().contains(label))) {
                add("path_" + label.replace('.', '_'), Reading.LABELS, Keep.HOLDS, List.of(label), true);
            }
        }
        Set<String> sources = new TreeSet<>(steps.get(0).provenance());
        steps.forEach(step -> sources.retainAll(step.provenance()));
        sources.stream().filter(label -> Constant.isKept(label) && !label.equals(TrustContext.PROVENANCE_UNKNOWN)).limit(MOST_VALUES)
                .forEach(label -> add("from_" + word(label), Reading.PROVENANCE, Keep.HOLDS, List.of(label), label.equals(TrustContext.UNTRUSTED)));
    }

    private boolean all(Function<SeenStep, Boolean> condition) {
        return steps.stream().allMatch(condition::apply);
    }

    /** Arguments of a single step are taken to vary; what several steps were all told is kept. */
    private void arguments() {
        List<String> first = steps.get(0).step().arguments().keySet().stream().limit(MOST_ARGUMENTS).toList();
        for (String name : first) {
            List<Object> values = steps.stream().map(step -> step.step().arguments().get(name)).filter(Objects::nonNull).toList();
            if (values.size() == steps.size() && name.length() <= StepYaml.LONGEST_KEY && Constant.isKept(name)) {
                same("arg_" + word(name), Reading.ofArgument(name), values, steps.size() > 1 && new HashSet<>(values).size() == 1);
            }
        }
    }

    /** What can stand in a name of {@code let}. */
    private static String word(String name) {
        String word = name.replaceAll("[^A-Za-z0-9]+", "_");
        return word.length() <= LONGEST_NAME ? word : word.substring(0, LONGEST_NAME);
    }
}
