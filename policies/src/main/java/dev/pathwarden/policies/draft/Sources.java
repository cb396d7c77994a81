package dev.pathwarden.policies.draft;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.trust.ArgumentSources;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where arguments of steps were seen to come from, by copy or token match. Pure. */
final class Sources {

    private static final Set<String> SEEN = Set.of("copied", "token-match");

    private Sources() {
    }

    /** The classes of sources of an argument, each with how sure that is; in the order of the alphabet. */
    static Map<String, String> of(SeenStep step, String argument) {
        Map<String, String> seen = new TreeMap<>();
        read(step.step()).getOrDefault(argument, List.of()).stream().filter(source -> SEEN.contains(source.get("certainty"))).forEach(source -> seen.put(source.get("source"), source.get("certainty")));
        return seen;
    }

    /** For each argument that all steps have from somebody else than the user, ways to keep that, the narrowest first: labels of its sources that all have, and any source that is not the user. */
    static Map<String, List<Kept>> kept(List<SeenStep> steps, int most) {
        Map<String, List<Kept>> kept = new LinkedHashMap<>();
        for (String argument : steps.get(0).step().arguments().keySet().stream().limit(most).toList()) {
            Set<String> common = new TreeSet<>(of(steps.get(0), argument).keySet());
            steps.forEach(step -> common.retainAll(of(step, argument).keySet()));
            if (common.contains(ArgumentSources.DATA) && argument.length() <= StepYaml.LONGEST_KEY && Constant.isKept(argument)) {
                List<Kept> choices = new ArrayList<>();
                common.stream().filter(label -> label.equals(TrustContext.UNTRUSTED)).forEach(label -> choices.add(Kept.of(Keep.CARRIES, label)));
                common.stream().filter(label -> choices.isEmpty() && !label.equals(ArgumentSources.DATA) && !label.equals(TrustContext.USER) && !label.equals(TrustContext.PROVENANCE_UNKNOWN) && Constant.isKept(label)).limit(1)
                        .toList().forEach(label -> choices.add(Kept.of(Keep.CARRIES, label)));
                choices.add(Kept.of(Keep.CARRIES, ArgumentSources.DATA));
                kept.put(argument, choices);
            }
        }
        return kept;
    }

    /** The step, of which nothing is known of where an argument came from. */
    static Step without(Step step, String argument) {
        List<?> fact = (List<?>) step.facts().get(Field.ARGUMENT_SOURCES);
        return fact == null ? step : step.toBuilder().fact(Field.ARGUMENT_SOURCES, fact.stream().filter(each -> !String.valueOf(each).endsWith(" " + argument)).toList()).build();
    }

    private static Map<String, List<Map<String, String>>> read(Step step) {
        return step.facts().get(Field.ARGUMENT_SOURCES) instanceof List<?> fact ? ArgumentSources.read(fact) : Map.of();
    }
}
