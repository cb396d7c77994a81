package dev.pathwarden.model.evidence;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.FieldType;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Puts other words in the place of those of a run, wherever it has any: every text of every word it is made of passes here, but for hashes. For any thread, if its functions are.
 *
 * @param texts what becomes of a short text, such as a name, an error or a message
 * @param values what becomes of arguments, results and attributes; of maps it gives maps
 * @param facts what becomes of a text among the facts; null leaves the fact out
 */
public record Rewriting(UnaryOperator<String> texts, UnaryOperator<Object> values, UnaryOperator<String> facts) {

    /** Ids and hashes of the recorder's own. A word of someone's is not made of these digits alone. */
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{8,64}");

    /** The run with other words. */
    public RecordedRun of(RecordedRun recorded) {
        Run run = recorded.run();
        Run header = new Run(run.id(), text(run.agent()), text(run.agentName()), text(run.agentVersion()), run.status(), run.startNanos(), run.endNanos(), map(run.attributes()));
        return new RecordedRun(header, recorded.steps().stream().map(this::of).toList(),
                recorded.imports().stream().map(labels -> new RecordedRun.LabelsImported(labels.pid(), labels.ticket(), texts(labels.labels()))).toList());
    }

    private RecordedStep of(RecordedStep recorded) {
        return new RecordedStep(of(recorded.step()), of(recorded.decision()), of(recorded.hold()), of(recorded.outcome()), recorded.decidedAt(), recorded.endedAt());
    }

    /** A step with other words. */
    public Step of(Step step) {
        return new Step(step.run(), step.id(), step.parent(), step.links().stream().map(link -> new Link(link.step(), link.kind(), text(link.argument()))).toList(), step.operation(), text(step.name()),
                text(step.agent()), step.pid(), text(step.thread()), step.startNanos(), map(step.arguments()), of(step.facts()), texts(step.labels()));
    }

    private Decision of(Decision decision) {
        if (decision == null) {
            return null;
        }
        List<Verdict> verdicts = decision.verdicts().stream().map(verdict -> new Verdict(text(verdict.guardrail()), text(verdict.version()), verdict.action(), verdict.mode(), text(verdict.message()),
                verdict.clauses().stream().map(clause -> new Verdict.Clause(text(clause.text()), clause.from(), clause.to(), text(clause.value()))).toList())).toList();
        return new Decision(decision.ticket(), decision.clockNanos(), text(decision.bundle()), decision.forced(), texts(decision.labels()), verdicts,
                decision.notEvaluated().stream().map(silent -> new Decision.NotEvaluated(text(silent.guardrail()), text(silent.reason()))).toList());
    }

    private Hold of(Hold hold) {
        return hold == null ? null
                : new Hold(text(hold.binding()), hold.askedNanos(), hold.expiresNanos(), hold.answer(), hold.answeredNanos(), text(hold.by()), text(hold.reason()));
    }

    private Outcome of(Outcome outcome) {
        return outcome == null ? null
                : new Outcome(outcome.ticket(), outcome.durationNanos(), outcome.status(), text(outcome.error()), values.apply(outcome.result()), of(outcome.facts()), texts(outcome.labels()));
    }

    private Facts of(Facts all) {
        Facts.Builder rewritten = new Facts.Builder();
        all.forEach((field, value) -> {
            Object other = value;
            if (field.type() == FieldType.TEXT) {
                other = fact((String) value);
            } else if (field.type() == FieldType.TEXT_LIST) {
                other = ((List<?>) value).stream().map(each -> fact((String) each)).filter(each -> each != null).toList();
            }
            if (other != null) {
                rewritten.put(field, other);
            }
        });
        return rewritten.build();
    }

    /** What stands beside runs of a watched process, with other words. */
    public ProcessInfo of(ProcessInfo process) {
        List<ProcessInfo.HookState> hooks = process.hooks().stream().map(hook -> new ProcessInfo.HookState(text(hook.hook()), hook.live(), text(hook.detail()))).toList();
        return new ProcessInfo(process.pid(), process.startNanos(), text(process.command()), text(process.java()), process.run(), process.startedBy(), hooks,
                process.limits().stream().map(this::text).toList(),
                process.bundles().stream().map(change -> new dev.pathwarden.model.step.BundleChange(change.atNanos(), text(change.bundle()), change.sequence(), change.signer(), text(change.refusal()))).toList(),
                process.outside(), process.dropped());
    }

    /** A text with other words; null for null. */
    public String text(String text) {
        return text == null || HASH.matcher(text).matches() ? text : texts.apply(text);
    }

    private String fact(String text) {
        return HASH.matcher(text).matches() ? text : facts.apply(text);
    }

    private Set<String> texts(Set<String> all) {
        Set<String> rewritten = new LinkedHashSet<>();
        all.forEach(text -> rewritten.add(text(text)));
        return rewritten;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map(Map<String, Object> map) {
        return map.isEmpty() ? map : (Map<String, Object>) values.apply(map);
    }
}
