package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.trust.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A step from which words were taken, as it goes on and as it is recorded.
 *
 * @param redaction what takes them out of the result too
 * @param rewritten what is to stand for the arguments of the hooked method
 * @param step the step as it is recorded; its labels and links are those of all its words, on which it was decided
 * @param decision the decision without the words in what it tells of the step
 */
record Redacted(Redaction redaction, Object rewritten, Step step, Decision decision) {

    private static final Set<Operation> TOOLS = Set.of(Operation.TOOL_CALL, Operation.MCP_CALL);

    /** The beginning of a word at the place where a text was cut: it may be that of one that has to go, which is not known by its beginning. */
    private static final Pattern CUT_WORD = Pattern.compile("[^\\s\u2026]++\u2026");

    /**
     * The step without those words.
     *
     * @throws NotRedactableException where the hook cannot take them out, and why
     */
    static Redacted of(StepDraft draft, Step step, Decision decision, Redaction redaction) {
        if (draft.rewriting == null) {
            throw new NotRedactableException(TOOLS.contains(draft.operation) ? "what is asked for here is not rewritten" : "words are taken out where a tool is called and nowhere else");
        }
        try {
            Object rewritten = draft.rewriting.apply(redaction);
            if (rewritten != null) {
                return new Redacted(redaction, rewritten, step.toBuilder().arguments(redaction.arguments(step.arguments())).build(), redacted(decision, redaction));
            }
        } catch (NotRedactableException cannot) {
            throw cannot;
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            throw new NotRedactableException("taking words out of it failed");
        }
        throw new NotRedactableException("in this version of its library no arguments can be put in the place of others");
    }

    /** The decision without words in what it tells of the step. */
    static Decision redacted(Decision decision, Redaction redaction) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Verdict verdict : decision.verdicts()) {
            List<Verdict.Clause> clauses = verdict.clauses().stream().map(clause -> new Verdict.Clause(clause.text(), clause.from(), clause.to(), redacted(clause.value(), redaction))).toList();
            verdicts.add(new Verdict(verdict.guardrail(), verdict.version(), verdict.action(), verdict.mode(), redacted(verdict.message(), redaction), clauses));
        }
        return new Decision(decision.ticket(), decision.clockNanos(), decision.bundle(), decision.forced(), decision.labels(), verdicts, decision.notEvaluated());
    }

    private static String redacted(String text, Redaction redaction) {
        return text == null ? null : redaction.text(CUT_WORD.matcher(text).replaceAll("\u2026"));
    }
}
