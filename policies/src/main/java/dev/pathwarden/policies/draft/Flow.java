package dev.pathwarden.policies.draft;

import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.search.ConditionText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a value in the arguments of a drafted step came from.
 *
 * @param source the earlier step
 * @param clauses what can be asked of it; their names begin with {@link #SOURCE}
 */
public record Flow(SeenStep source, List<DraftClause> clauses) {

    /** Name of the clause that asks for the flow. */
    public static final String NAME = "flow";

    /** How the names of clauses begin that are about its source. */
    public static final String SOURCE = "source_";

    private static final Reading READING = new Reading("flows", null, null, false);

    public Flow {
        Objects.requireNonNull(source, "source");
        clauses = List.copyOf(clauses);
    }

    /** The clause that asks for it, of steps that meet what is asked of the source. */
    DraftClause clause(boolean on) {
        String asked = Stream.concat(Stream.of(PathVariable.STEP_OPERATION.text() + " == " + ConditionText.literal(source.step().operation().text())), clauses.stream().filter(DraftClause::on).map(DraftClause::condition))
                .collect(Collectors.joining(" && "));
        return new DraftClause(NAME, READING, List.of(Kept.of(Keep.FLOW, asked)), 0, on);
    }

    Flow with(List<DraftClause> others) {
        return new Flow(source, others);
    }
}
