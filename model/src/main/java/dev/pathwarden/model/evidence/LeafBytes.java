package dev.pathwarden.model.evidence;

import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.journal.ValueCodec;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;

/**
 * The bytes of which leaves are hashes: one writing of each part, whatever a journal or a segment looks like. Frozen for ever by {@code LeafBytesTest}; a field that is added to the words needs another
 * encoding beside this one.
 */
final class LeafBytes {

    /** By constant, its place among the names of all fields: constants may be reordered, names not. */
    private static final int[] BY_NAME = byName();

    private LeafBytes() {
    }

    private static int[] byName() {
        Field[] fields = Field.values();
        Arrays.sort(fields, Comparator.comparing(Field::text));
        int[] places = new int[fields.length];
        for (int i = 0; i < fields.length; i++) {
            places[fields[i].ordinal()] = i;
        }
        return places;
    }

    static void header(RecordedRun recorded, Part part, ByteSink sink) {
        Run run = recorded.run();
        switch (part) {
            case PATH -> {
                sink.run(run.id()).text(run.status().text()).longOrNull(run.startNanos()).longOrNull(run.endNanos()).varint(recorded.imports().size());
                for (RecordedRun.LabelsImported labels : recorded.imports()) {
                    texts(labels.labels(), sink.zigzag(labels.pid()).zigzag(labels.ticket()));
                }
            }
            case WORDS -> sink.text(run.agent()).text(run.agentName()).text(run.agentVersion());
            case INPUT -> ValueCodec.encodeEntries(run.attributes(), sink);
            case OUTPUT -> { }
        }
    }

    static void step(RecordedStep recorded, Part part, ByteSink sink) {
        switch (part) {
            case PATH -> path(recorded, sink);
            case WORDS -> words(recorded, sink);
            case INPUT -> {
                ValueCodec.encodeEntries(recorded.step().arguments(), sink);
                facts(recorded.step().facts(), sink);
            }
            case OUTPUT -> {
                if (recorded.outcome() != null) {
                    sink.text(recorded.outcome().error());
                    ValueCodec.encode(recorded.outcome().result(), sink);
                    facts(recorded.outcome().facts(), sink);
                }
            }
        }
    }

    private static void path(RecordedStep recorded, ByteSink sink) {
        Step step = recorded.step();
        sink.step(step.id()).step(step.parent()).varint(step.links().size());
        for (Link link : step.links()) {
            sink.step(link.step()).text(link.kind().text());
        }
        sink.text(step.operation().text()).text(step.agent()).longOrNull(step.pid()).text(step.thread()).longOrNull(step.startNanos());
        texts(step.labels(), sink);
        sink.zigzag(recorded.decidedAt()).zigzag(recorded.endedAt());
        Decision decision = recorded.decision();
        sink.bool(decision != null);
        if (decision != null) {
            sink.zigzag(decision.ticket()).longOrNull(decision.clockNanos()).text(decision.bundle()).text(decision.forced() == null ? null : decision.forced().text());
            texts(decision.labels(), sink);
            sink.varint(decision.verdicts().size());
            for (Verdict verdict : decision.verdicts()) {
                sink.text(verdict.guardrail()).text(verdict.version()).text(verdict.action().text()).text(verdict.mode().text()).varint(verdict.clauses().size());
                for (Verdict.Clause clause : verdict.clauses()) {
                    sink.zigzag(clause.from()).zigzag(clause.to());
                }
            }
            sink.varint(decision.notEvaluated().size());
            decision.notEvaluated().forEach(silent -> sink.text(silent.guardrail()));
        }
        Hold hold = recorded.hold();
        sink.bool(hold != null);
        if (hold != null) {
            sink.text(hold.binding()).zigzag(hold.askedNanos()).zigzag(hold.expiresNanos()).text(hold.answer() == null ? null : hold.answer().text()).longOrNull(hold.answeredNanos());
        }
        Outcome outcome = recorded.outcome();
        sink.bool(outcome != null);
        if (outcome != null) {
            sink.zigzag(outcome.ticket()).longOrNull(outcome.durationNanos()).text(outcome.status().text());
            texts(outcome.labels(), sink);
        }
    }

    private static void words(RecordedStep recorded, ByteSink sink) {
        sink.text(recorded.step().name());
        recorded.step().links().forEach(link -> sink.text(link.argument()));
        if (recorded.decision() != null) {
            for (Verdict verdict : recorded.decision().verdicts()) {
                sink.text(verdict.message());
                verdict.clauses().forEach(clause -> sink.text(clause.text()).text(clause.value()));
            }
            recorded.decision().notEvaluated().forEach(silent -> sink.text(silent.reason()));
        }
        if (recorded.hold() != null) {
            sink.text(recorded.hold().by()).text(recorded.hold().reason());
        }
    }

    private static void texts(Set<String> texts, ByteSink sink) {
        sink.varint(texts.size());
        if (!texts.isEmpty()) {
            texts.forEach(sink::text);
        }
    }

    private static void facts(Facts facts, ByteSink sink) {
        sink.varint(facts.size());
        if (facts.size() == 0) {
            return;
        }
        Field[] fields = facts.fields();
        // Few, and mostly in order already.
        for (int i = 1; i < fields.length; i++) {
            Field field = fields[i];
            int at = i;
            for (; at > 0 && BY_NAME[fields[at - 1].ordinal()] > BY_NAME[field.ordinal()]; at--) {
                fields[at] = fields[at - 1];
            }
            fields[at] = field;
        }
        for (Field field : fields) {
            sink.text(field.text());
            ValueCodec.encode(facts.get(field), sink);
        }
    }
}
