package dev.pathwarden.policies.draft;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.trust.ArgumentSources;
import dev.pathwarden.policies.yaml.YamlFlow;
import dev.pathwarden.policies.yaml.YamlName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A step and its path as a test of a guardrail writes them: what can be read before the effect. Long texts are cut; what a clause of a draft reads of them is not. */
public final class StepYaml {

    /** Most elements of a list that is a fact. */
    static final int MOST_ELEMENTS = 50;

    private static final int LONGEST_TEXT = 300;
    /** As in {@link YamlFlow}; an argument with a longer name is left out, because another name would be another argument. */
    static final int LONGEST_KEY = 150;
    private static final int MOST_ARGUMENTS = 100;
    private static final int MOST_WITHIN = 40;
    private static final int DEEPEST = 5;
    private static final int MOST_LABELS = 200;

    private StepYaml() {
    }

    /** The lines of the step, by key, each value on one line. */
    public static Map<String, String> step(Step step) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("operation", step.operation().text());
        lines.put("name", value(step.name()));
        if (step.agent() != null) {
            lines.put("agent", value(step.agent()));
        }
        step.facts().forEach((field, value) -> {
            if (field.before() && !field.isTold() && field.appliesTo(step.operation()) && field.type().accepts(value)) {
                lines.put(field.text(), value(value));
            }
        });
        if (!step.arguments().isEmpty()) {
            lines.put("args", arguments(step.arguments()));
        }
        if (!step.labels().isEmpty()) {
            lines.put("labels", labels(step.labels()));
        }
        return lines;
    }

    /** The lines of the path, by key; none where nothing is known of it. */
    public static Map<String, String> path(SeenStep seen) {
        Map<String, String> lines = new LinkedHashMap<>();
        if (!seen.labels().isEmpty()) {
            lines.put("labels", labels(seen.labels()));
        }
        if (!seen.provenance().isEmpty()) {
            lines.put("provenance", labels(seen.provenance()));
        }
        List<String> sources = new ArrayList<>();
        seen.step().arguments().keySet().stream().filter(argument -> argument.length() <= LONGEST_KEY).limit(MOST_ARGUMENTS).forEach(argument -> {
            Map<String, String> from = Sources.of(seen, argument);
            if (!from.isEmpty()) {
                sources.add(YamlName.of(argument) + ": " + from.entrySet().stream().map(each -> YamlName.of(each.getKey()) + ": " + each.getValue()).collect(Collectors.joining(", ", "{", "}")));
            }
        });
        if (!sources.isEmpty()) {
            lines.put("sources", "{" + String.join(", ", sources) + "}");
        }
        return lines;
    }

    /** The lines of the path that say what the step was told by the guardrails' asking: of the run, the agent, the user, a baseline and the sources of arguments. */
    public static Map<String, String> told(SeenStep seen) {
        Map<String, Object> run = new LinkedHashMap<>();
        Map<String, Object> agent = new LinkedHashMap<>();
        Map<String, Object> user = new LinkedHashMap<>();
        List<Object> novel = new ArrayList<>();
        boolean[] compared = {false};
        seen.step().facts().forEach((field, value) -> {
            String name = field.read().substring(field.read().indexOf('.') + 1);
            if (field.isOfRun()) {
                run.put(name, value);
            } else if (field.isOfActor()) {
                agent.put(name, value);
            } else if (field.isOfUser()) {
                user.put(name, value);
            } else if (field.isOfNovelty()) {
                compared[0] = true;
                if (Boolean.TRUE.equals(value)) {
                    novel.add(name);
                }
            }
        });
        Map<String, String> lines = new LinkedHashMap<>();
        put(lines, "run", run);
        put(lines, "agent", agent);
        put(lines, "user", user);
        if (compared[0]) {
            lines.put("novel", value(novel));
        }
        if (seen.step().facts().get(Field.ARGUMENT_SOURCES) instanceof List<?> fact) {
            Map<String, Object> sources = new LinkedHashMap<>();
            ArgumentSources.read(fact).forEach((argument, each) -> {
                Map<String, Object> classes = new LinkedHashMap<>();
                each.forEach(one -> classes.put(one.get("source"), one.get("certainty")));
                sources.put(argument, classes);
            });
            put(lines, "sources", sources);
        }
        return lines;
    }

    private static void put(Map<String, String> lines, String key, Map<String, Object> values) {
        if (!values.isEmpty()) {
            lines.put(key, new YamlFlow(LONGEST_TEXT, MOST_LABELS, DEEPEST).of(values));
        }
    }

    private static String value(Object value) {
        return new YamlFlow(LONGEST_TEXT, MOST_ELEMENTS, DEEPEST).of(value);
    }

    /** In whose arguments each has its own bounds, so that a large one leaves room for the others. */
    private static String arguments(Map<String, Object> arguments) {
        List<String> written = new ArrayList<>();
        arguments.entrySet().stream().filter(argument -> argument.getKey().length() <= LONGEST_KEY).limit(MOST_ARGUMENTS)
                .forEach(argument -> written.add(YamlName.of(argument.getKey()) + ": " + new YamlFlow(LONGEST_TEXT, MOST_WITHIN, DEEPEST).of(argument.getValue())));
        return "{" + String.join(", ", written) + "}";
    }

    private static String labels(Iterable<String> labels) {
        TreeSet<String> sorted = new TreeSet<>();
        labels.forEach(sorted::add);
        return new YamlFlow(LONGEST_TEXT, MOST_LABELS, DEEPEST).of(new ArrayList<>(sorted));
    }
}
