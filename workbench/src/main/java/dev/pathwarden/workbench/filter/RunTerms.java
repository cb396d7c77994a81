package dev.pathwarden.workbench.filter;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run shows of itself, as conditions on its steps. */
public final class RunTerms {

    private static final Texts TEXTS = Texts.of(RunTerms.class);

    private RunTerms() {
    }

    /** Conditions by what they are called, for people. */
    public static Map<String, FilterTerm> of(RunSummary summary) {
        Map<String, FilterTerm> terms = new LinkedHashMap<>();
        Run run = summary.run();
        if (run.agentName() != null) {
            terms.put(TEXTS.get("term.agent", run.agentName()), FilterTerm.equal("run.agentName", run.agentName()));
        }
        if (run.agent() != null) {
            terms.put(TEXTS.get("term.agent.id", Wording.line(run.agent(), 24)), FilterTerm.equal("run.agent", run.agent()));
        }
        terms.put(TEXTS.get("term.run.status", Wording.of(run.status())), FilterTerm.equal("run.status", run.status().text()));
        if (summary.blocked() > 0) {
            terms.put(TEXTS.get("term.stopped"), FilterTerm.equal("step.status", "blocked"));
        }
        summary.labels().forEach(label -> terms.put(TEXTS.get("term.label", label), FilterTerm.label(label)));
        if (run.startNanos() != null) {
            Instant start = Instant.ofEpochSecond(0, run.startNanos());
            terms.put(TEXTS.get("term.since", Wording.dateTime(run.startNanos())), new FilterTerm("run.start >= timestamp('" + start + "')"));
            terms.put(TEXTS.get("term.until", Wording.dateTime(run.startNanos())), new FilterTerm("run.start <= timestamp('" + start + "')"));
        }
        terms.put(TEXTS.get("term.run", Wording.shortId(run.id())), FilterTerm.equal("run.id", run.id().toString()));
        return terms;
    }
}
