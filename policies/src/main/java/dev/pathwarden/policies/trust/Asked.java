package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Field;
import java.util.List;
import java.util.Set;

/**
 * What guardrails read of a step that it carries only where somebody asks: it is found, and kept, for nobody else.
 *
 * @param ofRun fields that {@link Field#isOfRun tell of the run}, {@link Field#isOfActor of who acts} or {@link Field#isOfUser for whom}
 * @param labels whether the labels of all sources are asked for
 * @param arguments names of arguments whose sources are asked for
 * @param roles whether the roles of arguments are asked for
 */
public record Asked(List<Field> ofRun, boolean labels, Set<String> arguments, boolean roles) {

    /** Nothing. */
    public static final Asked NOTHING = new Asked(List.of(), false, Set.of(), false);

    public Asked {
        ofRun = List.copyOf(ofRun);
        arguments = Set.copyOf(arguments);
    }
}
