package dev.pathwarden.workbench.overview;

import dev.pathwarden.model.search.StepFacet;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.VerdictType;
import dev.pathwarden.policies.inventory.InventoryKind;
import dev.pathwarden.workbench.filter.FilterTerm;
import java.util.List;
import java.util.Map;

/** Something by whose values the overview counts steps, in the order of its cards: what tells of harm first. */
enum Facet {
    GUARDRAIL(StepFacet.GUARDRAIL),
    VERDICT(StepFacet.VERDICT),
    ACTION(StepFacet.ACTION),
    STATUS(StepFacet.STATUS),
    OPERATION(StepFacet.OPERATION),
    TOOL(StepFacet.TOOL),
    /** Hosts that were reached, or asked for by name: in no column of a snapshot, so that runs are read for them. */
    HOST(null),
    NAME(StepFacet.NAME),
    LABEL(StepFacet.LABEL),
    AGENT(StepFacet.AGENT);

    /** From the lightest to the gravest. */
    private static final List<Status> GRAVITY = List.of(Status.OK, Status.UNFINISHED, Status.ERROR, Status.BLOCKED);

    private final StepFacet column;

    Facet(StepFacet column) {
        this.column = column;
    }

    /** Steps by value. */
    Map<String, Long> counts(OverviewViewModel.Overview of) {
        return this == HOST ? of.hosts() : of.counts().of(column);
    }

    /** How grave a value is beside the others of this facet, from 0; 0 where none is graver than another. */
    int severity(String value) {
        return switch (this) {
            case VERDICT -> VerdictType.of(value).map(VerdictType::ordinal).orElse(0);
            case ACTION -> Action.of(value).map(Action::ordinal).orElse(0);
            case STATUS -> Status.of(value).map(GRAVITY::indexOf).orElse(0);
            default -> 0;
        };
    }

    /** The condition that the steps of a value meet. */
    FilterTerm term(String value) {
        return switch (this) {
            case GUARDRAIL -> FilterTerm.has("step.guardrails", value);
            case VERDICT -> FilterTerm.equal("step.verdict", value);
            case ACTION -> FilterTerm.has("step.actions", value);
            case STATUS -> FilterTerm.equal("step.status", value);
            case OPERATION -> FilterTerm.equal("step.operation", value);
            case TOOL -> new FilterTerm("step.operation in ['tool.call', 'mcp.call'] && " + FilterTerm.equal("step.name", value).condition());
            case HOST -> new FilterTerm("(" + InventoryKind.HOST.condition(value) + ")");
            case NAME -> FilterTerm.equal("step.name", value);
            case LABEL -> FilterTerm.label(value);
            case AGENT -> FilterTerm.equal("agent.id", value);
        };
    }
}
