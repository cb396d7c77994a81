package dev.pathwarden.policies.draft;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.dryrun.SeenStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes a step in the one thing that a clause asks for. */
final class NearMiss {

    private static final String OTHER = "something-else";
    private static final long OTHER_NUMBER = 4_711;

    private NearMiss() {
    }

    /** The step, of which the clause does not hold, and else as it was. */
    static SeenStep of(SeenStep seen, DraftClause clause) {
        Reading reading = clause.reading();
        Step step = seen.step();
        if (clause.keep() == Keep.FLOW) {
            return seen;
        }
        if (clause.keep() == Keep.CARRIES) {
            return new SeenStep(Sources.without(step, reading.argument()), seen.labels(), seen.provenance());
        }
        if (reading.field() != null) {
            return new SeenStep(step.toBuilder().fact(reading.field(), other(reading.field(), clause)).build(), seen.labels(), seen.provenance());
        }
        if (reading.argument() != null) {
            Map<String, Object> arguments = new LinkedHashMap<>(step.arguments());
            arguments.put(reading.argument(), other(clause.values()));
            return new SeenStep(step.toBuilder().arguments(arguments).build(), seen.labels(), seen.provenance());
        }
        if (reading.equals(Reading.NAME)) {
            return new SeenStep(step.toBuilder().name(otherText(clause)).build(), seen.labels(), seen.provenance());
        }
        if (reading.equals(Reading.PROVENANCE)) {
            return new SeenStep(step, seen.labels(), without(seen.provenance(), clause));
        }
        Step bare = new Step(step.run(), step.id(), step.parent(), step.links(), step.operation(), step.name(), step.agent(), step.pid(), step.thread(), step.startNanos(), step.arguments(), step.facts(),
                without(step.labels(), clause));
        return new SeenStep(bare, without(seen.labels(), clause), seen.provenance());
    }

    private static Object other(Field field, DraftClause clause) {
        return switch (field.type()) {
            case TEXT -> otherText(clause);
            case BOOLEAN -> clause.keep() == Keep.FALSE;
            case INTEGER -> other(clause.values());
            case TEXT_LIST -> List.of(other(clause.values()));
        };
    }

    private static Object other(List<Object> values) {
        if (values.get(0) instanceof Boolean truth) {
            return values.size() == 1 ? (Object) !truth : OTHER;
        }
        Object other = values.get(0) instanceof Long ? (Object) OTHER_NUMBER : OTHER;
        while (values.contains(other)) {
            other = other instanceof Long number ? (Object) (number + 1) : other + "-2";
        }
        return other;
    }

    private static String otherText(DraftClause clause) {
        if (clause.keep() != Keep.BEGINNING) {
            return clause.keep() == Keep.ENDING ? OTHER : (String) other(clause.values());
        }
        String beginning = (String) clause.values().get(0);
        return beginning.startsWith("/") ? OTHER : "/" + OTHER;
    }

    private static Set<String> without(Set<String> labels, DraftClause clause) {
        String value = (String) clause.values().get(0);
        return labels.stream().filter(label -> clause.keep() == Keep.FAMILY ? !label.startsWith(value) : !label.equals(value)).collect(Collectors.toSet());
    }
}
