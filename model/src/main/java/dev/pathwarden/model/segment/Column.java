package dev.pathwarden.model.segment;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of a segment. In a file a column is known by its {@link #text() name}; constants may be reordered, never renamed.
 *
 * <p>Each column holds its values one after the other, in the order of runs, then steps, then what hangs on a step.
 */
enum Column {
    /** Every text that another column refers to, by number from 1. */
    TEXT("text"),
    /** Every longer text in a value, by number from 1. */
    PAYLOAD("payload"),

    RUN_ID("run.id"), RUN_AGENT("run.agent"), RUN_AGENT_NAME("run.agentName"), RUN_AGENT_VERSION("run.agentVersion"), RUN_STATUS("run.status"),
    RUN_START("run.start"), RUN_END("run.end"), RUN_ATTRIBUTES("run.attributes"),
    RUN_STEPS("run.steps"), RUN_BLOCKED("run.blocked"), RUN_VERDICTS("run.verdicts"), RUN_LABELS("run.labels"), RUN_IMPORTS("run.imports"),

    IMPORT_PID("import.pid"), IMPORT_TICKET("import.ticket"), IMPORT_LABELS("import.labels"),

    STEP_ID("step.id"), STEP_PARENT("step.parent"), STEP_LINKS("step.links"), STEP_OPERATION("step.operation"), STEP_NAME("step.name"),
    STEP_AGENT("step.agent"), STEP_PID("step.pid"), STEP_THREAD("step.thread"), STEP_START("step.start"), STEP_ARGUMENTS("step.arguments"),
    STEP_FACTS("step.facts"), STEP_LABELS("step.labels"), STEP_DECIDED_AT("step.decidedAt"), STEP_ENDED_AT("step.endedAt"),

    LINK_STEP("link.step"), LINK_KIND("link.kind"), LINK_ARGUMENT("link.argument"),

    DECISION_PRESENT("decision.present"), DECISION_TICKET("decision.ticket"), DECISION_CLOCK("decision.clock"), DECISION_BUNDLE("decision.bundle"),
    DECISION_FORCED("decision.forced"), DECISION_LABELS("decision.labels"), DECISION_VERDICTS("decision.verdicts"),
    DECISION_NOT_EVALUATED("decision.notEvaluated"),

    VERDICT_GUARDRAIL("verdict.guardrail"), VERDICT_VERSION("verdict.version"), VERDICT_ACTION("verdict.action"), VERDICT_MODE("verdict.mode"),
    VERDICT_MESSAGE("verdict.message"), VERDICT_CLAUSES("verdict.clauses"),

    CLAUSE_TEXT("clause.text"), CLAUSE_FROM("clause.from"), CLAUSE_TO("clause.to"), CLAUSE_VALUE("clause.value"),

    NOT_EVALUATED_GUARDRAIL("notEvaluated.guardrail"), NOT_EVALUATED_REASON("notEvaluated.reason"),

    /** Which steps had to wait, by their place among all steps of the segment; the other hold columns have a value for each of these only. */
    HOLD_STEP("hold.step"), HOLD_BINDING("hold.binding"), HOLD_ASKED("hold.asked"), HOLD_EXPIRES("hold.expires"), HOLD_ANSWER("hold.answer"),
    HOLD_ANSWERED("hold.answered"), HOLD_BY("hold.by"), HOLD_REASON("hold.reason"),

    OUTCOME_PRESENT("outcome.present"), OUTCOME_TICKET("outcome.ticket"), OUTCOME_DURATION("outcome.duration"), OUTCOME_STATUS("outcome.status"),
    OUTCOME_ERROR("outcome.error"), OUTCOME_RESULT("outcome.result"), OUTCOME_FACTS("outcome.facts"), OUTCOME_LABELS("outcome.labels");

    /** Those by which steps are looked for: they are in the index, where they can be read without the rest. */
    private static final Set<Column> INDEXED = EnumSet.of(STEP_OPERATION, STEP_NAME, STEP_AGENT, STEP_LABELS, DECISION_PRESENT, DECISION_VERDICTS, VERDICT_GUARDRAIL, VERDICT_ACTION,
            OUTCOME_PRESENT, OUTCOME_STATUS, OUTCOME_LABELS);
    private static final Map<String, Column> BY_TEXT = Stream.of(values()).collect(Collectors.toUnmodifiableMap(Column::text, Function.identity()));

    private final String text;

    Column(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether the column stands in the index, from version 3 on. */
    boolean isIndexed() {
        return INDEXED.contains(this);
    }

    /** The column of that name, or null: a later version may have more columns. */
    static Column of(String text) {
        return BY_TEXT.get(text);
    }
}
